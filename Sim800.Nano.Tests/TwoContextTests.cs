using System;
using System.Threading;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Two contexts (application note 5), against a script: what depends on one names it, on the same line.</summary>
[TestClass]
public class TwoContextTests
{
    private const string Second = "AT+CIPSGTXT=1;+CSTT=\"cmwap\",\"\",\"\"\r";
    private const string Connect = ",\"TCP\",\"telemetry.example.com\",7000\r";
    private const string Processing = "\r\nOK\r\n\r\nSTATE: IP PROCESSING\r\n\r\n";
    private const string Deactivated = "\r\nOK\r\n\r\nSTATE: PDP DEACT\r\n\r\n";
    private const string Idle = "C: 0,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 1,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 2,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 3,,\"\",\"\",\"\",\"INITIAL\"\r\n";
    private const string SecondClosed = Idle + "C: 4,1,\"TCP\",\"203.0.113.7\",\"7000\",\"CLOSED\"\r\nC: 5,0,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n";

    [TestMethod]
    public void WhatDependsOnAContextNamesIt()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Both(port);
        Assert.AreEqual("10.78.245.128", modem.GetLocalAddress(0));
        Assert.AreEqual("10.204.70.11", modem.GetLocalAddress(1));
        ModemSocket first = Connected(port, modem, 0, 5);
        ModemSocket second = Connected(port, modem, 1, 4);
        Assert.ThrowsException(typeof(InvalidOperationException), () => second.Context = 0);
        port.On("AT+CIPSGTXT=1;+CDNSGIP=\"a.example\"\r", "\r\nOK\r\n\r\n+CDNSGIP: 1,\"a.example\",\"1.2.3.4\"\r\n");
        Assert.AreEqual("1.2.3.4", modem.Resolve("a.example", 60_000, 1)[0]);
        port.On("AT+CIPSGTXT=0;+CDNSGIP=\"a.example\"\r", "\r\nOK\r\n\r\n+CDNSGIP: 1,\"a.example\",\"1.2.3.5\"\r\n");
        Assert.AreEqual("1.2.3.5", modem.Resolve("a.example")[0]);

        // A link is named by its number alone.
        port.On("AT+CIPCLOSE=5,1\r", "\r\n5, CLOSE OK\r\n").On("AT+CIPCLOSE=4,1\r", "\r\n4, CLOSE OK\r\n");
        first.Close();
        second.Close();
        second.Context = 0;
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void EachIsClosedAlone()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Both(port);
        ModemSocket first = Connected(port, modem, 0, 5);
        ModemSocket second = Connected(port, modem, 1, 4);
        port.On("AT+CIPSGTXT=0;+CIPSHUT\r", "\r\nSHUT OK\r\n").On("AT+CIPSGTXT=1\r", Script.Ok);
        modem.CloseContext(0);
        Are(modem, ModemContextState.Closed, ModemContextState.Open);
        Assert.IsFalse(first.Connected);
        Assert.AreEqual((int)ModemError.ContextLost, (int)first.Error);
        Assert.IsTrue(second.Connected);
        Assert.IsTrue(modem.IsContextOpen);
        first.Close();
        Failure.Of(ModemError.NoContext, () => first.Connect(Script.Host, 7000));

        // And opened again beside the other one: the settings of the module stay as they are.
        port.On("AT+CIPSGTXT=0;+CSTT=\"internet\",\"\",\"\"\r", Script.Ok).On("AT+CIPSGTXT=0;+CIICR\r", Script.Ok).On("AT+CIPSGTXT=0;+CIFSR\r", "\r\n10.0.0.1\r\n");
        modem.OpenContext("internet", string.Empty, string.Empty, 0);
        Are(modem, ModemContextState.Open, ModemContextState.Open);
        Assert.AreEqual("10.0.0.1", modem.LocalAddress);
        port.On("AT+CIPSGTXT=1;+CIPSHUT\r", "\r\nSHUT OK\r\n").On("AT+CIPSGTXT=0\r", Script.Ok).On("AT+CIPSGTXT=0;+CIPSHUT\r", "\r\nSHUT OK\r\n");
        modem.CloseContext();
        Are(modem, ModemContextState.Closed, ModemContextState.Closed);
        Assert.IsFalse(second.Connected);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TheSecondComesAfterTheFirst()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        Failure.Of(ModemError.NoContext, () => modem.OpenContext("cmwap", string.Empty, string.Empty, 1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => modem.OpenContext("cmwap", string.Empty, string.Empty, 2));
        port.On(Script.Mode + Script.Internet, Script.Ok).On("AT+CIICR\r", Script.Ok).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("internet", string.Empty, string.Empty, 0);
        Assert.IsTrue(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
        port = new ScriptedPort();
        modem = ContextTests.Single(port);
        Assert.ThrowsException(typeof(NotSupportedException), () => modem.OpenContext("cmwap", string.Empty, string.Empty, 1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALossThatNamesNoContextIsAskedFor()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Both(port);
        ModemSocket first = Connected(port, modem, 0, 5);
        ModemSocket second = Connected(port, modem, 1, 4);

        // What it says of links of the other context does not count: these have been closed by the loss.
        port.On("AT+CIPSGTXT=0;+CIPSTATUS\r", Processing + SecondClosed).On("AT+CIPSGTXT=1;+CIPSTATUS\r", Deactivated + SecondClosed).On("AT+CIPSGTXT=0\r", Script.Ok);
        Say(port, "\r\n+PDP: DEACT\r\n");
        Assert.IsTrue(port.Done);
        Are(modem, ModemContextState.Open, ModemContextState.Lost);
        Assert.IsTrue(first.Connected);
        Assert.AreEqual((int)ModemError.ContextLost, (int)second.Error);

        // The next one can only mean the other.
        Say(port, "\r\n+PDP: DEACT\r\n");
        Are(modem, ModemContextState.Lost, ModemContextState.Lost);
        Assert.IsFalse(first.Connected);
    }

    [TestMethod]
    public void AskingIsRepeatedUntilItIsAnswered()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Both(port);
        ModemSocket second = Connected(port, modem, 1, 5);
        port.On("AT+CIPSGTXT=0;+CIPSTATUS\r", null)
            .On(Script.Marker, Script.Marked)
            .On("AT+CIPSGTXT=0;+CIPSTATUS\r", Processing + Idle + "C: 4,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 5,1,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n")
            .On("AT+CIPSGTXT=1;+CIPSTATUS\r", Processing + Idle + "C: 4,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 5,1,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n");
        Say(port, "\r\n+PDP: DEACT\r\n");
        for (int i = 0; i < 20; i++)
        {
            port.Wait(new AutoResetEvent(false), 1_000);
            modem.Service();
        }

        Assert.IsTrue(port.Done);
        Are(modem, ModemContextState.Open, ModemContextState.Open);
        Assert.IsTrue(second.Connected);
    }

    [TestMethod]
    public void BothOfALifeBeforeAreClosed()
    {
        var port = new ScriptedPort();
        const string Begun = "\r\nOK\r\n\r\nSTATE: IP START\r\n\r\nC: 5,,\"\",\"\",\"\",\"INITIAL\"\r\n";
        port.On(Script.Probe, Script.Ok).On(Script.Introduction, Script.MultiDefaults).On("AT+CIPSGTXT=1;+CIPSTATUS\r", Begun).On("AT+CIPSGTXT=0;+CIPSTATUS\r", Begun);
        var modem = new Sim800Modem(port, false);
        port.Modem = modem;
        modem.Attach();
        port.On(Script.Mode + Script.Internet, "\r\n+CME ERROR: 3\r\n")
            .On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n")
            .On(Script.Mode + Script.Internet, "\r\n+CME ERROR: 3\r\n")
            .On("AT+CIPSGTXT=1;+CIPSHUT\r", "\r\nSHUT OK\r\n")
            .On("AT+CIPSGTXT=0;+CIPSHUT\r", "\r\nSHUT OK\r\n")
            .On(Script.Mode + Script.Internet, Script.Ok)
            .On("AT+CIICR\r", Script.Ok)
            .On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("internet");
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void BothOfALifeBeforeAreTakenOver()
    {
        const string Links = "C: 4,,\"\",\"\",\"\",\"INITIAL\"\r\nC: 5,1,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n";
        var port = new ScriptedPort();
        port.On(Script.Probe, Script.Ok).On(Script.Introduction, Script.MultiDefaults)
            .On("AT+CIPSGTXT=1;+CIPSTATUS\r", Processing + Idle + Links)
            .On(Script.ContextStock, Script.Ours)
            .On("AT+CIPSGTXT=1;+CIFSR\r", "\r\n10.204.70.11\r\n")
            .On("AT+CIPSGTXT=0;+CIPSTATUS\r", Processing + Idle + Links)
            .On("AT+CIPSGTXT=0;+CIFSR\r", "\r\n10.78.245.128\r\n");
        var modem = new Sim800Modem(port, false);
        port.Modem = modem;
        modem.Attach();
        Are(modem, ModemContextState.Open, ModemContextState.Open);
        Assert.AreEqual("10.78.245.128", modem.GetLocalAddress(0));
        Assert.AreEqual("10.204.70.11", modem.GetLocalAddress(1));
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Assert.IsFalse(socket.TakeOver(5));
        socket.Context = 1;
        port.On("AT+CIPSGTXT=1;+CIPSTATUS=5\r", "\r\n+CIPSTATUS: 5,1,\"TCP\",\"203.0.113.7\",\"7000\",\"CONNECTED\"\r\n\r\nOK\r\n").On(Script.SizeCommand, Script.Size);
        Assert.IsTrue(socket.TakeOver(5));
        Assert.IsTrue(socket.Connected);
        Assert.IsTrue(port.Done);
    }

    private static Sim800Modem Both(ScriptedPort port)
    {
        Sim800Modem modem = Script.WithContext(port);
        port.On(Second, Script.Ok).On("AT+CIPSGTXT=1;+CIICR\r", Script.Ok, 2_000).On("AT+CIPSGTXT=1;+CIFSR\r", "\r\n10.204.70.11\r\n");
        modem.OpenContext("cmwap", string.Empty, string.Empty, 1);
        Are(modem, ModemContextState.Open, ModemContextState.Open);
        Assert.IsTrue(port.Done);
        return modem;
    }

    private static ModemSocket Connected(ScriptedPort port, Sim800Modem modem, int context, int link)
    {
        string number = link.ToString();
        port.On("AT+CIPSGTXT=" + context.ToString() + ";+CIPSTART=" + number + Connect, "\r\nOK\r\n\r\n" + number + ", CONNECT OK\r\n")
            .On(Script.SizeCommand, "\r\n+CIPSEND: " + number + ",1460\r\n\r\nOK\r\n");
        var socket = new ModemSocket(modem, ModemProtocol.Tcp) { Context = context };
        socket.Connect(Script.Host, 7000);
        Assert.AreEqual(link, socket.Link);
        return socket;
    }

    private static void Are(Sim800Modem modem, ModemContextState first, ModemContextState second)
    {
        Assert.AreEqual((int)first, (int)modem.GetContextState(0));
        Assert.AreEqual((int)second, (int)modem.GetContextState(1));
    }

    private static void Say(ScriptedPort port, string text)
    {
        port.Say(text, 0);
        port.Wait(new AutoResetEvent(false), 10);
    }
}
