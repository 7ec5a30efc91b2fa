using System;
using System.IO;
using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Tests;

/// <summary>The flight recorder: what is in it, what is not, and what becomes of it when it is full.</summary>
[TestClass]
public class RecorderTests
{
    private static readonly byte[] s_line = new byte[ModemRecorder.LongestLine];
    private static readonly byte[] s_byte = new byte[1];
    private static ModemRecorder s_recorder;

    [TestMethod]
    public void AConnectionCanBeReadAsText()
    {
        s_recorder = new ModemRecorder(4_096);
        var port = new ScriptedPort(s_recorder);
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5,3\r", "\r\n> ").On("abc", "\r\nDATA ACCEPT:5,3\r\n");
        socket.Send(Encoding.UTF8.GetBytes("abc"), 0, 3);
        port.Say("\r\n5, CLOSED\r\n\r\n+CREG: 1,\"1A2B\",\"0C3D\"\r\n\r\nnonsense\r\n", 500);
        port.Wait(new System.Threading.AutoResetEvent(false), 1_000);

        string[] expected =
        {
            "> AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0;+CSTT=...", "< OK",
            "> AT+CIICR", "< OK", "> AT+CIFSR", "< OK", "= context 0 open", "> AT+CIPSTART=5,\"TCP\",\"telemetry.example.com\",7000", "< OK", "* 5, CONNECT OK",
            "> AT+CIPSEND?", "< OK 5 1460", "> AT+CIPSEND=5,3", "< OK", "* 5, CLOSED", "* +CREG: 1,\"1A2B\",\"0C3D\"", "* ? 8 bytes", "= link 5 ended ConnectionClosed",
        };
        // How it was found is another's; the echo of its first line is nothing that the driver knows.
        long position = 0;
        Assert.AreEqual("> ATE0", Text(ref position).Substring(13));
        Assert.AreEqual("* ? 4 bytes", Text(ref position).Substring(13));
        Assert.AreEqual("< OK", Text(ref position).Substring(13));
        while (Text(ref position).Substring(13) != "= open")
        {
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.AreEqual(expected[i], Text(ref position).Substring(13));
        }

        Assert.AreEqual(0, s_recorder.ReadLine(ref position, s_line));
    }

    [TestMethod]
    public void ALineBeginsWithItsTime()
    {
        s_recorder = new ModemRecorder(256);
        s_recorder.Edge(65_007, PortLine.Dtr, true);
        s_recorder.Edge(123_456_789, PortLine.Reset, false);
        long position = 0;
        Assert.AreEqual("      65.007 # DTR high", Text(ref position));
        Assert.AreEqual("  123456.789 # RST low", Text(ref position));
    }

    [TestMethod]
    public void SecretsAreNotInIt()
    {
        s_recorder = new ModemRecorder(4_096);
        var port = new ScriptedPort(s_recorder);
        Sim800Modem modem = Script.Opened(port);
        port.On(Script.Mode + ";+CSTT=\"secret.apn\",\"secretuser\",\"secretpassword\"\r", Script.Ok).On("AT+CIICR\r", Script.Ok).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("secret.apn", "secretuser", "secretpassword");
        port.On("AT+CPIN=secret\r", Script.Ok).On("AT+CMGW=\"secret\"\r", Script.Ok).On("ATD123secret;\r", Script.Error)
            .On("AT+CMGR=1\r", "\r\n+CMGR: \"REC UNREAD\",\"secretnumber\"\r\nsecret text\r\n\r\nOK\r\n");
        modem.Execute("AT+CPIN=secret");
        modem.Execute("AT+CMGW=\"secret\"");
        Failure.Of(ModemError.Rejected, () => modem.Execute("ATD123secret;"));
        modem.Execute("AT+CMGR=1");
        port.Say("\r\n+CMT: \"secret\",\"\"\r\nsecret text\r\n", 10);
        port.Wait(new System.Threading.AutoResetEvent(false), 1_000);

        string text = Dump();
        Assert.AreEqual(-1, text.IndexOf("secret"));
        Assert.AreNotEqual(-1, text.IndexOf("> AT+CPIN=..."));
        Assert.AreNotEqual(-1, text.IndexOf("> AT+CMGW=..."));
        Assert.AreNotEqual(-1, text.IndexOf("> ATD..."));
        Assert.AreNotEqual(-1, text.IndexOf("> AT+CMGR=..."));
        Assert.AreNotEqual(-1, text.IndexOf("* ? 11 bytes"));
    }

    [TestMethod]
    public void ThePinIsNotInIt()
    {
        s_recorder = new ModemRecorder(4_096);
        var port = new ScriptedPort(s_recorder);
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n").On("AT+SPIC\r", "\r\n+SPIC: 3,0,10,0\r\n\r\nOK\r\n").On("AT+CPIN=\"4711\"\r", Script.Ok);
        modem.EnterPin("4711");
        Assert.IsTrue(port.Done);
        string text = Dump();
        Assert.AreEqual(-1, text.IndexOf("4711"));
        Assert.AreNotEqual(-1, text.IndexOf("> AT+CPIN?\n"));
        Assert.AreNotEqual(-1, text.IndexOf("> AT+CPIN=...\n"));
    }

    [TestMethod]
    public void NoSecretOfALongLineIsInIt()
    {
        // Written in pieces, each of which begins the buffer anew.
        s_recorder = new ModemRecorder(4_096);
        var port = new ScriptedPort(s_recorder);
        Sim800Modem modem = Script.Opened(port);
        string apn = new string('s', 50);
        port.On(Script.Mode + ";+CSTT=\"" + apn + "\",\"" + apn + "\",\"" + apn + "\"\r", Script.Ok).On("AT+CIICR\r", Script.Ok).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext(apn, apn, apn);
        Assert.AreEqual(-1, Dump().IndexOf("ss"));
        Assert.AreNotEqual(-1, Dump().IndexOf(";+CSTT=..."));
    }

    [TestMethod]
    public void AFailureSaysWhatItWaitedFor()
    {
        s_recorder = new ModemRecorder(1_024);
        var port = new ScriptedPort(s_recorder);
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CSQ\r", "\r\n+CME ERROR: 58\r\n").On("AT+CSQ\r", null);
        Failure.Of(ModemError.Rejected, () => modem.GetSignalQuality());
        Failure.Of(ModemError.TimedOut, () => modem.GetSignalQuality());
        string text = Dump();
        Assert.AreNotEqual(-1, text.IndexOf(" < Rejected 58 (Answer)\n"));
        Assert.AreNotEqual(-1, text.IndexOf(" < TimedOut (Answer)\n"));
        Assert.IsTrue(modem.Counters.ErrorsOf(ModemError.Rejected) == 1);
        Assert.IsTrue(modem.Counters.ErrorsOf(ModemError.TimedOut) == 1);
        Assert.IsTrue(modem.Counters.ErrorsOf(ModemError.None) == 0);
        Assert.IsTrue(modem.Counters.ErrorsOf((ModemError)1_000) == 0);
    }

    [TestMethod]
    public void WhatIsOldMakesRoom()
    {
        // Records of every length, through rings of many sizes: what is there is whole, in order, and the latest.
        for (int size = ModemRecorder.SmallestSize; size < ModemRecorder.SmallestSize + 40; size++)
        {
            s_recorder = new ModemRecorder(size);
            byte[] line = new byte[128];
            for (int i = 0; i < 300; i++)
            {
                if (i % 3 == 0)
                {
                    s_recorder.Done(i, i, i);
                }
                else if (i % 3 == 1)
                {
                    s_recorder.Edge(i, PortLine.Dtr, true);
                }
                else
                {
                    s_recorder.Command(i, 0, line, 0, i % 120, true);
                }
            }

            long position = 0;
            int expected = -1;
            int count = 0;
            for (int length = s_recorder.ReadLine(ref position, s_line); length > 0; length = s_recorder.ReadLine(ref position, s_line))
            {
                int time = ((s_line[7] - '0') * 1_000) + ((s_line[9] - '0') * 100) + ((s_line[10] - '0') * 10) + s_line[11] - '0';
                Assert.AreEqual(expected < 0 ? time : expected, time);
                expected = time + 1;
                count++;
            }

            Assert.AreEqual(300, expected);
            Assert.IsTrue(count >= 2);
        }
    }

    [TestMethod]
    public void AReaderThatIsOvertakenIsTold()
    {
        s_recorder = new ModemRecorder(256);
        s_recorder.Edge(1, PortLine.Dtr, true);
        s_recorder.Edge(2, PortLine.Dtr, false);
        long position = 0;
        Assert.AreEqual("       0.001 # DTR high", Text(ref position));
        for (int i = 3; i < 60; i++)
        {
            s_recorder.Edge(i, PortLine.Dtr, true);
        }

        Assert.AreEqual("...", Text(ref position));
        Assert.AreEqual("       0.028 # DTR high", Text(ref position));
        Assert.AreEqual("       0.029 # DTR high", Text(ref position));
    }

    [TestMethod]
    public void TimesGoOnBeyondFiftyDays()
    {
        s_recorder = new ModemRecorder(256);
        long around = (1L << 32) - 500;
        s_recorder.Edge(around, PortLine.Dtr, true);
        s_recorder.Edge(around + 1_000, PortLine.Dtr, false);

        // An edge that was noted on another thread a moment before it could be kept.
        s_recorder.Edge(around + 998, PortLine.RingIndicator, false);
        long position = 0;
        Assert.AreEqual(" 4294966.796 # DTR high", Text(ref position));
        Assert.AreEqual(" 4294967.796 # DTR low", Text(ref position));
        Assert.AreEqual(" 4294967.794 # RI low", Text(ref position));
    }

    [TestMethod]
    public void ARecorderOfNothingKeepsNothing()
    {
        s_recorder = new ModemRecorder(0);
        Assert.AreEqual("sim800 flight record 1\n", Dump());
        long position = 0;
        Assert.AreEqual(0, s_recorder.ReadLine(ref position, s_line));
    }

    [TestMethod]
    public void WhatCannotBeIsRefused()
    {
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ModemRecorder(-1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ModemRecorder(255));
        s_recorder = new ModemRecorder(256);
        long position = 0;
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_recorder.ReadLine(ref position, null));
        Assert.ThrowsException(typeof(ArgumentException), () => s_recorder.ReadLine(ref position, s_byte));
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_recorder.Dump(null));
        position = -1;
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_recorder.ReadLine(ref position, s_line));
    }

    [TestMethod]
    public void ExchangesAndPayloadAreCounted()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        ModemCounters counters = modem.Counters;
        Assert.IsTrue(counters.Starts == 1);
        Assert.IsTrue(counters.ContextsOpened == 1);
        uint commands = counters.Commands;
        uint unknown = counters.UnknownCodes;
        uint restarted = counters.ErrorsOf(ModemError.Restarted);
        port.On("AT+CIPSEND=5,3\r", "\r\n> ").On("abc", "\r\nDATA ACCEPT:5,3\r\n");
        socket.Send(Encoding.UTF8.GetBytes("abc"), 0, 3);
        port.On("AT+CIPRXGET=2,5,10\r", "\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n");
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 0);
        socket.Receive(new byte[10], 0, 10);
        Assert.IsTrue(counters.Commands - commands == 2);
        Assert.IsTrue(counters.Sends == 1);
        Assert.IsTrue(counters.Receives == 1);

        port.Say("\r\nRDY\r\n\r\nwhat\r\n", 0);
        port.Wait(new System.Threading.AutoResetEvent(false), 1_000);
        Assert.IsTrue(counters.Restarts == 1);
        Assert.IsTrue(counters.Outages == 1);
        Assert.IsTrue(counters.ContextsLost == 1);
        Assert.IsTrue(counters.PowerDowns == 0);
        Assert.IsTrue(counters.UnknownCodes - unknown == 1);
        Assert.IsTrue(counters.ErrorsOf(ModemError.Restarted) - restarted == 1);
    }

    private static string Text(ref long position) => Encoding.UTF8.GetString(s_line, 0, s_recorder.ReadLine(ref position, s_line));

    private static string Dump()
    {
        var stream = new MemoryStream();
        s_recorder.Dump(stream);
        byte[] bytes = stream.ToArray();
        return Encoding.UTF8.GetString(bytes, 0, bytes.Length);
    }
}
