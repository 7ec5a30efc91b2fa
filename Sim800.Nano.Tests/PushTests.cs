using System.Text;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Data that the module sends by itself: at any place, in pieces of any size, into the ring of their link.</summary>
[TestClass]
public class PushTests
{
    private const string Pushed = "\r\n+RECEIVE," + Script.Link + ",";
    private const string From = ",10.0.0.1:7000:\r\n";

    private static readonly byte[] s_buffer = new byte[2048];

    [TestMethod]
    public void ReceivesWhatIsPushed()
    {
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Connected(port, 8_192);
            port.Say(Pushed + "6:\r\n\r\nOK\r\n", 700);
            Assert.AreEqual("\r\nOK\r\n", Receive(socket, 2_048));
            port.Say(Pushed + "5" + From + "> CL\r" + Pushed + "8" + From + "OSED\r\n\u0001\u001b", 0);
            Assert.AreEqual("> CL\rOSE", ReceiveAll(socket, 8));
            Assert.AreEqual("D\r\n\u0001\u001b", ReceiveAll(socket, 5));
            Assert.AreEqual(0, socket.Available);
            Assert.AreEqual(0, socket.BytesLost);
            Assert.IsTrue(socket.Connected);
            Assert.IsTrue(port.Done);
            Assert.AreEqual(0, port.FailedReads);
        }
    }

    [TestMethod]
    public void TakesItBetweenAnyTwoLines()
    {
        string code = Pushed + "3" + From + "a\r\n";
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            Sim800Modem modem = WithContext(port, 8_192);
            port.On(Script.Start, Script.Ok + "\r\n" + Script.Link + ", CONNECT OK\r\n" + code).On(Script.SizeCommand, code + "\r\n+CIPSEND: " + Script.Link + ",1460\r\n" + code + Script.Ok + code);
            var socket = new ModemSocket(modem, ModemProtocol.Tcp);
            socket.Connect(Script.Host, 7000);
            port.On("AT+CIPSEND=" + Script.Link + ",5\r", code + "\r\n> ").On("hello", code + "\r\nDATA ACCEPT:" + Script.Link + ",5\r\n" + code);
            Assert.AreEqual(5, socket.Send(Encoding.UTF8.GetBytes("hello"), 0, 5));
            for (int i = 0; i < 7; i++)
            {
                Assert.AreEqual("a\r\n", Receive(socket, 3));
            }

            Assert.IsTrue(port.Done);
            Assert.AreEqual(0, port.FailedReads);
        }
    }

    [TestMethod]
    public void APrefixInFrontOfEachHeaderIsNoLoss()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 8_192);
        port.Say(Pushed + "3:\r\nabc\r\n+CREG: 1\r\n" + Pushed + "3:\r\ndef\r\nRING\r\n", 100);
        Assert.AreEqual("abcdef", Receive(socket, 6));
        Assert.IsTrue(socket.Connected);
    }

    [TestMethod]
    public void WhatFindsTheRingFullIsCountedAndEndsTheStream()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 64);
        port.Say(Pushed + "50:\r\n" + new string('x', 50) + Pushed + "50:\r\n" + new string('y', 50) + Pushed + "1:\r\nz", 100);
        Assert.AreEqual(new string('x', 50), Receive(socket, 50));
        Assert.AreEqual(36, socket.BytesLost);
        Assert.IsFalse(socket.Connected);
        Assert.IsTrue(socket.Poll(0, ModemSelectMode.SelectError));
        Assert.AreEqual(new string('y', 14), Receive(socket, 50));
        Failure.Of(ModemError.DataLost, () => socket.Receive(s_buffer, 0, 50));
        Failure.Of(ModemError.DataLost, () => socket.Send(s_buffer, 0, 1));
        port.On(Script.Close, "\r\n" + Script.Link + ", CLOSE OK\r\n").On(Script.Start, Script.Ok + "\r\n" + Script.Link + ", CONNECT OK\r\n").On(Script.SizeCommand, Script.Size);
        socket.Close();
        socket.Connect(Script.Host, 7000);
        Assert.AreEqual(0, socket.BytesLost);
        Assert.AreEqual(0, socket.Available);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheRestComesBeforeTheEnd()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 8_192);
        port.Say(Pushed + "3:\r\nabc\r\n" + Script.Link + ", CLOSED\r\n", 100);
        Assert.AreEqual("ab", Receive(socket, 2));
        Assert.AreEqual("c", Receive(socket, 2));
        Assert.AreEqual(string.Empty, Receive(socket, 2));
        Assert.AreEqual(string.Empty, Receive(socket, 2));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheRestComesBeforeTheLossOfTheContext()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 8_192);
        port.Say(Pushed + "3:\r\nabc\r\n+PDP: DEACT\r\n", 100);
        Assert.AreEqual("abc", Receive(socket, 9));
        Failure.Of(ModemError.ContextLost, () => socket.Receive(s_buffer, 0, 9));
    }

    [TestMethod]
    public void PayloadThatIsCutShortIsReported()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 8_192);
        port.Say(Pushed + "9:\r\nabc", 100);
        Assert.AreEqual("abc", Receive(socket, 9));
        Failure.Of(ModemError.DataLost, () => socket.Receive(s_buffer, 0, 9));
        port.On(Script.Close, "\r\n" + Script.Link + ", CLOSE OK\r\n");
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void PayloadThatWasFilledUpByWhatFollowsIsReported()
    {
        string[] follows = { "\r\n+CREG: 1\r\n", "\r\nRING\r\n", Pushed + "1:\r\nx" };
        for (int i = 0; i < follows.Length; i++)
        {
            for (int missing = 1; missing < 4; missing++)
            {
                var port = new ScriptedPort();
                ModemSocket socket = Connected(port, 8_192);
                port.Say(Pushed + (3 + missing).ToString() + ":\r\nabc" + follows[i] + "\r\n\r\n", 100);
                Receive(socket, 3);
                socket.ReceiveTimeout = 20_000;
                ModemException e = null;
                try
                {
                    while (socket.Receive(s_buffer, 0, 9) > 0)
                    {
                    }
                }
                catch (ModemException caught)
                {
                    e = caught;
                }

                Assert.IsNotNull(e);
                Assert.AreEqual((int)ModemError.DataLost, (int)e.Error);
            }
        }
    }

    [TestMethod]
    public void WhoGivesUpLeavesTheRestToTheNext()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 8_192);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CIPSTART=4,\"TCP\",\"telemetry.example.com\",7000\r", Script.Ok + "\r\n4, CONNECT OK\r\n").On(Script.SizeCommand, "\r\n+CIPSEND: 4,1460\r\n\r\nOK\r\n");
        var other = new ModemSocket(modem, ModemProtocol.Tcp);
        other.Connect(Script.Host, 7000);

        // While one waits for its prompt, data of the other come slowly; then it is closed.
        string payload = new string('x', 40) + new string('y', 40) + new string('z', 40);
        port.On("AT+CIPSEND=" + Script.Link + ",1\r", "\r\n+RECEIVE,4,120:\r\n" + payload.Substring(0, 40));
        port.Say(payload.Substring(40, 40), 200);
        port.Say(payload.Substring(80, 40), 400);
        port.Waiting = p =>
        {
            if (p.Now > 100 && other.Available == 0 && socket.Connected)
            {
                socket.Close();
            }
        };
        port.On("\u001b\r" + Script.Marker, Script.Marked).On(Script.Close, "\r\n" + Script.Link + ", CLOSE OK\r\n");
        Failure.Of(ModemError.Aborted, () => socket.Send(s_buffer, 0, 1));
        port.Waiting = null;
        Assert.AreEqual(payload, Receive(other, 200));
        Assert.IsTrue(other.Connected);
    }

    [TestMethod]
    public void WhatNobodyWantsIsPassedOver()
    {
        var port = new ScriptedPort { Piece = 5 };
        ModemSocket socket = Connected(port, 8_192);
        port.Say("\r\n+RECEIVE,3,12:\r\n\r\n" + Script.Link + ", CLOSED" + Pushed + "3:\r\nabc", 100);
        Assert.AreEqual("abc", Receive(socket, 9));
        Assert.IsTrue(socket.Connected);
    }

    [TestMethod]
    public void LooksWithoutAsking()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, 8_192);
        Assert.IsFalse(socket.Poll(0, ModemSelectMode.SelectRead));
        Assert.IsFalse(socket.Poll(60_000_000, ModemSelectMode.SelectRead));
        port.Say(Pushed + "3:\r\nabc", 10);
        Assert.IsTrue(socket.Poll(60_000_000, ModemSelectMode.SelectRead));
        Assert.AreEqual(3, socket.Available);
        Assert.AreEqual("abc", Receive(socket, 9));
        Assert.AreEqual(0, socket.Available);
        socket.ReceiveTimeout = 60_000;
        Failure.Of(ModemError.TimedOut, () => socket.Receive(s_buffer, 0, 9));
        Assert.IsTrue(port.Done);
    }

    private static string Receive(ModemSocket socket, int count)
    {
        int received = socket.Receive(s_buffer, 0, count);
        return Encoding.UTF8.GetString(s_buffer, 0, received);
    }

    private static string ReceiveAll(ModemSocket socket, int count)
    {
        string all = string.Empty;
        while (all.Length < count)
        {
            all += Receive(socket, count - all.Length);
        }

        return all;
    }

    private static Sim800Modem WithContext(ScriptedPort port, int ring) =>
        Script.WithContext(port, new ModemContextOptions { ReceiveMode = ModemReceiveMode.Push, RingSize = ring }, Script.PushMode);

    private static ModemSocket Connected(ScriptedPort port, int ring) => Script.Connected(port, WithContext(port, ring));
}
