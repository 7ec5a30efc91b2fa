using System;
using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Tests;

/// <summary>A transparent connection against a script: what goes out, and when; what is payload, and what is not.</summary>
[TestClass]
public class DataStreamTests
{
    private const string Connect = "AT+CIPSTART=\"TCP\",\"telemetry.example.com\",7000\r";
    private const string Connected = "\r\nOK\r\n\r\nCONNECT\r\n";

    private static readonly byte[] s_buffer = new byte[2048];
    private static readonly byte[] s_spill = new byte[64];

    [TestMethod]
    public void ConnectsWritesAndReads()
    {
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemDataStream stream = Open(port, Connected + "first");
            Assert.IsTrue(stream.Connected);
            Assert.IsTrue(stream.InDataMode);
            Assert.AreEqual("first", ReadText(stream, 5));
            port.On("hello", "\r\nOK\r\n");
            Write(stream, "hello");
            Assert.AreEqual("\r\nOK\r\n", ReadText(stream, 6));
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void SetsUpWhatTheOptionsSay()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.Dtr);
        Sim800Modem modem = Script.Single(port);
        port.On("AT+CIPMODE=1;+CIPCCFG=8,3,1460,0,1,200,40;+CIPRXGET=0;+CSCLK=0;+CFGRI=2;&C1&D1\r", Script.Ok).On("AT+CIPSTART=\"UDP\",\"10.0.0.1\",9\r", Connected);
        var options = new ModemDataOptions { Retries = 8, WaitTime = 500, WaitUnit = 200, BlockSize = 1460, Paced = true, BurstSize = 200, BurstInterval = 40, RingsFor = ModemRingFor.Data };
        var stream = new ModemDataStream(modem, options);
        stream.Connect(ModemProtocol.Udp, "10.0.0.1", 9);
        Assert.IsTrue(port.Done);

        // DTR rests high, so that nothing can be taken for the beginning of an escape.
        Assert.IsFalse(port.IsAsserted(PortLine.Dtr));
    }

    [TestMethod]
    public void RefusesWhatIsOutOfRange()
    {
        var options = new ModemDataOptions();
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.Retries = 2);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.WaitUnit = 150);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.BlockSize = 1461);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.BurstSize = 49);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.BurstInterval = 1001);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.ReadSilence = 0);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.RingsFor = (ModemRingFor)3);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => options.UseSafePace(115_200, 3_000, 256));
    }

    [TestMethod]
    public void PacesNoMoreThanNeeded()
    {
        var options = new ModemDataOptions { Paced = true };
        options.UseSafePace(9_600);
        Assert.IsFalse(options.Paced);
        options.UseSafePace(115_200);
        Assert.IsTrue(options.Paced);

        // What begins while the reader is away fits beside what he was reading.
        int bursts = (200 / options.BurstInterval) + 2;
        Assert.IsTrue(bursts * options.BurstSize <= 2_048);
    }

    [TestMethod]
    public void NobodyElseTalksInDataMode()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Single(port);
        ModemDataStream stream = Open(port, modem, Connected);
        Failure.Of(ModemError.InDataMode, () => modem.GetSignalQuality());
        Failure.Of(ModemError.InDataMode, () => modem.Execute("AT+CCLK?"));
        Failure.Of(ModemError.InDataMode, () => modem.Attach());
        Failure.Of(ModemError.InDataMode, () => modem.PowerOff());
        port.Say("\r\nRING\r\n", 3_000);
        Assert.AreEqual("\r\nRING\r\n", ReadText(stream, 8));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ReturnsAtASilence()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.Say("abc", 500);
        port.Say("def", 510);
        port.Say("ghi", 560);
        long begun = port.Now;
        Assert.AreEqual(6, stream.Read(s_buffer, 0, 2_000));
        Assert.IsTrue(port.Now - begun <= 550);
        Assert.AreEqual(3, stream.Read(s_buffer, 0, 2_000));
        Assert.AreEqual(0, port.FailedReads);
        stream.ReadTimeout = 100;
        Failure.Of(ModemError.TimedOut, () => stream.Read(s_buffer, 0, 2_000));
    }

    [TestMethod]
    public void LeavesByDtrAndReturns()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.Dtr);
        Sim800Modem modem = Script.Single(port);
        ModemDataStream stream = Open(port, modem, Connected);
        bool low = false;
        bool answered = false;
        long fell = 0;
        port.Waiting = script =>
        {
            if (!low && script.IsAsserted(PortLine.Dtr))
            {
                low = true;
                fell = script.Now;

                // Payload that looks like the answer, while it cannot be.
                script.Say("\r\nOK\r\nlate", 400);
            }
            else if (low && !answered && !script.IsAsserted(PortLine.Dtr))
            {
                answered = true;
                Assert.IsTrue(script.Now - fell >= 1_000);
                script.Say("st\r\nOK\r\n\r\nRING\r\n", 3);
            }
        };
        using (stream.EnterCommandMode(s_spill))
        {
            port.On("AT+CSQ\r", "\r\n+CSQ: 20,0\r\n\r\nOK\r\n");
            Assert.AreEqual(20, modem.GetSignalQuality());
            port.On("ATO\r", "\r\nCONNECT\r\nmore");
        }

        Assert.IsTrue(stream.InDataMode);
        Assert.AreEqual("\r\nOK\r\nlatestmore", ReadText(stream, 16));
        Assert.AreEqual(0, stream.BytesLost);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void LeavesByPlusesAfterTheGuardTime()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.On("x", null);
        Write(stream, "x");
        long written = port.Now;
        port.On("+++", "\r\nOK\r\n", 1_001);
        using (stream.EnterCommandMode(s_spill))
        {
            Assert.IsTrue(port.Now - written >= 2_100);
            Assert.IsTrue(port.Now - written <= 2_500);
            port.On("ATO\r", "\r\nCONNECT\r\n");
        }

        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void CountsWhatTheSpillCannotHold()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.On("+++", new string('a', 50) + new string('b', 50) + "\r\nOK\r\n", 1_001);
        using (stream.EnterCommandMode(s_spill))
        {
            port.On("ATO\r", "\r\nCONNECT\r\n");
        }

        Assert.AreEqual(100 - s_spill.Length, stream.BytesLost);
        Assert.AreEqual(new string('a', 50) + new string('b', 14), ReadText(stream, 64));
    }

    [TestMethod]
    public void AnEscapeThatIsNotHeardIsReported()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.On("+++", null).On("+++", null).On("+++", null);
        ModemException failure = Failure.Of(ModemError.TimedOut, () => stream.EnterCommandMode(s_spill));
        Assert.AreEqual((int)ModemWait.Escape, (int)failure.Wait);
        Assert.IsTrue(stream.InDataMode);
        port.On("go on", null);
        Write(stream, "go on");
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheCloseInsideTheGuardIsTheEnd()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.On("+++", "last\r\nCLOSED\r\n", 300).On("\r", Script.Error);
        Failure.Of(ModemError.ConnectionClosed, () => stream.EnterCommandMode(s_spill));
        Assert.AreEqual("last", ReadText(stream, 4));
        Assert.AreEqual(0, stream.Read(s_buffer, 0, 100));
        Failure.Of(ModemError.ConnectionClosed, () => Write(stream, "x"));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ATextOfThePayloadIsAskedAboutAndDelivered()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.Say("a\r\nCLOSED\r\n", 2_000);
        port.On("+++", "\r\nOK\r\n", 1_001).On("ATO\r", "\r\nCONNECT\r\nb");
        Assert.AreEqual("a", ReadText(stream, 1));
        long begun = port.Now;
        Assert.AreEqual("\r\nCLOSED\r\nb", ReadText(stream, 11));
        Assert.IsTrue(port.Now - begun <= 2_500);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatFollowsAtOnceRefutesIt()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        Write(stream, port, "x");
        port.Say("\r\nCLOSED\r\n", 600);
        port.Say("not", 660);
        Assert.AreEqual("\r\nCLOSED\r\nnot", ReadText(stream, 13));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheEndBehindWhatRefutesIsFound()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        Write(stream, port, "x");
        port.Say("\r\nCLOSED\r\n", 600);
        port.Say("not\r\nCLOSED\r\n", 660);
        port.On("+++", null).On("\r", Script.Error);
        Assert.AreEqual("\r\nCLOSED\r\nnot", ReadText(stream, 13));
        Assert.AreEqual(0, stream.Read(s_buffer, 0, 100));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatTheModuleSaysBehindTheEndIsNoPayload()
    {
        for (int wait = 0; wait <= 600; wait += 300)
        {
            var port = new ScriptedPort();
            ModemDataStream stream = Open(port, Connected);
            port.Say("last\r\nCLOSED\r\n", 600);
            port.Say("\r\nERROR\r\n\r\n+CREG: 0\r\n", 600 + wait);
            port.On("+++", null).On("\r", Script.Error);
            Assert.AreEqual("last", ReadText(stream, 4));
            Assert.AreEqual(0, stream.Read(s_buffer, 0, 100));
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void TheEndIsFoundThoughNobodyReads()
    {
        FindEnd("\r\nCLOSED\r\n", ModemError.ConnectionClosed);
        FindEnd("\r\n+PDP: DEACT\r\n", ModemError.ContextLost);
        FindEnd("\r\nCLOSED\r\n\r\n+PDP: DEACT\r\n", ModemError.ContextLost);
        FindEnd("\r\nNORMAL POWER DOWN\r\n", ModemError.PoweredDown);
        FindEnd("\r\nRDY\r\n\r\n+CFUN: 1\r\n", ModemError.Restarted);
    }

    [TestMethod]
    public void WhatIsNoEndIsNotAskedAbout()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.Say("\r\nNO CARRIER\r\n", 1_000);
        port.Say("\r\nOK\r\n", 2_000);
        port.Say("\r\nCLOSED", 3_000);
        port.Say("CLOSED\r\n", 4_000);
        for (int i = 0; i < 1_000; i++)
        {
            port.Pass(10);
        }

        Assert.IsTrue(stream.Connected);
        Assert.AreEqual("\r\nNO CARRIER\r\n\r\nOK\r\n\r\nCLOSEDCLOSED\r\n", ReadText(stream, 36));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatNobodyReadsIsAskedAboutOnce()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        port.Say("a\r\nCLOSED\r\n", 2_000);
        port.Say("c", 6_000);
        port.On("+++", "\r\nOK\r\n", 1_001).On("ATO\r", "\r\nCONNECT\r\nb");
        for (int i = 0; i < 1_000; i++)
        {
            port.Pass(10);
        }

        Assert.IsTrue(stream.Connected);
        Assert.AreEqual("a\r\nCLOSED\r\nbc", ReadText(stream, 13));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void MoreThanIsLookedAtStaysInThePort()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        for (int i = 0; i < 4; i++)
        {
            port.Say(new string((char)('a' + i), 1_000), 100 + (i * 100));
        }

        port.Say("\r\nCLOSED\r\n", 600);
        for (int i = 0; i < 300; i++)
        {
            port.Pass(10);
        }

        Assert.IsTrue(stream.Connected);
        for (int i = 0; i < 4_000;)
        {
            int read = stream.Read(s_buffer, 0, 900);
            for (int k = 0; k < read; k++)
            {
                Assert.AreEqual('a' + ((i + k) / 1_000), (int)s_buffer[k]);
            }

            i += read;
        }

        port.On("+++", null).On("\r", Script.Error);
        Assert.AreEqual(0, stream.Read(s_buffer, 0, 900));
        Assert.AreEqual(0, stream.BytesLost);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheCarrierTellsAtOnce()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.CarrierDetect);
        port.Waiting = script => script.Assert(PortLine.CarrierDetect, script.Modem.IsOpen);
        ModemDataStream stream = Open(port, Connected);
        port.Say("\r\nCLOSED\r\n", 1_000);
        Assert.AreEqual("\r\nCLOSED\r\n", ReadText(stream, 10));
        long end = port.Now + 1_000;
        port.Say("bye\r\nCLOSED\r\n", 1_000);
        port.Waiting = script => script.Assert(PortLine.CarrierDetect, script.Now < end);
        Assert.AreEqual("bye", ReadText(stream, 3));
        port.On("\r", Script.Error);
        Assert.AreEqual(0, stream.Read(s_buffer, 0, 100));
        Assert.IsFalse(stream.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheThirdPlusWaits()
    {
        var port = new ScriptedPort();
        ModemDataStream stream = Open(port, Connected);
        Pass(port, stream, 2_000);
        port.On("++", null).On("+", null);
        long begun = port.Now;
        Write(stream, "+++");
        Assert.IsTrue(port.Now - begun >= 1_100);

        // Four are no escape, and neither are three behind something else.
        Pass(port, stream, 2_000);
        port.On("++++", null).On("a+++", null).On("+", null);
        begun = port.Now;
        Write(stream, "++++");
        Write(stream, "a+++");
        Write(stream, "+");
        Assert.IsTrue(port.Now == begun);

        // One by one.
        Pass(port, stream, 2_000);
        port.On("+", null).On("+", null).On("+", null);
        begun = port.Now;
        Write(stream, "+");
        Write(stream, "+");
        Assert.IsTrue(port.Now == begun);
        Write(stream, "+");
        Assert.IsTrue(port.Now - begun >= 1_100);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void DataModeNeedsASingleConnection()
    {
        var stream = new ModemDataStream(Script.WithContext(new ScriptedPort()));
        Assert.ThrowsException(typeof(NotSupportedException), () => stream.Connect(ModemProtocol.Tcp, Script.Host, 7000));
        Failure.Of(ModemError.NotConnected, () => stream.Read(s_buffer, 0, 1));
        Failure.Of(ModemError.NotConnected, () => Write(stream, "x"));
        Failure.Of(ModemError.NotConnected, () => stream.EnterCommandMode(s_spill));
    }

    [TestMethod]
    public void AFailedConnectLeavesNothingBehind()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Single(port);
        port.On(Configure(false), Script.Ok).On(Connect, "\r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n")
            .On("AT+CIPCLOSE=1\r", Script.Error).On("AT+CIPMODE=0;+CIPRXGET=1\r", Script.Ok).On("AT+CSQ\r", "\r\n+CSQ: 20,0\r\n\r\nOK\r\n");
        var stream = new ModemDataStream(modem);
        Failure.Of(ModemError.ConnectFailed, () => stream.Connect(ModemProtocol.Tcp, Script.Host, 7000));
        Assert.AreEqual(20, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    private static string Configure(bool dtr) => "AT+CIPMODE=1;+CIPCCFG=5,2,1024," + (dtr ? "0" : "1") + ",0,1460,50;+CIPRXGET=0;+CSCLK=0;+CFGRI=0;&C1&D1\r";

    private static ModemDataStream Open(ScriptedPort port, string answer) => Open(port, Script.Single(port), answer);

    private static ModemDataStream Open(ScriptedPort port, Sim800Modem modem, string answer)
    {
        port.On(Configure(port.Has(PortLine.Dtr)), Script.Ok).On(Connect, answer);
        var stream = new ModemDataStream(modem);
        stream.Connect(ModemProtocol.Tcp, Script.Host, 7000);
        return stream;
    }

    // Lets time pass in which nothing is written.
    private static void Pass(ScriptedPort port, ModemDataStream stream, int milliseconds)
    {
        stream.ReadTimeout = milliseconds;
        Failure.Of(ModemError.TimedOut, () => stream.Read(s_buffer, 0, 100));
        Assert.IsTrue(port.Now > 0);
    }

    // By +++ and by DTR, within 2.5 s, with what came before.
    private static void FindEnd(string text, ModemError error)
    {
        for (int wires = 0; wires < 2; wires++)
        {
            var port = new ScriptedPort();
            if (wires > 0)
            {
                port.Wire(PortLine.Dtr);
            }

            ModemDataStream stream = Open(port, Connected);
            Write(stream, port, "x");
            port.Say("first", 100);
            port.Say("last" + text, 600);
            if (wires == 0)
            {
                port.On("+++", null).On("\r", Script.Error);
            }

            long begun = port.Now;
            while (stream.Connected)
            {
                port.Pass(10);
            }

            Assert.IsTrue(port.Now - begun <= 600 + 2_500);
            Failure.Of(error, () => Write(stream, "y"));
            Assert.AreEqual("firstlast", ReadText(stream, 9));
            if (error == ModemError.ConnectionClosed)
            {
                Assert.AreEqual(0, stream.Read(s_buffer, 0, 100));
            }
            else
            {
                Failure.Of(error, () => stream.Read(s_buffer, 0, 100));
            }

            Assert.AreEqual(0, stream.BytesLost);
            Assert.IsTrue(port.Done);
        }
    }

    private static void Write(ModemDataStream stream, ScriptedPort port, string text)
    {
        port.On(text, null);
        Write(stream, text);
    }

    private static void Write(ModemDataStream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text), 0, text.Length);

    private static string ReadText(ModemDataStream stream, int count)
    {
        string text = string.Empty;
        while (text.Length < count)
        {
            int read = stream.Read(s_buffer, 0, 100);
            Assert.IsTrue(read > 0);
            for (int i = 0; i < read; i++)
            {
                text += new string((char)s_buffer[i], 1);
            }
        }

        return text;
    }
}
