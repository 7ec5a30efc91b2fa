using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Links;

namespace Sim800.Nano.Tests;

/// <summary>A socket against a script: what may come between any two lines, and what each failure leaves behind.</summary>
[TestClass]
public class SocketTests
{
    private static readonly byte[] s_buffer = new byte[2048];

    [TestMethod]
    public void SendsAndReceives()
    {
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Script.Connected(port);
            Assert.IsTrue(socket.Connected);
            port.On("AT+CIPSEND=5,5\r", "\r\n> ").On("hello", "\r\nDATA ACCEPT:5,5\r\n");
            Assert.AreEqual(5, socket.Send(Bytes("hello"), 0, 5));
            port.Say("\r\n+CIPRXGET: 1,5\r\n", 700);
            port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,6,0\r\n\r\nOK\r\n\r\nOK\r\n");
            Assert.AreEqual("\r\nOK\r\n", Receive(socket));
            Assert.AreEqual(0, socket.Available);
            port.On(Script.Close, "\r\n5, CLOSE OK\r\n");
            socket.Close();
            Assert.IsFalse(socket.Connected);
            Assert.IsTrue(port.Done);
            Assert.AreEqual(0, port.FailedReads);
        }
    }

    [TestMethod]
    public void TakesCodesBetweenAnyTwoLines()
    {
        string[] codes = { "\r\n+CIPRXGET: 1,5\r\n", "\r\n+CREG: 1,\"00A1\",\"0000B2C3\"\r\n", "\r\nSMS Ready\r\n", "\r\n*PSUTTZ: 2019,5,25,18,46,18,\"+12\",0\r\n", "\r\n3, CLOSED\r\n", "\r\n1, CONNECT FAIL\r\n", "\r\n1, SEND OK\r\n", "\r\nDATA ACCEPT:5,77\r\n", "\r\n+CDNSGIP: 0,8\r\n" };
        for (int i = 0; i < codes.Length; i++)
        {
            string code = codes[i];
            var port = new ScriptedPort { Piece = 7 };
            Sim800Modem modem = Script.WithContext(port);
            var socket = new ModemSocket(modem, ModemProtocol.Tcp);
            port.On(Script.Start, code + Script.Ok + code + "\r\n5, CONNECT OK\r\n" + code)
                .On(Script.SizeCommand, code + "\r\n+CIPSEND: 5,1460\r\n" + code + Script.Ok + code);
            socket.Connect(Script.Host, 7000);
            port.On("AT+CIPSEND=5,5\r", code + "\r\n> ").On("hello", code + "\r\nDATA ACCEPT:5,5\r\n" + code);
            Assert.AreEqual(5, socket.Send(Bytes("hello"), 0, 5));
            port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
            port.On("AT+CIPRXGET=2,5,1460\r", code + "\r\n+CIPRXGET: 2,5,3,0\r\nabc" + code + Script.Ok + code);
            Assert.AreEqual("abc", Receive(socket));
            Assert.IsTrue(port.Done, code);
        }
    }

    [TestMethod]
    public void SplitsAtTheSizeThatTheModuleTakes()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        string block = new string('x', 1459);

        // Once may have been for another reason.
        port.On("AT+CIPSEND=5,1460\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, Script.Size)
            .On("AT+CIPSEND=5,1460\r", "\r\n> ").On(block + "x", "\r\nDATA ACCEPT:5,1460\r\n");
        Assert.AreEqual(1460, socket.Send(Bytes(block + "x"), 0, 1460));
        port.On("AT+CIPSEND=5,1460\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, Script.Size)
            .On("AT+CIPSEND=5,1460\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, Script.Size)
            .On("AT+CIPSEND=5,1459\r", "\r\n> ").On(block, "\r\nDATA ACCEPT:5,1459\r\n")
            .On("AT+CIPSEND=5,41\r", "\r\n> ").On(new string('x', 41), "\r\nDATA ACCEPT:5,41\r\n");
        Assert.AreEqual(1500, socket.Send(Bytes(new string('x', 1500)), 0, 1500));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WaitsForRoomInTheModule()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5,4\r", Script.Error).On(Script.SizeCommand, "\r\n+CIPSEND: 5,0\r\n\r\nOK\r\n")
            .On(Script.SizeCommand, "\r\n+CIPSEND: 5,3\r\n\r\nOK\r\n")
            .On("AT+CIPSEND=5,3\r", "\r\n> ").On("abc", "\r\nDATA ACCEPT:5,3\r\n")
            .On("AT+CIPSEND=5,1\r", "\r\n> ").On("d", "\r\nDATA ACCEPT:5,1\r\n");
        Assert.AreEqual(4, socket.Send(Bytes("abcd"), 0, 4));
        socket.SendTimeout = 1_000;
        port.On("AT+CIPSEND=5,1\r", Script.Error);
        for (int i = 0; i < 5; i++)
        {
            port.On(Script.SizeCommand, "\r\n+CIPSEND: 5,0\r\n\r\nOK\r\n");
        }

        Failure.Of(ModemError.TimedOut, () => socket.Send(s_buffer, 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ReadsTheRestWithoutAnotherNotice()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,3,2\r\nabc\r\nOK\r\n");
        Assert.AreEqual("abc", Receive(socket));
        Assert.AreEqual(2, socket.Available);
        Assert.IsTrue(socket.Poll(0, ModemSelectMode.SelectRead));
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,2,0\r\nde\r\nOK\r\n");
        Assert.AreEqual("de", Receive(socket));
        Assert.IsFalse(socket.Poll(5_000, ModemSelectMode.SelectRead));
        Assert.IsTrue(socket.Poll(0, ModemSelectMode.SelectWrite));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void DrainsWhatThePeerLeftThenEnds()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n\r\n5, CLOSED\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n");
        Assert.AreEqual("abc", Receive(socket));
        Assert.AreEqual(string.Empty, Receive(socket));
        Assert.AreEqual(string.Empty, Receive(socket));
        Failure.Of(ModemError.ConnectionClosed, () => socket.Send(s_buffer, 0, 1));
        int before = port.BytesWritten;
        socket.Close();
        Assert.AreEqual(before, port.BytesWritten);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnErrorAfterTheEndIsTheEnd()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n5, CLOSED\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", Script.Error);
        Assert.AreEqual(string.Empty, Receive(socket));
        Assert.AreEqual(string.Empty, Receive(socket));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnErrorBeforeTheEndIsNoLoop()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", Script.Error).On("AT+CIPRXGET=4,5\r", Script.Error);
        Failure.Of(ModemError.ConnectionClosed, () => socket.Receive(s_buffer, 0, 1460));
        Failure.Of(ModemError.ConnectionClosed, () => socket.Receive(s_buffer, 0, 1460));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AModuleThatRefusesToReadNothingIsAskedAgain()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 2_000);
        port.On("AT+CIPRXGET=2,5,1460\r", Script.Error).On("AT+CIPRXGET=4,5\r", "\r\n+CIPRXGET: 4,5,0\r\n\r\nOK\r\n")
            .On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,1,0\r\nx\r\nOK\r\n");
        Assert.AreEqual("x", Receive(socket));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TimesOutWithoutData()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        socket.ReceiveTimeout = 5_000;
        long before = port.Now;
        Assert.AreEqual((int)ModemWait.Data, (int)Failure.Of(ModemError.TimedOut, () => socket.Receive(s_buffer, 0, 1)).Wait);
        Assert.AreEqual(5_000, (int)(port.Now - before));
        Assert.IsTrue(socket.Connected);
    }

    [TestMethod]
    public void AsksWhenNoNoticeCameForLong()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n");
        Assert.AreEqual("abc", Receive(socket));
    }

    [TestMethod]
    public void AsksAlsoIfNobodyWaitsThatLongAtOnce()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        socket.ReceiveTimeout = 5_000;
        for (int i = 0; i < 3; i++)
        {
            Failure.Of(ModemError.TimedOut, () => socket.Receive(s_buffer, 0, 1));
        }

        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n");
        Assert.AreEqual("abc", Receive(socket));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void DataThatWereAnnouncedAndAreGoneAreLost()
    {
        string[] answers = { Script.Error, "\r\n+CIPRXGET: 2,5,0,0\r\n\r\nOK\r\n" };
        for (int i = 0; i < answers.Length; i++)
        {
            var port = new ScriptedPort();
            ModemSocket socket = Script.Connected(port);
            port.Say("\r\n+CIPRXGET: 1,5\r\n\r\n5, CLOSED\r\n", 100);
            port.On("AT+CIPRXGET=2,5,1460\r", answers[i]);
            Failure.Of(ModemError.DataLost, () => Receive(socket));
            Failure.Of(ModemError.DataLost, () => Receive(socket));
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void DataThatAPollCouldNotCountAreLostToo()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=4,5\r", "\r\n5, CLOSED\r\n\r\n+CIPRXGET: 4,5,0\r\n\r\nOK\r\n");
        Assert.IsTrue(socket.Poll(1_000_000, ModemSelectMode.SelectRead));
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,0,0\r\n\r\nOK\r\n");
        Failure.Of(ModemError.DataLost, () => Receive(socket));
    }

    [TestMethod]
    public void ANoticeOfDataThatTheSameReadBringsLosesNothing()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 1,5\r\n\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n\r\n5, CLOSED\r\n");
        Assert.AreEqual("abc", Receive(socket));
        port.On("AT+CIPRXGET=2,5,1460\r", Script.Error);
        Assert.AreEqual(string.Empty, Receive(socket));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALineThatIsCutByTheEndOfAnExchangeIsNotLost()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+SLOW\r", "\r\n+CIPRXGE", 900);
        port.Say("T: 1,5\r\n", 1_100);
        port.Modem = null;
        Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+SLOW", 1_000));
        port.On(Script.Marker, Script.Marked, 200).On("AT+CCLK?\r", Script.Ok);
        modem.Execute("AT+CCLK?");
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,3,0\r\nabc\r\nOK\r\n");
        long before = port.Now;
        Assert.AreEqual("abc", Receive(socket));
        Assert.IsTrue(port.Now - before < 1_000);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void PayloadThatDripsEnds()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,50,0\r\n");
        for (int i = 1; i < 50; i++)
        {
            port.Say("x", 100 + (i * 900));
        }

        long before = port.Now;
        Failure.Of(ModemError.DataLost, () => Receive(socket));
        Assert.IsTrue(port.Now - before < 10_000);
    }

    [TestMethod]
    public void ASizeOfAnotherLinkIsNotThisOnes()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5,1\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, "\r\n+CIPSEND: 3,1460\r\n\r\nOK\r\n");
        Failure.Of(ModemError.ConnectionClosed, () => socket.Send(Bytes("x"), 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OwedBytesAreNotForgottenOverACode()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CIPSEND=5,3\r", null);
        Failure.Of(ModemError.TimedOut, () => socket.Send(Bytes("abc"), 0, 3));

        // The escapes came before the prompt, which comes late and takes the marker.
        port.On("\u001b\u001b\u001b\r" + Script.Marker, "\r\nCall Ready\r\n\r\n> ")
            .On("\u001b\u001b\u001b\r", "\r\nDATA ACCEPT:5,3\r\n" + Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALinkThatWasGivenAwayMeanwhileIsNotClosed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On(Script.Close, null);
        socket.Close();
        port.Modem = null;
        port.On(Script.Marker, Script.Marked);
        port.Waiting = p =>
        {
            // While somebody talks the driver thread waits with an old close, which is confirmed meanwhile.
            p.Waiting = null;
            p.Waiting = q =>
            {
                q.Waiting = null;
                modem.Links.Free(LinkTable.Count - 1);
                modem.Channel.Gate.Leave();
            };
            modem.Service();
        };
        Assert.AreEqual(Channels.Outcome.Ok, modem.Channel.Gate.Enter(Channels.Slot.Modem, port.Now));
        port.Waiting(port);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void APortThatBreaksLeavesNothingTaken()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.Modem = null;
        port.Waiting = p => p.Broken = true;
        port.On("AT+CIPSEND=5,3\r", null);
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => socket.Send(s_buffer, 0, 3));
        Assert.AreEqual(-1, modem.Channel.Gate.Owner);
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => modem.GetSignalQuality());
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => modem.Execute("AT"));
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => modem.WaitForNetwork());
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => modem.Resolve("a"));
        Assert.ThrowsException(typeof(System.InvalidOperationException), () => modem.OpenContext("a"));
        Assert.AreEqual(-1, modem.Channel.Gate.Owner);
        port.Broken = false;
        port.Waiting = null;

        // The module may still ask for these bytes; the stream cannot be trusted.
        Failure.Of(ModemError.Aborted, () => socket.Receive(s_buffer, 0, 1));
        port.On("\u001b\u001b\u001b\r" + Script.Marker, Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        port.On(Script.Start, "\r\nOK\r\n\r\n5, CONNECT OK\r\n").On(Script.SizeCommand, Script.Size);
        socket.Connect(Script.Host, 7000);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AConnectThatFailsLeavesTheLinkFree()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Script.Start, Script.Ok);
        port.Say("\r\n5, CONNECT FAIL\r\n", 75_000);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Failure.Of(ModemError.HostUnreachable, () => socket.Connect(Script.Host, 7000));
        port.On(Script.Start, "\r\nOK\r\n\r\n5, CONNECT OK\r\n").On(Script.SizeCommand, Script.Size);
        socket.Connect(Script.Host, 7000);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateConnectFailMeetsNobody()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp) { ConnectTimeout = 10_000 };

        // Given up after 10 s, not closed in the module, which is silent; the result comes into the answer of another command.
        port.On(Script.Start, Script.Ok).On(Script.Close, null);
        Assert.AreEqual((int)ModemWait.Connect, (int)Failure.Of(ModemError.TimedOut, () => socket.Connect(Script.Host, 7000)).Wait);
        port.On(Script.Marker, Script.Marked).On("AT+CMGF=1\r", "\r\n5, CONNECT FAIL\r\n\r\nOK\r\n");
        Assert.AreEqual(string.Empty, modem.Execute("AT+CMGF=1"));

        // The close may still be confirmed, so another link comes first.
        port.On("AT+CIPSTART=4,\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\n4, CONNECT OK\r\n").On(Script.SizeCommand, "\r\n+CIPSEND: 4,1460\r\n\r\nOK\r\n");
        socket.Connect(Script.Host, 7000);
        Assert.IsTrue(socket.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ARefusedConnectIsTyped()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        port.On(Script.Start, "\r\n+CME ERROR: 3\r\n").On(Script.Close, "\r\n+CME ERROR: 3\r\n");
        Assert.AreEqual(3, Failure.Of(ModemError.Rejected, () => socket.Connect(Script.Host, 7000)).ModuleCode);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ASendThatFailsIsTyped()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On("AT+CIPSEND=5,1\r", "\r\n> ").On("x", "\r\n5, SEND FAIL\r\n");
        Failure.Of(ModemError.SendFailed, () => socket.Send(Bytes("x"), 0, 1));
        port.On("AT+CIPSEND=5,1\r", "\r\n5, CLOSED\r\n\r\n+CME ERROR: 3\r\n");
        Failure.Of(ModemError.ConnectionClosed, () => socket.Send(Bytes("x"), 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void APromptThatNeverComesIsRepaired()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CIPSEND=5,3\r", null);
        Assert.AreEqual((int)ModemWait.Prompt, (int)Failure.Of(ModemError.TimedOut, () => socket.Send(Bytes("abc"), 0, 3)).Wait);
        port.On("\u001b\u001b\u001b\r" + Script.Marker, "\r\nDATA ACCEPT:5,3\r\n" + Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        port.On(Script.Start, "\r\nOK\r\n\r\n5, CONNECT OK\r\n").On(Script.SizeCommand, Script.Size);
        socket.Connect(Script.Host, 7000);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateSendResultMeetsNobody()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CIPSEND=5,3\r", "\r\n> ").On("abc", null);
        Assert.AreEqual((int)ModemWait.SendResult, (int)Failure.Of(ModemError.TimedOut, () => socket.Send(Bytes("abc"), 0, 3)).Wait);
        Failure.Of(ModemError.TimedOut, () => socket.Send(Bytes("abc"), 0, 3));
        // Perhaps the module has not got them all: then these make it whole, else they are a line of noise.
        port.On("\u001b\u001b\u001b\r" + Script.Marker, "\r\nDATA ACCEPT:5,3\r\n\r\nERROR\r\n" + Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void PayloadThatIsCutShortIsReported()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.Say("\r\n+CIPRXGET: 1,5\r\n", 100);
        port.On("AT+CIPRXGET=2,5,1460\r", "\r\n+CIPRXGET: 2,5,9,0\r\nabc");
        Failure.Of(ModemError.DataLost, () => socket.Receive(s_buffer, 0, 1460));
        port.On(Script.Marker, Script.Marked).On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ClosingEndsAPendingReceive()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        port.On(Script.Close, "\r\n5, CLOSE OK\r\n");
        port.Waiting = p =>
        {
            p.Waiting = null;
            socket.Close();
        };
        Failure.Of(ModemError.Aborted, () => socket.Receive(s_buffer, 0, 1));
        Assert.IsTrue(port.Done);
        Failure.Of(ModemError.NotConnected, () => socket.Receive(s_buffer, 0, 1));
    }

    [TestMethod]
    public void ASecondOnTheSameSideIsRefused()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Script.Connected(port);
        socket.ReceiveTimeout = 1_000;
        port.On("AT+CIPSEND=5,1\r", "\r\n> ").On("x", "\r\nDATA ACCEPT:5,1\r\n");
        port.Waiting = p =>
        {
            p.Waiting = null;
            Failure.Of(ModemError.InUse, () => socket.Receive(s_buffer, 0, 1));
            Assert.AreEqual(1, socket.Send(Bytes("x"), 0, 1));
        };
        Failure.Of(ModemError.TimedOut, () => socket.Receive(s_buffer, 0, 1));
        Assert.IsTrue(port.Done);
    }

    private static string Receive(ModemSocket socket)
    {
        int count = socket.Receive(s_buffer, 0, s_buffer.Length);
        return Encoding.UTF8.GetString(s_buffer, 0, count);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
