using nanoFramework.TestFramework;
using Sim800.Nano.Recovery;

namespace Sim800.Nano.Tests;

/// <summary>Which step follows which failure.</summary>
[TestClass]
public class LadderTests
{
    private const int Minute = 60_000;
    private const int Everything = (1 << (int)ModemRecoveryStep.Command) | (1 << (int)ModemRecoveryStep.Reset) | (1 << (int)ModemRecoveryStep.PowerKey) | (1 << (int)ModemRecoveryStep.Supply);
    private const int CommandOnly = 1 << (int)ModemRecoveryStep.Command;

    private static ModemRecoveryOptions s_options;

    [Setup]
    public void MakeOptions() => s_options = new ModemRecoveryOptions("internet");

    [TestMethod]
    public void AGuiltyModuleIsTakenUpStepByStep()
    {
        var ladder = new Ladder(s_options, Everything);
        ladder.Begin(0);
        Fails(ladder, 1, Suspect.Module, ModemRecoveryStep.Reconnect);
        Fails(ladder, 2, Suspect.Module, ModemRecoveryStep.Context);
        Fails(ladder, 3, Suspect.Module, ModemRecoveryStep.Context);
        Fails(ladder, 4, Suspect.Module, ModemRecoveryStep.Command);
        Fails(ladder, 5, Suspect.Module, ModemRecoveryStep.Reset);
        Fails(ladder, 6, Suspect.Module, ModemRecoveryStep.PowerKey);
        Fails(ladder, 7, Suspect.Module, ModemRecoveryStep.Supply);
        Fails(ladder, 8, Suspect.Module, ModemRecoveryStep.Reconnect);
    }

    [TestMethod]
    public void WhatIsNotWiredIsLeftOut()
    {
        var ladder = new Ladder(s_options, CommandOnly);
        ladder.Begin(0);
        for (int i = 0; i < 3; i++)
        {
            ladder.Fail(i, Suspect.Module);
        }

        Fails(ladder, 4, Suspect.Module, ModemRecoveryStep.Command);
        Fails(ladder, 5, Suspect.Module, ModemRecoveryStep.Reconnect);
        for (int i = 0; i < 10; i++)
        {
            Fails(ladder, Minute + i, Suspect.Silence, ModemRecoveryStep.Reconnect);
            Fails(ladder, (3 * Minute) + i, Suspect.Silence, ModemRecoveryStep.Reconnect);
        }
    }

    [TestMethod]
    public void TheNetworkIsWaitedForBeforeTheModuleIsRestarted()
    {
        var ladder = new Ladder(s_options, Everything);
        ladder.Begin(0);
        int now = 0;
        for (; now < s_options.Patience; now += Minute)
        {
            ladder.Fail(now, Suspect.Network);
            Assert.IsTrue(ladder.Next <= ModemRecoveryStep.Context);
        }

        while (ladder.Next != ModemRecoveryStep.Command)
        {
            ladder.Fail(now++, Suspect.Network);
            Assert.IsTrue(now < s_options.Patience + 5);
        }

        // It did not help: the next restart is the next larger one, after twice the time.
        int restarted = now;
        Fails(ladder, now, Suspect.Network, ModemRecoveryStep.Reconnect);
        for (; now < restarted + (2 * s_options.Patience); now += Minute)
        {
            ladder.Fail(now, Suspect.Network);
            Assert.IsTrue(ladder.Next <= ModemRecoveryStep.Context);
        }

        while (ladder.Next <= ModemRecoveryStep.Context)
        {
            ladder.Fail(now++, Suspect.Network);
        }

        Assert.AreEqual((int)ModemRecoveryStep.Reset, (int)ladder.Next);
    }

    [TestMethod]
    public void AModuleMayBeSilentForAWhile()
    {
        var ladder = new Ladder(s_options, Everything);
        ladder.Begin(0);
        Assert.IsTrue(ladder.Fail(100, Suspect.Silence) <= s_options.SilenceTime);
        Fails(ladder, s_options.SilenceTime, Suspect.Silence, ModemRecoveryStep.Reconnect);
        Fails(ladder, s_options.SilenceTime + 100, Suspect.Silence, ModemRecoveryStep.Reset);
        Fails(ladder, s_options.SilenceTime + 200, Suspect.Silence, ModemRecoveryStep.PowerKey);

        // One that has said something is not silent any more.
        ladder.Begin(0);
        ladder.Fail(100, Suspect.Silence);
        ladder.Fail(200, Suspect.Network);
        Fails(ladder, s_options.SilenceTime + 200, Suspect.Silence, ModemRecoveryStep.Context);
    }

    [TestMethod]
    public void NothingLargerThanTheLargestIsTaken()
    {
        var options = new ModemRecoveryOptions("internet");
        for (ModemRecoveryStep largest = ModemRecoveryStep.Reconnect; largest <= ModemRecoveryStep.Supply; largest++)
        {
            options.LargestStep = largest;
            var ladder = new Ladder(options, Everything);
            ladder.Begin(0);
            ModemRecoveryStep seen = ModemRecoveryStep.None;
            for (int i = 0; i < 500; i++)
            {
                ladder.Fail(i * Minute, (Suspect)(i / 10 % 4));
                seen = ladder.Next > seen ? ladder.Next : seen;
            }

            Assert.AreEqual((int)largest, (int)seen);
        }
    }

    [TestMethod]
    public void OnlyTheFirstRoundHurries()
    {
        var ladder = new Ladder(s_options, Everything);
        ladder.Begin(0);
        int pauses = 0;
        for (int i = 0; i < 100; i++)
        {
            pauses += ladder.Fail(i, Suspect.Module) <= s_options.FirstDelay ? 1 : 0;
        }

        Assert.IsTrue(pauses > 3 && pauses < 8);
    }

    private static void Fails(Ladder ladder, long now, Suspect suspect, ModemRecoveryStep next)
    {
        ladder.Fail(now, suspect);
        Assert.AreEqual((int)next, (int)ladder.Next);
    }
}
