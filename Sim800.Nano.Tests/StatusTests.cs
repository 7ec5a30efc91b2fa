using System;
using System.Threading;
using nanoFramework.TestFramework;
using Sim800.Nano.Links;

namespace Sim800.Nano.Tests;

/// <summary>What AT+CIPSTATUS tells, against a script.</summary>
[TestClass]
public class StatusTests
{
    private const string Ask = "AT+CIPSTATUS\r";
    private const string Idle = "C: 0,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 1,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 2,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 3,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 4,,\"\",\"\",\"\",\"INITIAL\"\r\n";

    [TestMethod]
    public void TheStatesOfASocket()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Is(ModemSocketState.Closed, socket);
        Assert.AreEqual(-1, socket.Link);
        port.On(Script.Start, "\r\nOK\r\n").On(Script.SizeCommand, Script.Size);
        port.Say("\r\n5, CONNECT OK\r\n", 2_000);
        port.Waiting = p =>
        {
            if (p.Now > 1_500 && socket.State != ModemSocketState.Connected)
            {
                Is(ModemSocketState.Connecting, socket);
            }
        };
        socket.Connect(Script.Host, 7000);
        port.Waiting = null;
        Is(ModemSocketState.Connected, socket);
        Assert.AreEqual(5, socket.Link);
        Say(port, "\r\n5, CLOSED\r\n");
        Is(ModemSocketState.PeerClosed, socket);
        Assert.AreEqual((int)ModemError.None, (int)socket.Error);
        Say(port, "\r\n+PDP: DEACT\r\n");
        Is(ModemSocketState.Failed, socket);
        Assert.AreEqual((int)ModemError.ContextLost, (int)socket.Error);
        socket.Close();
        Is(ModemSocketState.Closed, socket);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AgreesAndNothingChanges()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        Reconcile(port, modem, "\r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n\r\n" + Idle + "C: 5,0,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n");
        Is(ModemSocketState.Connected, socket);

        // The list has told the peer.
        var remote = new ModemEndPoint();
        socket.GetRemoteEndPoint(remote);
        Assert.AreEqual("203.0.113.7:7000", remote.ToString());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void NoticesACloseWhoseCodeWasLost()
    {
        // The application note prints spaces and line breaks that are none, and a list of eight (4.1, 5).
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        Reconcile(port, modem, "\r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n\r\nS: 0,0,\"8888\",\"LISTENING\"\r\n\r\n" + Idle + "C: 5,0,\"TCP\",\"203.0.113.7\",\"7000\",\" CLOSED \"\r\nC: 6,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 7,,\"\",\"\",\"\",\"INITIAL\"\r\n");
        Is(ModemSocketState.PeerClosed, socket);
        port.On("AT+CIPRXGET=2,5,4\r", "\r\n+CIPRXGET: 2,5,4,0\r\nlast\r\nOK\r\n");
        byte[] buffer = new byte[4];
        Assert.AreEqual(4, socket.Receive(buffer, 0, 4));
        Assert.AreEqual(0, socket.Receive(buffer, 0, 4));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AConnectionThatTheModuleNeverHadHasFailed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        Reconcile(port, modem, "\r\nOK\r\n\r\nSTATE: IP STATUS\r\n\r\n" + Idle + "C: 5,,\"\",\"\",\"\",\"INITIAL\"\r\n");
        Is(ModemSocketState.Failed, socket);
        Failure.Of(ModemError.ConnectionClosed, () => socket.Receive(new byte[4], 0, 4));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void NoticesAContextThatIsNotUp()
    {
        string[] states = { "IP INITIAL", "IP START", "IP CONFIG", "IP GPRSACT", "PDP DEACT" };
        for (int i = 0; i < states.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.WithContext(port);
            ModemSocket socket = Script.Connected(port, modem);
            Reconcile(port, modem, "\r\nOK\r\n\r\nSTATE: " + states[i] + "\r\n\r\n" + Idle + "C: 5,0,\"TCP\",\"203.0.113.7\",\"7000\",\"CLOSED\"\r\n");
            Is(ModemSocketState.Failed, socket);
            Assert.AreEqual((int)ModemError.ContextLost, (int)socket.Error);
            Assert.IsFalse(modem.IsContextOpen);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void NoticesARestartFirst()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On(Script.Marker, "\r\n+CIPMUX: 0\r\n\r\nOK\r\n");
        Failure.Of(ModemError.Restarted, modem.Reconcile);
        Assert.AreEqual((int)ModemError.Restarted, (int)socket.Error);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AListThatWasGivenUpTellsNothing()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On(Script.Marker, Script.Marked).On(Ask, null);
        Failure.Of(ModemError.TimedOut, modem.Reconcile);
        Say(port, "\r\nC: 5,0,\"TCP\",\"203.0.113.7\",\"7000\",\"CLOSED\"\r\n");
        Is(ModemSocketState.Connected, socket);
    }

    [TestMethod]
    public void OneConnectionIsReconciledByTheState()
    {
        string[] states = { "CONNECT OK", "TCP CLOSED", "TCP CLOSING", "IP STATUS", "PDP DEACT" };
        ModemSocketState[] expected = { ModemSocketState.Connected, ModemSocketState.PeerClosed, ModemSocketState.Connected, ModemSocketState.Failed, ModemSocketState.Failed };
        for (int i = 0; i < states.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = ContextTests.Single(port);
            ModemSocket socket = ContextTests.Connected(port, modem);
            port.On("AT+CIPHEAD?\r", "\r\n+CIPHEAD: 1\r\n\r\nOK\r\n").On(Ask, "\r\nOK\r\n\r\nSTATE: " + states[i] + "\r\n");
            modem.Reconcile();
            Is(expected[i], socket);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void AFailedConnectInALostContextIsToldByItsStateAlone()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = ContextTests.Single(port);
        port.On("AT+CIPSTART=\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\nSTATE: PDP DEACT\r\n");
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        long begun = port.Now;
        Failure.Of(ModemError.ContextLost, () => socket.Connect(Script.Host, 7000));
        Assert.IsTrue(port.Now - begun < 100);
        Assert.IsFalse(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AsksForThePeerOnce()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CIPSTATUS=5\r", "\r\n+CIPSTATUS: 5,0,\"TCP\",\"5.196.95.208\",\"1883\",\"CONNECTED\"\r\n\r\nOK\r\n");
        var remote = new ModemEndPoint();
        socket.GetRemoteEndPoint(remote);
        Assert.AreEqual("5.196.95.208:1883", remote.ToString());
        remote = new ModemEndPoint();
        socket.GetRemoteEndPoint(remote);
        Assert.AreEqual(1883, remote.Port);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void KnowsThePeerThatItWasTold()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = ContextTests.Single(port);
        port.On("AT+CIPSTART=\"TCP\",\"203.0.113.7\",7000\r", "\r\nOK\r\n\r\nCONNECT OK\r\n").On(Script.SizeCommand, "\r\n+CIPSEND: 1460\r\n\r\nOK\r\n");
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        var remote = new ModemEndPoint();
        Failure.Of(ModemError.NotConnected, () => socket.GetRemoteEndPoint(remote));
        socket.Connect("203.0.113.7", 7000);
        socket.GetRemoteEndPoint(remote);
        Assert.AreEqual("203.0.113.7:7000", remote.ToString());
        port.On("AT+CIPCLOSE=1\r", "\r\nCLOSE OK\r\n");
        socket.Close();
        socket = ContextTests.Connected(port, modem);
        Assert.ThrowsException(typeof(NotSupportedException), () => socket.GetRemoteEndPoint(remote));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AFailedConnectSaysWhatCanBeKnown()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        port.On("AT+CIPSTART=5,\"TCP\",\"203.0.113.7\",7000\r", "\r\nOK\r\n\r\n5, CONNECT FAIL\r\n");
        Failure.Of(ModemError.ConnectionRefused, () => socket.Connect("203.0.113.7", 7000));
        port.On(Script.Start, "\r\nOK\r\n\r\n5, CONNECT FAIL\r\n");
        Failure.Of(ModemError.ConnectFailed, () => socket.Connect(Script.Host, 7000));
        port.On(Script.Start, "\r\nOK\r\n");
        port.Say("\r\n5, CONNECT FAIL\r\n", 75_000);
        Failure.Of(ModemError.HostUnreachable, () => socket.Connect(Script.Host, 7000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateResultOfAnOldConnectMeetsNoNewOne()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);

        // While the second waits for its turn, what was left of the first comes.
        port.On("AT+CCLK?\r", "\r\n5, CONNECT FAIL\r\n\r\n5, CLOSED\r\n\r\n+CCLK: 1\r\n\r\nOK\r\n");
        int link = modem.Links.Take(LinkTable.Count, 0);
        modem.Execute("AT+CCLK?");
        Assert.IsTrue(modem.Links.Begin(link, 0, 7000));
        Assert.IsFalse(modem.Links.HasEnded(link));
        Assert.IsTrue(port.Done);
    }

    private static void Reconcile(ScriptedPort port, Sim800Modem modem, string answer)
    {
        port.On(Script.Marker, Script.Marked).On(Ask, answer);
        modem.Reconcile();
    }

    private static void Say(ScriptedPort port, string text)
    {
        port.Say(text, 0);
        port.Wait(new AutoResetEvent(false), 10);
    }

    private static void Is(ModemSocketState expected, ModemSocket socket) => Assert.AreEqual((int)expected, (int)socket.State);
}
