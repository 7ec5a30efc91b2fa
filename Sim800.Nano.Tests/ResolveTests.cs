using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Addresses of names: whose answer a line is, and whose it is not.</summary>
[TestClass]
public class ResolveTests
{
    private const string Ask = "AT+CDNSGIP=\"a.example\"\r";
    private const string AskOther = "AT+CDNSGIP=\"b.example\"\r";

    [TestMethod]
    public void GivesEveryAddress()
    {
        for (int piece = 0; piece < 20; piece += 6)
        {
            var port = new ScriptedPort { Piece = piece };
            Sim800Modem modem = Script.WithContext(port);
            port.On(Ask, Script.Ok + "\r\n+CDNSGIP: 1,\"a.example\",\"183.232.231.173\",\"183.232.231.172\"\r\n");
            string[] addresses = modem.Resolve("a.example");
            Assert.AreEqual(2, addresses.Length);
            Assert.AreEqual("183.232.231.173", addresses[0]);
            Assert.AreEqual("183.232.231.172", addresses[1]);
            port.On(Ask, Script.Ok);
            port.Say("\r\n+CDNSGIP: 1, \"A.Example\",\"1.2.3.4\"\r\n", 50_000);
            addresses = modem.Resolve("a.example");
            Assert.AreEqual(1, addresses.Length);
            Assert.AreEqual("1.2.3.4", addresses[0]);
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void NamesTheFailure()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Ask, Script.Ok + "\r\n+CDNSGIP: 0,8\r\n");
        ModemException e = Failure.Of(ModemError.HostNotFound, () => modem.Resolve("a.example"));
        Assert.AreEqual(8, e.ModuleCode);
        Assert.AreEqual((int)ModemWait.Resolve, (int)e.Wait);
        port.On(Ask, Script.Ok + "\r\n+CDNSGIP:0,3\r\n");
        Assert.AreEqual(3, Failure.Of(ModemError.ResolveFailed, () => modem.Resolve("a.example")).ModuleCode);
        port.On(Ask, "\r\n+CME ERROR: 3\r\n");
        Assert.AreEqual(3, Failure.Of(ModemError.Rejected, () => modem.Resolve("a.example")).ModuleCode);

        // None of them is owed an answer.
        port.On(Ask, Script.Ok + "\r\n+CDNSGIP: 0,8\r\n");
        Failure.Of(ModemError.HostNotFound, () => modem.Resolve("a.example"));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateAddressAnswersNoOtherName()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        TimeOut(port, modem);
        port.On(AskOther, Script.Ok + "\r\n+CDNSGIP: 1,\"a.example\",\"1.1.1.1\"\r\n");
        port.Say("\r\n+CDNSGIP: 0,8\r\n", 500);
        Failure.Of(ModemError.HostNotFound, () => modem.Resolve("b.example"));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateFailureAnswersNoOtherName()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        TimeOut(port, modem);
        port.On(AskOther, Script.Ok + "\r\n+CDNSGIP: 0,8\r\n");
        port.Say("\r\n+CDNSGIP: 1,\"b.example\",\"2.2.2.2\"\r\n", 500);
        Assert.AreEqual("2.2.2.2", modem.Resolve("b.example")[0]);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void MoreAnswersThanAreOwedMakeTheFailureThatOfNow()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        TimeOut(port, modem);
        port.On(AskOther, Script.Ok + "\r\n+CDNSGIP: 0,3\r\n");
        port.Say("\r\n+CDNSGIP: 1,\"a.example\",\"1.1.1.1\"\r\n", 500);
        Assert.AreEqual(3, Failure.Of(ModemError.ResolveFailed, () => modem.Resolve("b.example")).ModuleCode);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALateAnswerMeetsNobody()
    {
        string[] answers = { "\r\n+CDNSGIP: 0,8\r\n", "\r\n+CDNSGIP: 1,\"a.example\",\"1.1.1.1\"\r\n" };
        for (int i = 0; i < answers.Length; i++)
        {
            var port = new ScriptedPort();
            Sim800Modem modem = Script.WithContext(port);
            TimeOut(port, modem);
            port.On("AT+CSQ\r", answers[i] + "\r\n+CSQ: 20,0\r\n" + Script.Ok);
            Assert.AreEqual(20, modem.GetSignalQuality());

            // It is not owed any more: the next failure counts at once.
            port.On(AskOther, Script.Ok + "\r\n+CDNSGIP: 0,8\r\n");
            Failure.Of(ModemError.HostNotFound, () => modem.Resolve("b.example"));
            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void AQuestionWithoutOkIsOwedAnAnswer()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Ask, null);
        Failure.Of(ModemError.TimedOut, () => modem.Resolve("a.example"));
        port.On(Script.Marker, Script.Ok + Script.Marked);
        port.On(AskOther, Script.Ok + "\r\n+CDNSGIP: 0,8\r\n");
        Assert.AreEqual((int)ModemWait.Resolve, (int)Failure.Of(ModemError.TimedOut, () => modem.Resolve("b.example")).Wait);
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ALostContextEndsTheWait()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        long before = port.Now;
        port.On(Ask, Script.Ok);
        port.Say("\r\n+PDP: DEACT\r\n", 700);
        Failure.Of(ModemError.ContextLost, () => modem.Resolve("a.example", -1));
        Assert.AreEqual(700, (int)(port.Now - before));
        Failure.Of(ModemError.NoContext, () => modem.Resolve("a.example"));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void ClosingTheModemEndsTheWait()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Ask, Script.Ok);
        port.Waiting = p => modem.Close();
        Failure.Of(ModemError.Aborted, () => modem.Resolve("a.example", -1));
        Assert.IsTrue(port.Done);
    }

    [TestMethod]
    public void OthersTalkMeanwhile()
    {
        var port = new ScriptedPort();
        Sim800Modem modem = Script.WithContext(port);
        port.On(Ask, Script.Ok).On("AT+CCLK?\r", Script.Ok);
        port.Say("\r\n+CDNSGIP: 1,\"a.example\",\"1.1.1.1\"\r\n", 500);
        bool asked = false;
        port.Waiting = p =>
        {
            if (modem.Channel.Gate.Owner < 0 && !asked)
            {
                asked = true;
                modem.Execute("AT+CCLK?");
                Failure.Of(ModemError.InUse, () => modem.Resolve("b.example"));
            }
        };
        Assert.AreEqual("1.1.1.1", modem.Resolve("a.example")[0]);
        Assert.IsTrue(asked);
        Assert.IsTrue(port.Done);
    }

    private static void TimeOut(ScriptedPort port, Sim800Modem modem)
    {
        port.On(Ask, Script.Ok);
        long before = port.Now;
        Assert.AreEqual((int)ModemWait.Resolve, (int)Failure.Of(ModemError.TimedOut, () => modem.Resolve("a.example", 5_000)).Wait);
        Assert.AreEqual(5_000, (int)(port.Now - before));
    }
}
