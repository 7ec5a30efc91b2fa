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
        port.On(Script.Probe, Script.Ok).On(Script.Introduction, "\r\nOK\r\n\r\n+CME ERROR: 3\r\n" + Script.Defaults);
        modem.Attach();
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatFirmwareDoesNotKnowIsLeftOut()
    {
        string[] commands = { "AT+IPR?\r", "AT+CSCLK=0\r", "AT+CIPMODE?\r", "AT+CIPSPRT?\r" };
        string[] answers = { "\r\n+IPR: 0\r\n", string.Empty, "\r\n+CIPMODE: 1\r\n", "\r\n+CIPSPRT: 0\r\n" };
        for (int unknown = 0; unknown < commands.Length; unknown++)
        {
            // An error ends the line: those behind it are not heard, and are asked by themselves.
            var port = new ScriptedPort();
            string told = "\r\n+CIPMUX: 0\r\n";
            for (int i = 0; i < unknown; i++)
            {
                told += answers[i];
            }

            port.On(Script.Probe, Script.Ok).On(Script.Introduction, told + Script.Error).On("AT+CMEE=1;E0\r", Script.Ok);
            for (int i = 0; i < commands.Length; i++)
            {
                port.On(commands[i], i == unknown ? Script.Error : answers[i] + Script.Ok);
            }

            bool hides = unknown != 3;
            bool transparent = unknown != 2;
            if (hides)
            {
                port.On("AT+CIPSPRT=1\r", Script.Ok);
            }

            port.On("AT+CIPSTATUS\r", "\r\nOK\r\n\r\nSTATE: IP INITIAL\r\n");
            if (transparent)
            {
                port.On("AT+CIPMODE=0;+CIPRXGET=1\r", Script.Ok);
            }

            var modem = new Sim800Modem(port, false);
            modem.Attach();
            Assert.IsTrue(port.Done);
            ModemFindings expected = ModemFindings.Running | ModemFindings.ForeignSettings | (unknown > 0 ? ModemFindings.Autobauding : 0);
            Assert.AreEqual((int)expected, (int)modem.Findings);
        }
    }

    [TestMethod]
    public void AModuleThatRefusesItsSetupIsNotOpen()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        port.On(Script.Probe, Script.Ok).On(Script.Introduction, "\r\n+CIPMUX: 0\r\n" + Script.Error).On("AT+CMEE=1;E0\r", Script.Error);
        Failure.Of(ModemError.Rejected, modem.Attach);
        Assert.IsFalse(modem.IsOpen);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void AContextThatIsUpIsSeenByItsAddress()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        port.On(Script.Probe, Script.Ok)
            .On(Script.Introduction, "\r\n+CIPMUX: 0\r\n\r\n+IPR: 115200\r\n\r\n+CIPMODE: 0\r\n\r\n+CIPSPRT: 1\r\n\r\n10.78.245.128\r\n\r\nOK\r\n")
            .On("AT+CIPSTATUS\r", "\r\nOK\r\n\r\nSTATE: CONNECT OK\r\n")
            .On(Script.ContextStock, Script.Ours).On("AT+CIPSRIP=0;+CIPHEAD=1;+CIPSHOWTP=0\r", Script.Ok)
            .On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.Attach();
        Assert.IsTrue(port.Done);
        Assert.AreEqual((int)(ModemFindings.Running | ModemFindings.Context | ModemFindings.Links), (int)modem.Findings);
        Assert.AreEqual("10.78.245.128", modem.LocalAddress);
    }

    [TestMethod]
    public void AnAddressWithoutAnOkBehindItIsNotWaitedForAgain()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        const string Told = "\r\n+CIPMUX: 0\r\n\r\n+IPR: 115200\r\n\r\n+CIPMODE: 0\r\n\r\n+CIPSPRT: 1\r\n";
        port.On(Script.Probe, Script.Ok)
            .On(Script.Introduction, Told + "\r\n10.78.245.128\r\n")
            .On("\u001b\r", null)
            .On("AT+CIPMUX?;+CMEE=1;E0;+IPR?;+CSCLK=0;+CIPMODE?;+CIPSPRT?\r", Told + Script.Ok)
            .On("AT+CIPSTATUS\r", "\r\nOK\r\n\r\nSTATE: CONNECT OK\r\n")
            .On(Script.ContextStock, Script.Ours).On("AT+CIPSRIP=0;+CIPHEAD=1;+CIPSHOWTP=0\r", Script.Ok)
            .On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.Attach();
        Assert.IsTrue(port.Done);
        Assert.AreEqual("10.78.245.128", modem.LocalAddress);
    }

    [TestMethod]
    public void LeavesAPromptOfALifeBefore()
    {
        var port = new ScriptedPort();
        var modem = new Sim800Modem(port, false);
        port.Wire(PortLine.CarrierDetect);
        port.On(Script.Probe, null).On(Script.ProbeInWords, null).On(Script.ProbeInWords, null);
        for (int i = 0; i < 7; i++)
        {
            // At each rate, and at the first once more.
            port.On(Script.Probe, null).On(Script.ProbeInWords, null);
        }

        port.On(Script.Filling, "\r\nDATA ACCEPT:5,1460\r\n").On(Script.Probe, Script.Ok).On(Script.Introduction, Script.Defaults);
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
                p.On(Script.Probe, null).On(Script.ProbeInWords, Script.Ok).On(Script.StartedIntroduction, Script.Started).On("AT+CIPHEAD?\r", "\r\n+CIPHEAD: 0\r\n" + Script.Ok);
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
    public void AStartedModuleThatMissesTheLineIsAskedAllOfItAgain()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.PowerKey);
        bool pressed = false;
        port.Waiting = p =>
        {
            if (p.IsAsserted(PortLine.PowerKey) && !pressed)
            {
                pressed = true;
                p.On(Script.Probe, null).On(Script.ProbeInWords, Script.Ok).On(Script.StartedIntroduction, null).On("\u001b\r", null)
                    .On(Script.StartedIntroduction, "\r\n+CIPMUX: 0\r\n\r\n+IPR: 115200\r\n\r\n+CSCLK: 0\r\n\r\n+CIPMODE: 0\r\n\r\n+CIPSPRT: 2\r\n" + Script.Ok)
                    .On("AT+CIPHEAD?\r", "\r\n+CIPHEAD: 0\r\n" + Script.Ok).On("AT+CIPSPRT=1\r", Script.Ok);
                p.Say("\r\nRDY\r\n\r\n+CFUN: 1\r\n", 4_200);
            }
        };
        var modem = new Sim800Modem(port, false);
        modem.PowerOn();
        Assert.AreEqual((int)(ModemFindings.Off | ModemFindings.ForeignSettings), (int)modem.Findings);
    }

    [TestMethod]
    public void ADoubtInTheMiddleOfItsRepairIsOverWithIt()
    {
        // The driver thread would never rest otherwise.
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Script.Marker, "\r\nCall Ready\r\n" + Script.Marked);
        port.Say("\r\nCall Ready\r\n", 10);
        port.Pass(5_000);
        Assert.IsTrue(port.Done);
        Assert.IsFalse(modem.Channel.HasWork);
    }

    [TestMethod]
    public void SetsTheRateOfAModuleFoundAtAnother()
    {
        var port = new ScriptedPort();
        port.Wire(PortLine.CarrierDetect);
        port.On(Script.Probe, null).On(Script.ProbeInWords, null).On(Script.ProbeInWords, null)
            .On(Script.Probe, Script.Ok)
            .On(Script.Introduction, Script.Defaults)
            .On("AT+IPR=115200\r", Script.Ok).On(Script.Probe, Script.Ok);
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
        const string Ask = "AT+CREG?;+CGATT?\r";
        const string Idle = "\r\n+CREG: 0,0\r\n\r\n+CGATT: 0\r\n\r\nOK\r\n";
        port.On(Ask, Idle).On("AT+CPIN?\r", "\r\n+CME ERROR: 14\r\n")
            .On(Ask, "\r\n+CREG: 2\r\n\r\n+CREG: 0,2\r\n\r\n+CGATT: 0\r\n\r\nOK\r\n").On("AT+CPIN?\r", "\r\n+CPIN: READY\r\n\r\nOK\r\n")
            .On(Ask, "\r\n+CREG: 2\r\n\r\n+CREG: 0,2\r\n\r\n+CGATT: 0\r\n\r\nOK\r\n")
            .On(Ask, "\r\n+CREG: 0,5\r\n\r\n+CGATT: 0\r\n\r\nOK\r\n")
            .On(Ask, "\r\n+CREG: 0,2\r\n\r\n+CGATT: 1\r\n\r\nOK\r\n")
            .On(Ask, "\r\nSMS Ready\r\n\r\n+CREG: 0,1\r\n\r\n+CGATT: 1\r\n\r\nOK\r\n");
        modem.WaitForNetwork();
        Assert.IsTrue(port.Done);
        port.On(Ask, Idle).On("AT+CPIN?\r", "\r\n+CME ERROR: 10\r\n");
        Failure.Of(ModemError.SimMissing, () => modem.WaitForNetwork(10_000));
        port.On(Ask, "\r\n+CME ERROR: 10\r\n").On("AT+CPIN?\r", "\r\n+CPIN: SIM PIN\r\n\r\nOK\r\n");
        Failure.Of(ModemError.SimLocked, () => modem.WaitForNetwork(10_000));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void WhatIsRefusedOfTheNetworkCountsWhenItMatters()
    {
        const string Ask = "AT+CREG?;+CGATT?\r";
        const string Ready = "\r\n+CPIN: READY\r\n\r\nOK\r\n";
        var port = new ScriptedPort();
        Sim800Modem modem = Script.Opened(port);

        // Whether it is attached does not matter as long as it is not registered.
        port.On(Ask, "\r\n+CREG: 0,2\r\n\r\n+CME ERROR: 30\r\n").On("AT+CPIN?\r", Ready)
            .On(Ask, "\r\n+CREG: 0,1\r\n\r\n+CME ERROR: 30\r\n");
        ModemException e = Failure.Of(ModemError.Rejected, () => modem.WaitForNetwork(10_000));
        Assert.AreEqual(30, e.ModuleCode);
        port.On(Ask, "\r\n+CME ERROR: 100\r\n").On("AT+CPIN?\r", Ready);
        e = Failure.Of(ModemError.Rejected, () => modem.WaitForNetwork(10_000));
        Assert.AreEqual(100, e.ModuleCode);
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
    public void WhatStandsBehindPayloadThatNobodyWantsIsSeen()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On("AT+CSQ\r", "\r\n+CIPRXGET: 2,5,5,0\r\nhello\r\n+CSQ: 17,0\r\n\r\nOK\r\n");
        long begun = port.Now;
        Assert.AreEqual("+CSQ: 17,0", modem.Execute("AT+CSQ", 1_000));
        Assert.AreEqual(begun, port.Now);
        Assert.IsTrue(port.Done);
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
        port.On(Script.Probe, Script.Ok).On(Script.Introduction, Script.Defaults);
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
