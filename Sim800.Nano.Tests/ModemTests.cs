using nanoFramework.TestFramework;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Tests;

/// <summary>Bring-up, network, context and the caller's own commands, against a script.</summary>
[TestClass]
public class ModemTests
{
    [TestMethod]
    public void FindsAModuleThatIsOn()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Done);
        modem.PowerOn();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ASignalOfWhichNothingIsSaidIsNotKnown()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CSQ\r", Script.Ok).On("AT+CSQ\r", "\r\n+CSQ: 0,0\r\n\r\nOK\r\n");
        Assert.AreEqual(99, modem.GetSignalQuality());
        Assert.AreEqual(0, modem.GetSignalQuality());
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void TakesNoOldAnswerForItsOwn()
    {
        // The life before has asked for something, and this one comes before the answer.
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        port.On("AT\r", Script.Ok).On(Script.Marker, "\r\nOK\r\n\r\n+CIPMUX: 0\r\n\r\nOK\r\n").On("AT+CMEE=1;E0\r", Script.Ok);
        Script.TakeStock(port).On("AT+CIPSTATUS\r", Script.NoContext);
        modem.Attach();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void LeavesAPromptOfALifeBefore()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        port.Wire(PortLine.CarrierDetect);
        port.On("AT\r", null).On("ATQ0V1\r", null).On("ATQ0V1\r", null);
        for (int i = 0; i < 7; i++)
        {
            // At each rate, and at the first once more.
            port.On("AT\r", null).On("ATQ0V1\r", null);
        }

        port.On(Script.Filling, "\r\nDATA ACCEPT:5,1460\r\n").On("AT\r", Script.Ok);
        Script.SetUp(port);
        modem.Attach();
        Assert.IsTrue(port.Done);
        Assert.AreEqual((int)(ModemFindings.Running | ModemFindings.Prompt), (int)modem.Findings);
    }

    [TestMethod]
    public void PressesTheKeyOnlyOfAModuleThatIsOff()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.PowerKey);
        bool pressed = false;
        port.Waiting = p =>
        {
            if (p.IsAsserted(PortLine.PowerKey) && !pressed)
            {
                pressed = true;
                p.On("AT\r", null).On("ATQ0V1\r", Script.Ok).On(Script.Marker, "\r\n+CIPMUX: 0\r\n\r\nOK\r\n").On("AT+CMEE=1;E0\r", Script.Ok);
                Script.TakeStock(p);
                p.Say("\r\nRDY\r\n\r\n+CFUN: 1\r\n", 4_200);
            }
        };
        var modem = new Sim800Modem(port, false);
        modem.PowerOn();
        Assert.IsTrue(pressed);
        Assert.IsFalse(port.IsAsserted(PortLine.PowerKey));
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Now > 1_000 + 900 + 1_200 + 3_000);
    }

    [TestMethod]
    public void SetsTheRateOfAModuleFoundAtAnother()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.CarrierDetect);
        port.On("AT\r", null).On("ATQ0V1\r", null).On("ATQ0V1\r", null)
            .On("AT\r", Script.Ok)
            .On(Script.Marker, "\r\n+CIPMUX: 0\r\n\r\nOK\r\n")
            .On("AT+CMEE=1;E0\r", Script.Ok);
        Script.TakeStock(port).On("AT+IPR=115200\r", Script.Ok).On("AT\r", Script.Ok).On("AT+CIPSTATUS\r", Script.NoContext);
        var modem = new Sim800Modem(port, false);
        modem.Attach();
        Assert.AreEqual(115200, port.BaudRate);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AnswersOfNobodyEndInTime()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        ModemException e = Failure.Of(ModemError.TimedOut, modem.PowerOn);
        Assert.AreEqual((int)ModemWait.Probe, (int)e.Wait);
        Assert.IsTrue(port.Now - 1_000 <= 17_000);
        Failure.Of(ModemError.NotOpen, () => modem.GetSignalQuality());
    }

    [TestMethod]
    public void WaitsForTheNetwork()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CPIN?\r", "\r\n+CME ERROR: 14\r\n")
            .On("AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n")
            .On("AT+CREG?\r", "\r\n+CREG: 2\r\n\r\n+CREG: 0,2\r\n\r\nOK\r\n")
            .On("AT+CREG?\r", "\r\n+CREG: 0,5\r\n\r\nOK\r\n")
            .On("AT+CGATT?\r", "\r\n+CGATT: 0\r\n\r\nOK\r\n")
            .On("AT+CREG?\r", "\r\nSMS Ready\r\n\r\n+CREG: 0,1\r\n\r\nOK\r\n")
            .On("AT+CGATT?\r", "\r\n+CGATT: 1\r\n\r\nOK\r\n");
        modem.WaitForNetwork();
        Assert.IsTrue(port.Done);
        port.On("AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n");
        Failure.Of(ModemError.SimMissing, () => modem.WaitForNetwork(10_000));
        port.On("AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
        Failure.Of(ModemError.SimLocked, () => modem.WaitForNetwork(10_000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OpensAContextAndClosesAnOldOneFirst()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On(Script.Mode + ";+CSTT=\"internet\",\"me\",\"word\"\r", "\r\n+CME ERROR: 3\r\n")
            .On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n", 500)
            .On(Script.Mode + ";+CSTT=\"internet\",\"me\",\"word\"\r", Script.Ok)
            .On("AT+CIICR\r", Script.Ok, 84_000)
            .On("AT+CIFSR\r", "\r\nCall Ready\r\n\r\n10.78.245.128\r\n");
        modem.OpenContext("internet", "me", "word");
        Assert.AreEqual("10.78.245.128", modem.LocalAddress);
        Assert.IsTrue(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
        port.Say("\r\n+PDP: DEACT\r\n", 0);
        port.Wait(new System.Threading.AutoResetEvent(false), 10);
        Assert.IsFalse(modem.IsContextOpen);
    }

    [TestMethod]
    public void ExecutesACommandOfTheCaller()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+GSV\r", "\r\nSIMCOM_Ltd\r\n\r\nRING\r\nSIMCOM_SIM800L\r\nRevision:1418B04SIM800L24\r\n\r\nOK\r\n");
        Assert.AreEqual("SIMCOM_Ltd\nSIMCOM_SIM800L\nRevision:1418B04SIM800L24", modem.Execute("AT+GSV"));
        port.On("AT+CCLK?\r", "\r\n+CCLK: \"04/01/01,00:00:40+12\"\r\n\r\nOK\r\n");
        Assert.AreEqual("+CCLK: \"04/01/01,00:00:40+12\"", modem.Execute("AT+CCLK?"));
        port.On("AT+CIPSSL=?\r", Script.Error);
        Assert.AreEqual(-1, Failure.Of(ModemError.Rejected, () => modem.Execute("AT+CIPSSL=?")).ModuleCode);
        port.On("AT+FOO\r", "\r\n+CME ERROR: 601\r\n");
        Assert.AreEqual(601, Failure.Of(ModemError.Rejected, () => modem.Execute("AT+FOO")).ModuleCode);
        Assert.IsTrue(port.Done);
        Assert.AreEqual(0, port.FailedReads);
    }

    [TestMethod]
    public void ALateOkAnswersNobodyElse()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On("AT+SLOW\r", Script.Ok, 1_500);
        Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+SLOW", 1_000));
        port.On(Script.Marker, Script.Marked, 900).On("AT+BAD\r", Script.Error);
        Failure.Of(ModemError.Rejected, () => modem.Execute("AT+BAD", 1_000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void NoticesARestart()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        ModemSocket socket = Script.Connected(port, modem);
        port.On("AT+CSQ\r", "\r\nRDY\r\n\r\n+CFUN: 1\r\n");
        Failure.Of(ModemError.Restarted, () => modem.GetSignalQuality());
        Assert.IsFalse(modem.IsOpen);
        Assert.IsFalse(modem.IsContextOpen);
        Failure.Of(ModemError.NotOpen, () => modem.GetSignalQuality());
        Failure.Of(ModemError.Restarted, () => socket.Receive(new byte[4], 0, 4));
        socket.Close();
        port.On("AT\r", Script.Ok);
        Script.SetUp(port);
        modem.PowerOn();
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AModuleInMultiModeAlreadyHasNotRestarted()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);

        // The command was taken, and its answer lost.
        port.On(Script.Mode + Script.Internet, null);
        Failure.Of(ModemError.TimedOut, () => modem.OpenContext("internet"));
        port.On(Script.Marker, Script.Marked).On("AT+CCLK?\r", Script.Ok);
        modem.Execute("AT+CCLK?");
        Assert.IsTrue(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AContextThatTheCallerClosesIsClosed()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On("AT+CIPSHUT\r", "\r\nSHUT OK\r\n");
        modem.Execute("AT+CIPSHUT");
        Assert.IsFalse(modem.IsContextOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALineThatBabblesKeepsNobody()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CCLK?\r", null);
        port.Babbles = true;
        long before = port.Now;
        Failure.Of(ModemError.TimedOut, () => modem.Execute("AT+CCLK?", 1_000));
        modem.Service();
        Assert.AreEqual(-1, modem.Channel.Gate.Owner);
        Assert.IsTrue(port.Now - before < 20_000);
        port = new ScriptedPort { Babbles = true };
        modem = new Sim800Modem(port, false);
        before = port.Now;
        Failure.Of(ModemError.TimedOut, modem.Attach);
        Assert.IsTrue(port.Now - before < 40_000);
    }

    [TestMethod]
    public void ClosingPressesNoKey()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.PowerKey);
        Sim800Modem modem = Script.Opened(port);
        port.Waiting = p => modem.Close();
        port.On("AT+CPOWD=1\r", null);
        Failure.Of(ModemError.Aborted, modem.PowerOff);
        Assert.AreEqual(0, port.Presses);
        port = new ScriptedPort();
        port.Wire(PortLine.PowerKey);
        modem = new Sim800Modem(port, false);
        port.Waiting = p => modem.Close();
        Failure.Of(ModemError.Aborted, modem.PowerOn);
        Assert.AreEqual(0, port.Presses);
    }

    [TestMethod]
    public void SwitchesOff()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);
        port.On("AT+CPOWD=1\r", "\r\nNORMAL POWER DOWN\r\n");
        modem.PowerOff();
        Assert.IsFalse(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }
}
