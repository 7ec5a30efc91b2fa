extern alias nano;

using NanoHost;
using AutoResetEvent = nano::System.Threading.AutoResetEvent;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

/// <summary>The PC's clock rules: what is asserted is order, for nobody knows how long the PC takes.</summary>
public class PacingTests : MachineFixture
{
    [Fact]
    public void InRealTimeAnAnswerOfTheWorldOutsideComesBeforeATimeoutThatIsNotDue()
    {
        RunWithAnswer(new MachineOptions { Pacing = Pacing.RealTime });

        Assert.Equal(["answered"], Trace);
    }

    [Fact]
    public void WhileAConnectionIsOpenTimeDoesNotJumpOverAnAnswerUnderWay()
    {
        var isOpen = true;
        RunWithAnswer(new MachineOptions { Pacing = Pacing.RealTimeWhile, PacedWhile = () => isOpen }, () => isOpen = false);

        Assert.Equal(["answered"], Trace);
    }

    [Fact]
    public void WithoutAConnectionTimeJumps()
    {
        Run(() => Thread.Sleep(24 * 3600 * 1000), new MachineOptions { Pacing = Pacing.RealTimeWhile, PacedWhile = () => false });

        Assert.Equal(24 * 3600 * Second, Machine.Queue.Now);
    }

    [Fact]
    public void WhatWasPostedIsRunBeforeTimeGoesOn()
    {
        var signal = new AutoResetEvent(false);
        Make().Queue.Post(() => signal.Set());
        Machine.Start(() => Note(signal.WaitOne(1, false).ToString()), "main");
        Finish();

        Assert.Equal(["0 True"], Trace);
    }

    [Fact]
    public void ABusyThreadServesTheWorldOutsideToo()
    {
        var seen = false;
        Run(
            () =>
            {
                Machine.Queue.Post(() => seen = true);
                Work(5 * Millisecond);
                Assert.True(seen);
            },
            new MachineOptions { Pacing = Pacing.RealTime });
    }

    private void RunWithAnswer(MachineOptions options, Action? answered = null)
    {
        var asked = new ManualResetEventSlim();
        Make(options);
        var queue = Machine.Queue;
        var signal = new AutoResetEvent(false);
        var world = new System.Threading.Thread(() =>
        {
            asked.Wait();
            queue.Post(() =>
            {
                signal.Set();
                answered?.Invoke();
            });
        });
        world.Start();
        Machine.Start(
            () =>
            {
                asked.Set();
                Trace.Add(signal.WaitOne(60_000, false) ? "answered" : "timed out");
            },
            "main");
        Finish();
        world.Join();
    }
}
