using System;
using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Links;

namespace Sim800.Nano.Tests;

/// <summary>The listener and those who come to it, against a script.</summary>
[TestClass]
public class ServerTests
{
    private const string Listen = "AT+CIPSERVER=1,8888\r";
    private const string Listening = "\r\nOK\r\n\r\nSERVER OK\r\n";
    private const string EndListening = "AT+CIPSERVER=0\r";
    private const string Ended = "\r\nOK\r\n\r\nSERVER CLOSE\r\n";
    private const string First = "\r\n0, REMOTE IP: 10.76.40.73\r\n";
    private const string Size = "\r\n+CIPSEND: 0,1460\r\n\r\n+CIPSEND: 1,1000\r\n\r\nOK\r\n";

    private const string Shut = "AT+CIPSHUT\r";
    private const string IsShut = "\r\nSHUT OK\r\n";
    private const string ModeAlone = "AT+CIPMUX=0;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0;+CIPHEAD=1;+CIPSHOWTP=0;+CIPCSGP=1,\"internet\",\"\",\"\"\r";

    private static readonly byte[] s_buffer = new byte[1460];

    [TestMethod]
    public void AcceptsThoseWhoCome()
    {
        for (int piece = 0; piece < 9; piece += 4)
        {
            var port = new ScriptedPort { Piece = piece };
            Sim800Modem modem = Script.WithContext(port);
            ModemSocket listener = Open(port, modem);
            var remote = new ModemEndPoint("1.1.1.1", 1);
            Assert.IsFalse(listener.Poll(0, ModemSelectMode.SelectRead));
            port.Say(First + "\r\n1, REMOTE IP: 10.76.40.74\r\n", 700);
            port.On(Script.SizeCommand, Size).On(Script.SizeCommand, Size);
            var first = new ModemSocket(modem, ModemProtocol.Tcp);
            listener.Accept(first, remote);
            Assert.AreEqual("10.76.40.73:0", remote.ToString());
            Assert.IsTrue(listener.Poll(0, ModemSelectMode.SelectRead));
            ModemSocket second = listener.Accept(remote);
            Assert.AreEqual("10.76.40.74:0", remote.ToString());
            Assert.IsFalse(listener.Poll(0, ModemSelectMode.SelectRead));

            // The listener goes, they stay.
            port.On(EndListening, Ended);
            listener.Close();
            port.On("AT+CIPSEND=1,2\r", "\r\n> ").On("hi", "\r\nDATA ACCEPT:1,2\r\n");
            Assert.AreEqual(2, second.Send(Encoding.UTF8.GetBytes("hi"), 0, 2));
            Assert.IsTrue(first.Connected);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void NobodyComes()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        listener.ReceiveTimeout = 1_000;
        Assert.AreEqual((int)ModemWait.Client, (int)Failure.Of(ModemError.TimedOut, () => listener.Accept(null)).Wait);
        Assert.IsFalse(listener.Poll(2_000, ModemSelectMode.SelectRead));
        Assert.IsFalse(listener.Connected);
        Failure.Of(ModemError.NotConnected, () => listener.Send(s_buffer, 0, 1));
        Failure.Of(ModemError.NotConnected, () => listener.Receive(s_buffer, 0, 1));
        port.Waiting = p =>
        {
            p.Waiting = null;
            p.On(EndListening, Ended);
            listener.Close();
        };
        Failure.Of(ModemError.Aborted, () => listener.Accept(null));
        Failure.Of(ModemError.NotConnected, () => listener.Accept(null));

        // And again on the same object.
        port.On(Listen, Listening);
        listener.Listen();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ThereIsOneListenerAndItComesFirst()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        Assert.ThrowsException(typeof(InvalidOperationException), () => listener.Listen());
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => listener.Bind(-1));
        listener.Bind(8888);
        ModemSocket socket = Script.Connected(port, modem);
        Failure.Of(ModemError.NotConnected, () => socket.Accept(null));
        Assert.ThrowsException(typeof(InvalidOperationException), () => listener.Listen());
        port.On(Script.Close, "\r\n5, CLOSE OK\r\n");
        socket.Close();
        port.On(Listen, Listening);
        listener.Listen();
        Failure.Of(ModemError.AlreadyConnected, () => listener.Listen());
        Failure.Of(ModemError.AlreadyConnected, () => listener.Bind(8889));
        socket.Bind(8889);
        Assert.ThrowsException(typeof(InvalidOperationException), () => socket.Listen());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AModuleThatIsKnownToMayListenBesideAConnection()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port, new ModemContextOptions { ListensWhileConnected = true }, Script.Mode);
        ModemSocket socket = Script.Connected(port, modem);
        ModemSocket listener = Open(port, modem);
        Assert.AreEqual(4, listener.Link);
        var second = new ModemSocket(modem, ModemProtocol.Tcp);
        second.Bind(8889);
        Assert.ThrowsException(typeof(InvalidOperationException), () => second.Listen());
        Assert.IsTrue(socket.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OnlyAWholeListSaysWhetherThereIsAListener()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port, new ModemContextOptions { ListensWhileConnected = true }, Script.Mode);
        ModemSocket socket = Script.Connected(port, modem);
        ModemSocket listener = Open(port, modem);

        // The answer for one link is a line as that which ends the list.
        port.On("AT+CIPSTATUS=5\r", "\r\n+CIPSTATUS: 5,0,\"TCP\",\"5.196.95.208\",\"1883\",\"CONNECTED\"\r\n\r\nOK\r\n");
        socket.GetRemoteEndPoint(new ModemEndPoint());
        Assert.AreEqual((int)ModemSocketState.Listening, (int)listener.State);
        string idle = string.Empty;
        for (int i = 0; i < 5; i++)
        {
            idle += "C: " + i.ToString() + ",,\"\",\"\",\"\",\"INITIAL\"\r\n";
        }

        string last = "C: 5,0,\"TCP\",\"5.196.95.208\",\"1883\",\"CONNECTED\"\r\n";
        port.On(Script.Marker, Script.Marked).On("AT+CIPSTATUS\r", "\r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n\r\nS: 0,0,\"8888\",\"LISTENING\"\r\n\r\n" + idle + last);
        modem.Reconcile();
        Assert.AreEqual((int)ModemSocketState.Listening, (int)listener.State);
        port.On(Script.Marker, Script.Marked).On("AT+CIPSTATUS\r", "\r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n\r\n" + idle + last);
        modem.Reconcile();
        Assert.AreEqual((int)ModemSocketState.Failed, (int)listener.State);
        Assert.AreEqual((int)ModemError.ConnectionClosed, (int)listener.Error);
        Assert.IsTrue(socket.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheModuleCannotListen()
    {
        string[] answers = { "\r\n+CME ERROR: 3\r\n", "\r\nOK\r\n\r\nSERVER FAIL\r\n" };
        ModemError[] errors = { ModemError.Rejected, ModemError.ConnectFailed };
        for (int i = 0; i < answers.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.WithContext(port);
            var listener = new ModemSocket(modem, ModemProtocol.Tcp);
            listener.Bind(8888);
            port.On(Listen, answers[i]);
            Failure.Of(errors[i], () => listener.Listen());
            port.On(Listen, Listening);
            listener.Listen();
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void AListenerWhoseResultNeverComesIsClosed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var listener = new ModemSocket(modem, ModemProtocol.Tcp) { ConnectTimeout = 5_000 };
        listener.Bind(8888);
        port.On(Listen, Script.Ok).On(EndListening, Ended);
        Failure.Of(ModemError.TimedOut, () => listener.Listen());
        Assert.IsFalse(modem.Links.IsListening);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AClientThatComesOnTheLinkOfAConnectStays()
    {
        string[] refusals = { "\r\n+CME ERROR: 3\r\n\r\n4, ALREADY CONNECT\r\n", "\r\nOK\r\n\r\n4, ALREADY CONNECT\r\n" };
        for (int i = 0; i < refusals.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.WithContext(port);
            ModemSocket listener = Open(port, modem);
            port.On("AT+CIPSTART=4,\"TCP\",\"telemetry.example.com\",7000\r", "\r\n4, REMOTE IP: 10.0.0.9\r\n" + refusals[i])
                .On("AT+CIPSTART=3,\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\n3, CONNECT OK\r\n")
                .On(Script.SizeCommand, "\r\n+CIPSEND: 3,1460\r\n\r\nOK\r\n");
            var socket = new ModemSocket(modem, ModemProtocol.Tcp);
            socket.Connect(Script.Host, 7000);
            port.On(Script.SizeCommand, "\r\n+CIPSEND: 4,1460\r\n\r\nOK\r\n").On("AT+CIPSEND=4,1\r", "\r\n> ").On("x", "\r\nDATA ACCEPT:4,1\r\n");
            ModemSocket client = listener.Accept(null);
            Assert.AreEqual(1, client.Send(Encoding.UTF8.GetBytes("x"), 0, 1));
            Assert.IsTrue(socket.Connected);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void AClientThatIsReportedLongAfterItsLinkWasRefusedStays()
    {
        string[] refusals = { "\r\n+CME ERROR: 3\r\n", "\r\nOK\r\n\r\n4, ALREADY CONNECT\r\n" };
        for (int i = 0; i < refusals.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.WithContext(port);
            ModemSocket listener = Open(port, modem);
            port.Say("\r\n4, REMOTE IP: 10.0.0.9\r\n", 700);
            port.On("AT+CIPSTART=4,\"TCP\",\"telemetry.example.com\",7000\r", refusals[i])
                .On("AT+CIPSTART=3,\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\n3, CONNECT OK\r\n")
                .On(Script.SizeCommand, "\r\n+CIPSEND: 3,1460\r\n\r\nOK\r\n");
            var socket = new ModemSocket(modem, ModemProtocol.Tcp);
            socket.Connect(Script.Host, 7000);
            port.On(Script.SizeCommand, "\r\n+CIPSEND: 4,1460\r\n\r\nOK\r\n");
            ModemSocket client = listener.Accept(null);
            Assert.AreEqual(4, client.Link);
            Assert.AreEqual(3, socket.Link);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void ARefusedConnectClosesNothingBesideAListener()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        Open(port, modem);
        port.On("AT+CIPSTART=4,\"TCP\",\"telemetry.example.com\",7000\r", "\r\n+CME ERROR: 3\r\n");
        Failure.Of(ModemError.Rejected, () => new ModemSocket(modem, ModemProtocol.Tcp).Connect(Script.Host, 7000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ThoseWhoWaitAreClosedWithTheListener()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.Say(First + "\r\n1, REMOTE IP: 10.76.40.74\r\n", 100);
        Assert.IsTrue(listener.Poll(200_000, ModemSelectMode.SelectRead));
        port.On(EndListening, "\r\n2, REMOTE IP: 10.76.40.75\r\n" + Ended)
            .On("AT+CIPCLOSE=0,1\r", "\r\n0, CLOSE OK\r\n")
            .On("AT+CIPCLOSE=1,1\r", "\r\n1, CLOSE OK\r\n")
            .On("AT+CIPCLOSE=2,1\r", "\r\n2, CLOSE OK\r\n");
        listener.Close();
        for (int i = 0; i < 3; i++)
        {
            port.Serve();
        }

        Assert.AreEqual(LinkTable.None, modem.Links.FindCloseDue());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheLinkOfAClientThatHasGoneGoesToTheNext()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.Say(First, 100);
        port.On(Script.SizeCommand, Size);
        ModemSocket gone = listener.Accept(null);
        port.Say("\r\n0, CLOSED\r\n\r\n0, REMOTE IP: 10.76.40.74\r\n", 100);
        Assert.AreEqual(0, gone.Receive(s_buffer, 0, 1));
        Assert.IsFalse(gone.Connected);
        Assert.IsTrue(gone.Poll(0, ModemSelectMode.SelectRead));
        Assert.AreEqual(0, gone.Available);
        Failure.Of(ModemError.ConnectionClosed, () => gone.Send(s_buffer, 0, 1));
        port.On(Script.SizeCommand, Size);
        var remote = new ModemEndPoint();
        ModemSocket next = listener.Accept(remote);
        Assert.AreEqual("10.76.40.74", remote.GetAddressText());
        gone.Close();
        Assert.IsTrue(next.Connected);
        Assert.IsFalse(gone.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatWasNotReadWhenTheLinkWentIsNoCleanEnd()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.Say(First, 100);
        port.On(Script.SizeCommand, Size);
        ModemSocket gone = listener.Accept(null);
        port.Say("\r\n+CIPRXGET: 1,0\r\n\r\n0, CLOSED\r\n\r\n0, REMOTE IP: 10.76.40.74\r\n", 100);
        Failure.Of(ModemError.ConnectionClosed, () => gone.Receive(s_buffer, 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatWasPushedIsReadAfterTheLinkWent()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port, new ModemContextOptions { ReceiveMode = ModemReceiveMode.Push, RingSize = 100 }, Script.PushMode);
        ModemSocket listener = Open(port, modem);
        port.Say(First, 100);
        port.On(Script.SizeCommand, Size);
        ModemSocket gone = listener.Accept(null);
        port.Say("\r\n+RECEIVE,0,3:\r\nabc\r\n0, CLOSED\r\n\r\n0, REMOTE IP: 10.76.40.74\r\n\r\n+RECEIVE,0,2:\r\nde", 100);
        Assert.AreEqual(1, gone.Receive(s_buffer, 0, 1));
        port.On(Script.SizeCommand, Size);
        ModemSocket next = listener.Accept(null);
        Assert.AreEqual(2, gone.Available);
        Assert.IsTrue(gone.Poll(0, ModemSelectMode.SelectRead));
        Assert.AreEqual(2, gone.Receive(s_buffer, 0, 9));
        Assert.AreEqual("bc", Encoding.UTF8.GetString(s_buffer, 0, 2));
        Assert.AreEqual(0, gone.Receive(s_buffer, 0, 9));
        Assert.AreEqual(2, next.Available);
        Assert.AreEqual(2, next.Receive(s_buffer, 0, 9));
        Assert.AreEqual("de", Encoding.UTF8.GetString(s_buffer, 0, 2));

        // An empty ring goes to the next.
        port.Say("\r\n0, CLOSED\r\n\r\n0, REMOTE IP: 10.76.40.75\r\n\r\n+RECEIVE,0,1:\r\nf", 100);
        Assert.AreEqual(0, next.Receive(s_buffer, 0, 9));
        Assert.AreEqual(0, next.Available);
        gone.Close();
        port.On(Script.SizeCommand, Size);
        listener.Accept(gone, null);
        Assert.AreEqual(0, next.Receive(s_buffer, 0, 9));
        Assert.AreEqual(1, gone.Receive(s_buffer, 0, 9));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AClientThatComesWhileItsLinkIsBeingClosedStaysOrIsFreed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.Say(First, 100);
        port.On(Script.SizeCommand, Size);
        ModemSocket gone = listener.Accept(null);

        // The module has closed it, taken a client on it, and then done what it was told: there is nobody left.
        port.On("AT+CIPCLOSE=0,1\r", "\r\n0, CLOSED\r\n\r\n0, REMOTE IP: 10.76.40.74\r\n\r\n0, CLOSE OK\r\n");
        gone.Close();
        Assert.IsFalse(listener.Poll(0, ModemSelectMode.SelectRead));

        // The same, but the command came to nothing.
        port.Say(First, 100);
        port.On(Script.SizeCommand, Size);
        gone = listener.Accept(null);
        port.On("AT+CIPCLOSE=0,1\r", "\r\n0, CLOSED\r\n\r\n+CME ERROR: 3\r\n\r\n0, REMOTE IP: 10.76.40.74\r\n");
        gone.Close();
        Assert.IsTrue(listener.Poll(0, ModemSelectMode.SelectRead));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AListenerFailsWithItsContext()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.Say(First + "\r\n+PDP: DEACT\r\n", 100);
        Failure.Of(ModemError.ContextLost, () => listener.Accept(null));
        int before = port.BytesWritten;
        listener.Close();
        Assert.AreEqual(before, port.BytesWritten);
        Assert.IsFalse(modem.Links.IsListening);
        Assert.IsFalse(modem.Links.HasClient);
    }

    [TestMethod]
    public void AListenerThatACommandOfTheUsersHasClosedSaysSo()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket listener = Open(port, modem);
        port.On(EndListening, Ended);
        modem.Execute("AT+CIPSERVER=0");
        Failure.Of(ModemError.ConnectionClosed, () => listener.Accept(null));
        listener.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheModuleOpensTheContextByItself()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        var options = new ModemContextOptions { SingleConnection = true };
        var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        listener.Bind(8888);
        port.On(Shut, IsShut).On(ModeAlone, Script.Ok).On(Listen, Listening).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        listener.Listen("internet", string.Empty, string.Empty, options);
        Assert.AreEqual("10.78.245.128", modem.LocalAddress);
        Assert.AreEqual((int)ModemContextState.Open, (int)modem.GetContextState(0));
        Assert.ThrowsException(typeof(InvalidOperationException), () => options.SingleConnection = false);
        port.Say("\r\nREMOTE IP: 10.76.40.73\r\n", 100);
        port.On(Script.SizeCommand, "\r\n+CIPSEND: 1460\r\n\r\nOK\r\n").On(EndListening, Ended);
        ModemSocket client = listener.Accept(null);
        listener.Close();
        Assert.IsTrue(client.Connected);
        Assert.IsTrue(modem.IsContextOpen);
        port.On(Shut, IsShut);
        modem.CloseContext();
        options.SingleConnection = false;
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheContextThatTheModuleWasToOpenDoesNotCome()
    {
        string[] answers = { "\r\n+CME ERROR: 3\r\n", "\r\nOK\r\n\r\nSERVER FAIL\r\n", "\r\nOK\r\n\r\n+PDP: DEACT\r\n" };
        ModemError[] errors = { ModemError.Rejected, ModemError.ConnectFailed, ModemError.ContextLost };
        for (int i = 0; i < answers.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.Opened(port);
            var options = new ModemContextOptions { SingleConnection = true };
            var listener = new ModemSocket(modem, ModemProtocol.Tcp);
            listener.Bind(8888);
            port.On(Shut, IsShut).On(ModeAlone, Script.Ok).On(Listen, answers[i]);
            Failure.Of(errors[i], () => listener.Listen("internet", string.Empty, string.Empty, options));
            Assert.IsFalse(modem.IsContextOpen);
            Assert.IsFalse(modem.Links.IsListening);
            options.RingSize = 100;
            Failure.Of(ModemError.NoContext, () => listener.Listen());

            // And again on the same object. What stands in the way of the mode is closed once more.
            port.On(Shut, IsShut).On(ModeAlone, Script.Error).On(Shut, IsShut).On(ModeAlone, Script.Ok).On(Listen, Listening).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
            listener.Listen("internet", string.Empty, string.Empty, options);
            Assert.IsTrue(modem.IsContextOpen);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void OnlyASingleConnectionOpensItsContextByItself()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        var options = new ModemContextOptions { SingleConnection = true };
        var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        Assert.ThrowsException(typeof(InvalidOperationException), () => listener.Listen("internet", string.Empty, string.Empty, options));
        listener.Bind(8888);
        Assert.ThrowsException(typeof(NotSupportedException), () => listener.Listen("internet", string.Empty, string.Empty, new ModemContextOptions()));
        Assert.ThrowsException(typeof(ArgumentNullException), () => listener.Listen("internet", string.Empty, string.Empty, null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => listener.Listen(null, string.Empty, string.Empty, options));
        var datagrams = new ModemSocket(modem, ModemProtocol.Udp);
        Assert.ThrowsException(typeof(NotSupportedException), () => datagrams.Listen("internet", string.Empty, string.Empty, options));
        Assert.IsTrue(port.Done);
    }

    private static ModemSocket Open(ScriptedPort port, Sim800Modem modem)
    {
        port.On(Listen, Listening);
        var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        listener.Bind(8888);
        listener.Listen();
        return listener;
    }
}
