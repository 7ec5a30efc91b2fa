using System;
using System.Threading;
using nanoFramework.TestFramework;
using Sim800.Nano.Channels;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Tests;

/// <summary>Sleep by DTR and by itself, when it is told to and when nobody talks; and waking, which is not believed before the module has answered.</summary>
[TestClass]
public class SleepTests
{
    private const string ByDtr = "AT+CSCLK=1\r";
    private const string ByItself = "AT+CSCLK=2\r";
    private const string NotAtAll = "AT+CSCLK=0\r";
    private const string Quality = "AT+CSQ\r";
    private const string Good = "\r\n+CSQ: 20,0\r\n\r\nOK\r\n";
    private const int UsualLength = 20;
    private const string Escape = "\u001b\r";

    [TestMethod]
    public void SleepsByDtrAndWakesBeforeTalking()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));
        long asleep = port.Now;
        port.On(Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        Assert.IsTrue(port.Now - asleep >= 60);

        // It stays awake, and knows how it shall sleep.
        port.On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        modem.Sleep();
        modem.Sleep();
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatHasComeWhenItIsPutToSleepIsTaken()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        port.On(Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        port.Modem = null;
        port.Say("\r\n+CREG: 5\r\n", 1);
        port.Pass(2);

        // Whoever was told of it found the gate taken.
        AutoResetEvent told = modem.Channel.Gate.EventOf(Slot.Driver);
        told.WaitOne(0, false);
        modem.Sleep();
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));
        Assert.IsTrue(told.WaitOne(0, false));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnAnswerThatIsNotAsUsualCountsAsWell()
    {
        string[] answers =
        {
            "\r\n+CIPMUX:1\r\n\r\nOK\r\n",
            "\r\n+CREG: 1\r\n" + Script.Marked,
            Script.Marked + "\r\n+CREG: 1\r\n",
            "\r\n+CREG: 5\r\n\r\n+CIPMU",
            "AT+CIPMUX?\r" + Script.Marked,
            "\u00ff" + Script.Marked,
        };
        for (int i = 0; i < answers.Length; i++)
        {
            ScriptedPort port = Wired();
            Sim800Modem modem = Asleep(port);
            long asleep = port.Now;
            port.On(Script.Marker, answers[i]);
            if (answers[i].Length == UsualLength)
            {
                // As long as the usual one, and cut off.
                port.On(Escape + Script.Marker, Script.Marked);
            }

            port.On(Quality, Good);
            Assert.AreEqual(20, modem.GetSignalQuality());
            Assert.IsTrue(port.Now - asleep < 1_000);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void AShortAnswerIsNotWaitedForAgainAndAgain()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        long woken = 0;
        for (int i = 0; i < 3; i++)
        {
            port.On(Script.Marker, "\r\n+CIPMUX:1\r\n\r\nOK\r\n").On(Quality, Good);
            modem.Sleep();
            long asleep = port.Now;
            Assert.AreEqual(20, modem.GetSignalQuality());
            woken = port.Now - asleep;
        }

        Assert.IsTrue(woken < 100);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AsksAgainIfTheFirstQuestionIsLost()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        long asleep = port.Now;
        port.On(Script.Marker, null).On(Escape + Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Now - asleep < 1_000);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void LetsDtrFallAgainForOneThatHasNotNoticed()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        port.On(Script.Marker, null).On(Escape + Script.Marker, null).On(Script.Marker, Script.Marked).On(Quality, Good);
        int falls = 0;
        bool low = false;
        port.Waiting = waited =>
        {
            bool now = waited.IsAsserted(PortLine.Dtr);
            falls += now && !low ? 1 : 0;
            low = now;
        };
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.AreEqual(3, falls);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnAnswerToTheFirstQuestionThatComesLateAnswersNobodyElse()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        port.On(Script.Marker, Script.Marked, 500).On(Escape + Script.Marker, Script.Marked, 100).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OneThatDoesNotWakeIsLostInFiveSeconds()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        long asleep = port.Now;
        port.On(Script.Marker, null).On(Escape + Script.Marker, null);
        for (int i = 0; i < 4; i++)
        {
            port.On(Script.Marker, null);
        }

        ModemException failure = Failure.Of(ModemError.TimedOut, () => modem.GetSignalQuality());
        Assert.IsTrue(failure.Wait == ModemWait.Resynchronise);
        Assert.IsTrue(port.Now - asleep <= 5_000);
        Assert.IsFalse(modem.IsOpen);
        Assert.IsTrue(port.Done);

        // It is tried again, from the beginning.
        port.On(Script.Marker, null).On(Escape + Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ARestartInItsSleepIsFoundWhenItWakes()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Script.WithContext(port);
        port.On(ByDtr, Script.Ok);
        modem.Sleep();
        port.On(Script.Marker, "\r\n+CIPMUX: 0\r\n\r\nOK\r\n");
        Failure.Of(ModemError.Restarted, () => modem.GetSignalQuality());
        Assert.IsFalse(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void SleepsByItselfWithoutDtr()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On(ByItself, Script.Ok);
        modem.Sleep();

        // Not yet, and then a character that is lost.
        port.Pass(3_000);
        port.On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        for (int i = 0; i < 2; i++)
        {
            port.Pass(5_000);
            long asleep = port.Now;
            port.On("\r", null).On(Script.Marker, Script.Marked).On(Quality, Good);
            Assert.AreEqual(20, modem.GetSignalQuality());
            Assert.IsTrue(port.Now - asleep >= 100);
        }

        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OneThatHasNotAnsweredMaySleepByItselfNevertheless()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On(ByItself, null);
        Failure.Of(ModemError.TimedOut, modem.Sleep);
        port.On("\r", null).On(Script.Marker, Script.Marked);
        port.Pass(2_000);
        port.Pass(60_000);
        port.On("\r", null).On(Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OneThatCannotSleepByItselfSaysSo()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On(ByItself, Script.Error);
        Failure.Of(ModemError.Rejected, modem.Sleep);
        port.Pass(60_000);
        port.On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void IsToldNotToSleepByItselfAnyMore()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On(ByItself, Script.Ok);
        modem.Sleep();
        port.Pass(60_000);
        port.On("\r", null).On(Script.Marker, Script.Marked).On(NotAtAll, Script.Ok);
        modem.SetSleepPolicy(ModemSleepPolicy.Never);
        port.Pass(60_000);
        modem.Sleep();
        port.On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void NeverWakesOneThatSleepsByDtr()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Asleep(port);
        port.On(Script.Marker, Script.Marked);
        modem.SetSleepPolicy(ModemSleepPolicy.Never);
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        modem.Sleep();
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void SleepsWhenItHasBeenIdle()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Script.Opened(port);
        modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 5_000);
        port.Pass(3_000);
        port.On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        port.Pass(4_900);
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        port.On(ByDtr, Script.Ok);
        port.Pass(200);
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));

        // And again, which needs no command.
        port.On(Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        port.Pass(5_100);
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));

        modem.SetSleepPolicy(ModemSleepPolicy.OnDemand);
        port.On(Script.Marker, Script.Marked).On(Quality, Good);
        Assert.AreEqual(20, modem.GetSignalQuality());
        port.Pass(60_000);
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OneThatRefusesToSleepIsToldAgainAfterTheSameTime()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Script.Opened(port);
        modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 5_000);
        for (int i = 0; i < 3; i++)
        {
            port.On(ByDtr, Script.Error);
            port.Pass(5_100);
            Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void BadInputIsRefused()
    {
        ScriptedPort port = Wired();
        Sim800Modem modem = Script.Opened(port);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => modem.SetSleepPolicy((ModemSleepPolicy)3));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => modem.SetSleepPolicy((ModemSleepPolicy)(-1)));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 499));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 86_400_001));
        Assert.IsTrue(modem.SleepPolicy == ModemSleepPolicy.OnDemand);
        modem.Close();
        Assert.ThrowsException(typeof(ObjectDisposedException), () => modem.SetSleepPolicy(ModemSleepPolicy.Never));
        Assert.ThrowsException(typeof(ObjectDisposedException), () => modem.Sleep());
        Assert.IsTrue(port.Done);
    }

    private static ScriptedPort Wired()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.Dtr);
        return port;
    }

    private static Sim800Modem Asleep(ScriptedPort port)
    {
        Sim800Modem modem = Script.Opened(port);
        Assert.IsTrue(port.IsAsserted(PortLine.Dtr));
        port.On(ByDtr, Script.Ok);
        modem.Sleep();
        return modem;
    }
}
