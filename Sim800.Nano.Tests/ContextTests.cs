using System;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>The options of a context and the two connection modes, against a script.</summary>
[TestClass]
public class ContextTests
{
    private const string SingleMode = "AT+CIPMUX=0;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0;+CIPHEAD=1;+CIPSHOWTP=0";
    private const string SingleMarker = "AT+CIPHEAD?\r";
    private const string BringUp = "AT+CIICR\r";
    private const string AskAddress = "AT+CIFSR\r";
    private const string Address = "\r\n10.78.245.128\r\n";

    [TestMethod]
    public void WritesEveryOption()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        var options = new ModemContextOptions
        {
            ReceiveMode = ModemReceiveMode.Push,
            AcknowledgedSend = true,
            SendTimer = 20,
            KeepAliveIdle = 60,
            KeepAliveInterval = 30,
            KeepAliveCount = 3,
            PrimaryDns = "8.8.8.8",
            SecondaryDns = "1.1.1.1",
        };
        port.On("AT+CIPMUX=1;+CIPQSEND=0;+CIPRXGET=0;+CIPSRIP=1;+CIPATS=1,20;+CIPTKA=1,60,30,3" + Script.Internet, Script.Ok)
            .On(BringUp, Script.Ok)
            .On(AskAddress, Address)
            .On("AT+CDNSCFG=\"8.8.8.8\",\"1.1.1.1\"\r", Script.Ok);
        modem.OpenContext("internet", string.Empty, string.Empty, options);
        Assert.IsTrue(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OptionsHoldUntilTheContextIsClosed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        var options = new ModemContextOptions { ReceiveMode = ModemReceiveMode.ManualHex, ShowRemoteAddress = true };
        port.On("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=1;+CIPATS=0" + Script.Internet, Script.Ok).On(BringUp, Script.Ok).On(AskAddress, Address);
        modem.OpenContext("internet", string.Empty, string.Empty, options);
        Assert.ThrowsException(typeof(InvalidOperationException), () => options.SendTimer = 1);
        Assert.ThrowsException(typeof(InvalidOperationException), () => options.SingleConnection = true);
        var other = new Sim800Modem(new ScriptedPort(), false);
        Assert.ThrowsException(typeof(InvalidOperationException), () => other.OpenContext("internet", string.Empty, string.Empty, options));
        port.On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n");
        modem.CloseContext();
        options.SendTimer = 1;
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OptionsAreFreeAgainAfterARefusal()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        var options = new ModemContextOptions();
        port.On(Script.Mode + Script.Internet, Script.Ok).On(BringUp, "\r\n+CME ERROR: 148\r\n", 20_000).On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n");
        Assert.AreEqual(148, Failure.Of(ModemError.Rejected, () => modem.OpenContext("internet", string.Empty, string.Empty, options)).ModuleCode);
        options.SendTimer = 1;
        Assert.IsFalse(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OneConnectionHasNoNumber()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Single(port);
        ModemSocket socket = Connected(port, modem);
        Assert.IsTrue(socket.Connected);
        Failure.Of(ModemError.NoFreeLink, () => new ModemSocket(modem, ModemProtocol.Tcp).Connect(Script.Host, 7000));
        byte[] bytes = new byte[8];
        bytes[0] = (byte)'H';
        bytes[1] = (byte)'i';
        port.On("AT+CIPSEND=2\r", "\r\n> ").On("Hi", "\r\nDATA ACCEPT:2\r\n");
        Assert.AreEqual(2, socket.Send(bytes, 0, 2));
        port.Say("\r\n+CIPRXGET: 1\r\n", 10);
        port.On("AT+CIPRXGET=4\r", "\r\n+CIPRXGET: 4,5\r\n\r\nOK\r\n").On("AT+CIPRXGET=2,8\r", "\r\n+CIPRXGET: 2,5,0\r\nHello\r\nOK\r\n");
        Assert.IsTrue(socket.Poll(100_000, ModemSelectMode.SelectRead));
        Assert.AreEqual(5, socket.Receive(bytes, 0, 8));
        Assert.AreEqual('H', bytes[0]);
        port.On("AT+CIPCLOSE=1\r", "\r\nCLOSE OK\r\n");
        socket.Close();
        socket = Connected(port, modem);
        port.Say("\r\nCLOSED\r\n", 0);
        port.On("AT+CIPRXGET=2,8\r", "\r\n+CME ERROR: 3\r\n");
        Assert.AreEqual(0, socket.Receive(bytes, 0, 8));
        socket.Close();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheStateBeforeAFailedConnectIsNoResult()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Single(port);
        port.On("AT+CIPSTART=\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n\r\nCONNECT FAIL\r\n");
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Failure.Of(ModemError.ConnectFailed, () => socket.Connect(Script.Host, 7000));
        Assert.IsTrue(port.Done);
        Connected(port, modem);
    }

    [TestMethod]
    public void TheHeaderMarksASingleConnection()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Single(port);
        ModemSocket socket = Connected(port, modem);
        port.On("AT+SLOW\r", null).On(SingleMarker, "\r\nOK\r\n\r\n+CIPHEAD: 1\r\n\r\nOK\r\n");
        Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+SLOW", 1_000));
        port.Wait(new System.Threading.AutoResetEvent(false), 100);
        Assert.IsTrue(socket.Connected);
        port.On("AT+SLOW\r", null).On(SingleMarker, "\r\n+CIPHEAD: 0\r\n\r\nOK\r\n");
        Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+SLOW", 1_000));
        port.Wait(new System.Threading.AutoResetEvent(false), 100);
        Assert.IsFalse(modem.IsOpen);
        Failure.Of(ModemError.Restarted, () => socket.Receive(new byte[1], 0, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void FromOneModeToTheOtherIsNoRestart()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n")
            .On(SingleMode + Script.Internet, null)
            .On(SingleMarker, "\r\n+CIPHEAD: 0\r\n\r\nOK\r\n");
        var options = new ModemContextOptions { SingleConnection = true };
        Failure.Of(ModemError.TimedOut, () => modem.OpenContext("internet", string.Empty, string.Empty, options));
        port.Wait(new System.Threading.AutoResetEvent(false), 100);
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    internal static Sim800Modem Single(ScriptedPort port)
    {
        Sim800Modem modem = Script.Opened(port);
        port.On(SingleMode + Script.Internet, Script.Ok).On(BringUp, Script.Ok).On(AskAddress, Address);
        modem.OpenContext("internet", string.Empty, string.Empty, new ModemContextOptions { SingleConnection = true });
        return modem;
    }

    internal static ModemSocket Connected(ScriptedPort port, Sim800Modem modem)
    {
        port.On("AT+CIPSTART=\"TCP\",\"telemetry.example.com\",7000\r", "\r\nOK\r\n\r\nCONNECT OK\r\n")
            .On(Script.SizeCommand, "\r\n+CIPSEND: 1460\r\n\r\nOK\r\n");
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        socket.Connect(Script.Host, 7000);
        return socket;
    }
}
