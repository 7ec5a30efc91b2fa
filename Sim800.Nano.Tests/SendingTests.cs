using System;
using System.Text;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>What was acknowledged, text of unknown length, and the slow close, against a script.</summary>
[TestClass]
public class SendingTests
{
    private const string Ask = "AT+CIPACK=5\r";

    private static readonly byte[] s_buffer = new byte[64];

    [TestMethod]
    public void FlushWaitsForThePeer()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On(Ask, "\r\n+CIPACK: 12,3,9\r\n\r\nOK\r\n")
            .On(Ask, "\r\n+CIPRXGET: 1,5\r\n\r\n+CIPACK: 12, 9, 3\r\n\r\nOK\r\n")
            .On(Ask, "\r\n+CIPACK: 12, 12, 0\r\n\r\nOK\r\n");
        socket.Flush();
        Assert.IsTrue(port.Done);
        Assert.AreEqual("+CIPACK: 12,12,0", Executed(port, socket));
    }

    [TestMethod]
    public void AnEndInTheMiddleOfASendEndsNothingElse()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        Sim800Modem modem = port.Modem;
        port.On("AT+CIPSEND=5,2\r", "\r\n> ").On("Hi", "\r\n5, CLOSED\r\n\r\nDATA ACCEPT:5,2\r\n");
        Assert.AreEqual(2, socket.Send(Encoding.UTF8.GetBytes("Hi"), 0, 2));
        port.On("AT+SLOW\r", null);
        Assert.AreEqual((int)ModemWait.Answer, (int)Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+SLOW", 1_000)).Wait);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void APeerThatAcknowledgesNothingIsDead()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        socket.AcknowledgeTimeout = 1_000;
        Answer(port, "\r\n+CIPACK: 12,3,9\r\n\r\nOK\r\n", 5);
        Assert.AreEqual(9, Failure.Of(ModemError.PeerSilent, () => socket.Flush()).Unacknowledged);

        // One that goes on is not, but time is over.
        socket.AcknowledgeTimeout = 400;
        socket.SendTimeout = 1_000;
        for (int left = 9; left > 4; left--)
        {
            port.On(Ask, "\r\n+CIPACK: 12,3," + left.ToString() + "\r\n\r\nOK\r\n");
        }

        ModemException e = Failure.Of(ModemError.TimedOut, () => socket.Flush());
        Assert.AreEqual(5, e.Unacknowledged);
        Assert.AreEqual((int)ModemWait.SendResult, (int)e.Wait);
        Assert.IsTrue(socket.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void NobodyAcknowledgesDatagrams()
    {
        var modem = new Sim800Modem(new ScriptedPort(), false);
        Assert.ThrowsException(typeof(NotSupportedException), () => new ModemSocket(modem, ModemProtocol.Udp).Flush());
    }

    [TestMethod]
    public void FlushAfterTheEndSaysWhatIsKnown()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On(Ask, "\r\n+CIPACK: 12,3,9\r\n\r\nOK\r\n").On(Ask, "\r\n5, CLOSED\r\n\r\n+CME ERROR: 3\r\n").On(Ask, "\r\n+CME ERROR: 3\r\n");
        Assert.AreEqual(9, Failure.Of(ModemError.ConnectionClosed, () => socket.Flush()).Unacknowledged);
        Assert.AreEqual(-1, Failure.Of(ModemError.ConnectionClosed, () => socket.Flush()).Unacknowledged);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ASendThatFindsNoRoomForLongMeetsADeadPeer()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        socket.AcknowledgeTimeout = 500;
        port.On("AT+CIPSEND=5,1\r", Script.Error);
        for (int i = 0; i < 3; i++)
        {
            port.On(Script.SizeCommand, "\r\n+CIPSEND: 5,0\r\n\r\nOK\r\n");
        }

        Assert.AreEqual((int)ModemWait.SendResult, (int)Failure.Of(ModemError.PeerSilent, () => socket.Send(s_buffer, 0, 1)).Wait);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TextEndsWithItsMark()
    {
        for (int piece = 0; piece < 3; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Script.Connected(port);
            port.On("AT+CIPSEND=5\r", "\r\n> ").On("h\u00c3\u00a9llo\r\n\u001a", "\r\nDATA ACCEPT:5,8\r\n");
            socket.SendText("h\u00e9llo\r\n");
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void TextThatHasNoRoomIsSplit()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5\r", "\r\n> ").On("abcd\u001a", Script.Error).On(Script.SizeCommand, "\r\n+CIPSEND: 5,3\r\n\r\nOK\r\n")
            .On("AT+CIPSEND=5\r", "\r\n> ").On("abc\u001a", "\r\nDATA ACCEPT:5,3\r\n")
            .On("AT+CIPSEND=5\r", "\r\n> ").On("d\u001a", "\r\nDATA ACCEPT:5,1\r\n");
        Assert.AreEqual(4, socket.SendText(Encoding.UTF8.GetBytes("abcd"), 0, 4));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TextHasNoControlsThatTheModuleObeys()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        int before = port.BytesWritten;
        byte[] obeyed = { 8, 26, 27 };
        for (int i = 0; i < obeyed.Length; i++)
        {
            s_buffer[63] = obeyed[i];
            Assert.ThrowsException(typeof(ArgumentException), () => socket.SendText(s_buffer, 0, 64));
        }

        s_buffer[63] = 0;
        Assert.ThrowsException(typeof(ArgumentException), () => socket.SendText("a\u001ab"));
        Assert.ThrowsException(typeof(ArgumentNullException), () => socket.SendText(null));
        Assert.AreEqual(before, port.BytesWritten);
    }

    [TestMethod]
    public void TheTimerSendsTextWithoutAMark()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, new ModemContextOptions { SendTimer = 30 }, "AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=1,30");
        port.On("AT+CIPSEND=5\r", "\r\n> ").On("hello", "\r\nDATA ACCEPT:5,5\r\n", 30_000);
        socket.SendText("hello");
        Assert.IsTrue(port.Done);

        // It does not: the prompt is ended by an escape.
        port.On("AT+CIPSEND=5\r", "\r\n> ").On("hello", null).On("\u001b\r" + Script.Marker, Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        Failure.Of(ModemError.TimedOut, () => socket.SendText("hello"));
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void APromptForTextIsEndedByAnEscape()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5\r", null).On("\u001b\r" + Script.Marker, Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        Assert.AreEqual((int)ModemWait.Prompt, (int)Failure.Of(ModemError.TimedOut, () => socket.SendText("hello")).Wait);
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnAcknowledgedSendWaitsForThePeerAsLongAsItShall()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Connected(port, new ModemContextOptions { AcknowledgedSend = true }, "AT+CIPMUX=1;+CIPQSEND=0;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0");
        port.On("AT+CIPSEND=5,5\r", "\r\n> ").On("hello", "\r\n5, SEND OK\r\n", 25_000);
        Assert.AreEqual(5, socket.Send(Encoding.UTF8.GetBytes("hello"), 0, 5));
        port.On("AT+CIPSEND=5,5\r", "\r\n> ").On("hello", null);
        long before = port.Now;
        Assert.AreEqual((int)ModemWait.SendResult, (int)Failure.Of(ModemError.PeerSilent, () => socket.Send(Encoding.UTF8.GetBytes("hello"), 0, 5)).Wait);
        Assert.AreEqual(30_001, (int)(port.Now - before));
        Failure.Of(ModemError.PeerSilent, () => socket.Send(s_buffer, 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ASlowCloseIsTriedOnce()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        socket.Linger = true;
        port.On("AT+CIPCLOSE=5,0\r", "\r\n5, CLOSE OK\r\n", 29_000);
        socket.Close();
        Assert.IsTrue(port.Done);
        Script.Connect(port, socket);
        port.On("AT+CIPCLOSE=5,0\r", null);
        socket.Close();
        port.On(Script.Marker, Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        port.Serve();
        Assert.IsTrue(port.Done);
    }

    private static string Executed(ScriptedPort port, ModemSocket socket)
    {
        port.On(Ask, "\r\n+CIPACK: 12,12,0\r\n\r\nOK\r\n");
        return port.Modem.Execute("AT+CIPACK=5");
    }

    private static void Answer(ScriptedPort port, string answer, int times)
    {
        for (int i = 0; i < times; i++)
        {
            port.On(Ask, answer);
        }
    }

    private static ModemSocket Connected(ScriptedPort port, ModemContextOptions options, string mode)
    {
        Sim800Modem modem = Script.Opened(port);
        port.On(mode + Script.Internet, Script.Ok).On("AT+CIICR\r", Script.Ok).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("internet", string.Empty, string.Empty, options);
        return Script.Connected(port, modem);
    }
}
