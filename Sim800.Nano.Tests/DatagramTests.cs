using System;
using System.Text;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Datagrams: bounds, senders, targets, sizes, and what the module is told before a link carries them.</summary>
[TestClass]
public class DatagramTests
{
    private const string Link = Script.Link;
    private const string Pushed = "\r\n+RECEIVE," + Link + ",";
    private const string StartOpen = "AT+CIPSTART=" + Link + ",\"UDP\",\"10.78.245.128\",9\r";
    private const string StartPeer = "AT+CIPSTART=" + Link + ",\"UDP\",\"10.0.0.1\",5000\r";
    private const string Started = "\r\nOK\r\n\r\n" + Link + ", CONNECT OK\r\n";
    private const string Extend = "AT+CIPUDPMODE=" + Link + ",1\r";
    private const string FixPort = "AT+CLPORT=" + Link + ",\"UDP\",8888\r";

    private static readonly byte[] s_buffer = new byte[2048];

    [TestMethod]
    public void KeepsBoundsAndSenders()
    {
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Bound(port);
            port.Say(Pushed + "3,10.0.0.1:5000:\r\nabc" + Pushed + "4,203.0.113.255:65535:\r\n\r\nOK" + Pushed + "1, 1.2.3.4: 1:\r\nz", 100);
            Assert.AreEqual("abc 10.0.0.1:5000", ReceiveFrom(socket));
            Assert.IsTrue(socket.Poll(1_000_000, ModemSelectMode.SelectRead));
            Assert.AreEqual(4, socket.Available);
            Assert.AreEqual("\r\nOK 203.0.113.255:65535", ReceiveFrom(socket));
            Assert.AreEqual("z 1.2.3.4:1", ReceiveFrom(socket));
            Assert.IsTrue(port.Done);
            Assert.AreEqual(0, port.FailedReads);
        }
    }

    [TestMethod]
    public void APortHasNoPeer()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Bound(port);
        Assert.ThrowsException(typeof(NotSupportedException), () => socket.GetRemoteEndPoint(new ModemEndPoint()));
        Failure.Of(ModemError.NotConnected, () => socket.SendText("hello"));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatIsLongerThanTheBufferIsCutOffAndSaid()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Bound(port);
        port.Say(Pushed + "5,10.0.0.1:5000:\r\nabcde" + Pushed + "2,10.0.0.1:5000:\r\nfg", 100);
        var remote = new ModemEndPoint();
        Failure.Of(ModemError.MessageTooLong, () => socket.ReceiveFrom(s_buffer, 0, 3, remote));
        Assert.AreEqual("abc", Encoding.UTF8.GetString(s_buffer, 0, 3));
        Assert.AreEqual("10.0.0.1:5000", remote.ToString());
        Assert.AreEqual("fg 10.0.0.1:5000", ReceiveFrom(socket));
        Assert.AreEqual(0, socket.BytesLost);
    }

    [TestMethod]
    public void AFullRingDropsWholeDatagrams()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 64);
        ModemSocket socket = Bound(port, modem);
        port.Say(Pushed + "40,10.0.0.1:5000:\r\n" + new string('x', 40) + Pushed + "20,10.0.0.1:5000:\r\n" + new string('y', 20) + Pushed + "2,10.0.0.2:5000:\r\nzz", 100);
        Assert.AreEqual(new string('x', 40) + " 10.0.0.1:5000", ReceiveFrom(socket));
        Assert.AreEqual("zz 10.0.0.2:5000", ReceiveFrom(socket));
        Assert.AreEqual(20, socket.BytesLost);
        Assert.IsTrue(socket.Connected);
    }

    [TestMethod]
    public void TellsTheTargetOnlyWhenItChanges()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Bound(port);
        var first = new ModemEndPoint("10.0.0.1", 5000);
        var second = new ModemEndPoint("255.255.255.255", 65535);
        OnSend(port.On("AT+CIPUDPMODE=" + Link + ",2,\"10.0.0.1\",5000\r", Script.Ok), "a");
        OnSend(port, "b");
        OnSend(port.On("AT+CIPUDPMODE=" + Link + ",2,\"255.255.255.255\",65535\r", Script.Ok), "c");
        OnSend(port.On("AT+CIPUDPMODE=" + Link + ",2,\"10.0.0.1\",5000\r", Script.Ok), "d");
        SendTo(socket, "a", first);
        SendTo(socket, "b", first);
        SendTo(socket, "c", second);
        SendTo(socket, "d", first);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ATargetThatWasNotTakenIsToldAgain()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Bound(port);
        var target = new ModemEndPoint("10.0.0.1", 5000);
        string redirect = "AT+CIPUDPMODE=" + Link + ",2,\"10.0.0.1\",5000\r";
        port.On(redirect, Script.Ok).On("AT+CIPSEND=" + Link + ",1\r", "\r\n> ").On("a", "\r\n" + Link + ", SEND FAIL\r\n");
        Failure.Of(ModemError.SendFailed, () => SendTo(socket, "a", target));
        OnSend(port.On(redirect, Script.Ok), "b");
        SendTo(socket, "b", target);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TooLongIsRefusedBeforeAnythingIsSent()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Bound(port);
        var target = new ModemEndPoint("10.0.0.1", 5000);
        Failure.Of(ModemError.MessageTooLong, () => socket.SendTo(s_buffer, 0, 1_461, target));
        Assert.AreEqual(0, socket.SendTo(s_buffer, 0, 0, target));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheSizeThatAModuleRefusesIsRemembered()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 8_192);
        ModemSocket socket = Peer(port, modem);
        port.On("AT+CIPSEND=" + Link + ",1460\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, Script.Size)
            .On("AT+CIPSEND=" + Link + ",1460\r", "\r\n+CME ERROR: 3\r\n").On(Script.SizeCommand, Script.Size);
        Failure.Of(ModemError.MessageTooLong, () => socket.Send(s_buffer, 0, 1_460));
        Failure.Of(ModemError.MessageTooLong, () => socket.Send(s_buffer, 0, 1_460));
        string most = new string('x', 1_459);
        port.On("AT+CIPSEND=" + Link + ",1459\r", "\r\n> ").On(most, "\r\nDATA ACCEPT:" + Link + ",1459\r\n");
        Assert.AreEqual(1_459, socket.Send(Encoding.UTF8.GetBytes(most), 0, 1_459));
        port.On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Close();
        socket = Peer(port, modem);
        Failure.Of(ModemError.MessageTooLong, () => socket.Send(s_buffer, 0, 1_460));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ADatagramIsNeverSplit()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Peer(port, WithContext(port, 8_192), "\r\n+CIPSEND: " + Link + ",1024\r\n\r\nOK\r\n");
        Failure.Of(ModemError.MessageTooLong, () => socket.Send(s_buffer, 0, 1_025));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void SendToOpensASocketThatIsNot()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 8_192);
        var socket = new ModemSocket(modem, ModemProtocol.Udp);
        port.On(Extend, Script.Ok).On(StartOpen, Started).On(Script.SizeCommand, Script.Size);
        OnSend(port.On("AT+CIPUDPMODE=" + Link + ",2,\"10.0.0.1\",5000\r", Script.Ok), "a");
        SendTo(socket, "a", new ModemEndPoint("10.0.0.1", 5000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatALinkWasToldIsTakenBack()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 8_192);
        ModemSocket socket = Bound(port, modem);
        port.On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Close();
        port.On("AT+CLPORT=" + Link + ",\"UDP\",0\r", Script.Ok).On("AT+CIPUDPMODE=" + Link + ",0\r", Script.Ok);
        socket = Peer(port, modem);
        port.On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Close();
        Peer(port, modem);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AClientOfTcpHasItsPortToo()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp) { LocalPort = 4_000 };
        port.On("AT+CLPORT=" + Link + ",\"TCP\",4000\r", Script.Ok).On(Script.Start, Started).On(Script.SizeCommand, Script.Size).On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Connect(Script.Host, 7_000);
        socket.Close();
        socket.LocalPort = 0;
        port.On("AT+CLPORT=" + Link + ",\"TCP\",0\r", Script.Ok).On(Script.Start, Started).On(Script.SizeCommand, Script.Size).On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Connect(Script.Host, 7_000);
        socket.Close();
        Assert.IsTrue(port.Done);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => socket.LocalPort = -1);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => socket.LocalPort = 65_536);
    }

    [TestMethod]
    public void MisuseIsTyped()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = WithContext(port, 8_192);
        ModemSocket socket = Peer(port, modem);
        var target = new ModemEndPoint("10.0.0.1", 5000);
        Failure.Of(ModemError.AlreadyConnected, () => socket.SendTo(s_buffer, 0, 1, target));
        Failure.Of(ModemError.AlreadyConnected, () => socket.Bind(1));
        Assert.ThrowsException(typeof(ArgumentException), () => socket.SendTo(s_buffer, 0, 1, new ModemEndPoint()));
        Assert.ThrowsException(typeof(ArgumentNullException), () => socket.SendTo(s_buffer, 0, 1, null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => socket.ReceiveFrom(s_buffer, 0, 1, null));
        port.On(Script.Close, "\r\n" + Link + ", CLOSE OK\r\n");
        socket.Close();
        socket = Bound(port, modem);
        Failure.Of(ModemError.NotConnected, () => socket.Send(s_buffer, 0, 1));
        var stream = new ModemSocket(modem, ModemProtocol.Tcp);
        Assert.ThrowsException(typeof(NotSupportedException), () => stream.SendTo(s_buffer, 0, 1, target));
        Assert.ThrowsException(typeof(NotSupportedException), () => stream.ReceiveFrom(s_buffer, 0, 1, target));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ManualReadsAreNotTrustedWithBounds()
    {
        var port = new ScriptedPort();
        ModemSocket socket = Peer(port, Script.WithContext(port));
        Assert.ThrowsException(typeof(NotSupportedException), () => socket.Receive(s_buffer, 0, 1_460));
        Assert.ThrowsException(typeof(NotSupportedException), () => ReceiveFrom(socket));
        OnSend(port, "a");
        Assert.AreEqual(1, socket.Send(Encoding.UTF8.GetBytes("a"), 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ManualReadsAreTrustedIfToldSo()
    {
        var port = new ScriptedPort();
        var options = new ModemContextOptions { KeepsDatagrams = true };
        ModemSocket socket = Bound(port, Script.WithContext(port, options, "AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=1;+CIPATS=0"));
        port.Say("\r\n+CIPRXGET: 1," + Link + ",10.0.0.1:5000\r\n", 100);
        port.On("AT+CIPRXGET=2," + Link + ",1460\r", "\r\n+CIPRXGET: 2," + Link + ",3,2,10.0.0.1:5000\r\nabc\r\nOK\r\n");
        Assert.AreEqual("abc 10.0.0.1:5000", ReceiveFrom(socket));
        port.On("AT+CIPRXGET=2," + Link + ",1460\r", "\r\n+CIPRXGET: 2," + Link + ",2,0,10.0.0.2:5001\r\nde\r\nOK\r\n");
        Assert.AreEqual("de 10.0.0.2:5001", ReceiveFrom(socket));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => socket.Receive(s_buffer, 0, 1_459));
        Assert.IsTrue(port.Done);
    }

    private static string ReceiveFrom(ModemSocket socket)
    {
        var remote = new ModemEndPoint();
        int count = socket.ReceiveFrom(s_buffer, 0, 1_460, remote);
        return Encoding.UTF8.GetString(s_buffer, 0, count) + " " + remote.ToString();
    }

    private static void SendTo(ModemSocket socket, string text, ModemEndPoint remote) =>
        Assert.AreEqual(text.Length, socket.SendTo(Encoding.UTF8.GetBytes(text), 0, text.Length, remote));

    private static void OnSend(ScriptedPort port, string text) =>
        port.On("AT+CIPSEND=" + Link + "," + text.Length.ToString() + "\r", "\r\n> ").On(text, "\r\nDATA ACCEPT:" + Link + "," + text.Length.ToString() + "\r\n");

    private static Sim800Modem WithContext(ScriptedPort port, int ring) =>
        Script.WithContext(port, new ModemContextOptions { ReceiveMode = ModemReceiveMode.Push, RingSize = ring }, Script.PushMode);

    private static ModemSocket Bound(ScriptedPort port) => Bound(port, WithContext(port, 8_192));

    private static ModemSocket Bound(ScriptedPort port, Sim800Modem modem)
    {
        port.On(FixPort, Script.Ok).On(Extend, Script.Ok).On(StartOpen, Started).On(Script.SizeCommand, Script.Size);
        var socket = new ModemSocket(modem, ModemProtocol.Udp);
        socket.Bind(8_888);
        return socket;
    }

    private static ModemSocket Peer(ScriptedPort port, Sim800Modem modem) => Peer(port, modem, Script.Size);

    private static ModemSocket Peer(ScriptedPort port, Sim800Modem modem, string size)
    {
        port.On(StartPeer, Started).On(Script.SizeCommand, size);
        var socket = new ModemSocket(modem, ModemProtocol.Udp);
        socket.Connect("10.0.0.1", 5000);
        return socket;
    }
}
