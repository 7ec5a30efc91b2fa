using nanoFramework.TestFramework;
using Sim800.Nano.Channels;

namespace Sim800.Nano.Tests;

/// <summary>The gate: whose turn it is, and that nobody waits for ever.</summary>
[TestClass]
public class GateTests
{
    private static Gate s_gate;
    private static ScriptedPort s_port;
    private static int s_first;

    [TestMethod]
    public void IsEnteredByOneAtATimeWithinItsTime()
    {
        Make();
        Assert.AreEqual(Outcome.Ok, s_gate.Enter(Slot.Modem, s_port.Now));
        Assert.AreEqual((int)ModemError.TimedOut, (int)Outcome.ErrorOf(s_gate.Enter(Slot.Sender(0), s_port.Now + 1_000)));
        Assert.AreEqual(2_000, (int)s_port.Now);
        s_gate.Leave();
        Assert.AreEqual(-1, s_gate.Owner);
        Assert.AreEqual(Outcome.Ok, s_gate.Enter(Slot.Sender(0), s_port.Now));
    }

    [TestMethod]
    public void IsHandedOnWhenItIsLeft()
    {
        Make();
        s_gate.Enter(Slot.Modem, s_port.Now);
        s_port.Waiting = p =>
        {
            p.Waiting = null;
            s_gate.Leave();
        };
        Assert.AreEqual(Outcome.Ok, s_gate.Enter(Slot.Sender(0), s_port.Now + 1_000));
        Assert.AreEqual(Slot.Sender(0), s_gate.Owner);
        Assert.AreEqual(1_000, (int)s_port.Now);
    }

    [TestMethod]
    public void GoesRound()
    {
        Make();
        s_gate.Enter(Slot.Receiver(0), s_port.Now);
        s_first = -1;

        // Slot 0 waits first, slot 2 comes later; after slot 1 it is slot 2's turn.
        s_port.Waiting = p =>
        {
            p.Waiting = q =>
            {
                q.Waiting = null;
                s_gate.Leave();
                s_first = s_gate.Owner;
                s_gate.Leave();
            };
            s_gate.Enter(Slot.Sender(1), p.Now + 1_000);
        };
        Assert.AreEqual(Outcome.Ok, s_gate.Enter(Slot.Sender(0), s_port.Now + 5_000));
        Assert.AreEqual(Slot.Sender(1), s_first);
    }

    [TestMethod]
    public void CanBeGivenUpWaitingFor()
    {
        Make();
        s_gate.Enter(Slot.Modem, s_port.Now);
        Assert.IsTrue(s_gate.TryUse(Slot.Sender(0)));
        Assert.IsFalse(s_gate.TryUse(Slot.Sender(0)));
        s_port.Waiting = p => s_gate.Abort(Slot.Sender(0));
        Assert.AreEqual((int)ModemError.Aborted, (int)Outcome.ErrorOf(s_gate.Enter(Slot.Sender(0), s_port.Now + 1_000)));
        Assert.AreEqual(1_000, (int)s_port.Now);
        s_gate.Unuse(Slot.Sender(0));
        Assert.IsTrue(s_gate.TryUse(Slot.Sender(0)));
        Assert.IsFalse(s_gate.IsAborted(Slot.Sender(0)));
        s_gate.Close();
        Assert.AreEqual((int)ModemError.Aborted, (int)Outcome.ErrorOf(s_gate.Enter(Slot.Sender(0), s_port.Now + 1_000)));
    }

    [TestMethod]
    public void WhoWasToldToGiveUpIsStillToldWhenAnotherHasLeft()
    {
        Make();
        int one = Slot.Sender(0);
        int other = Slot.Receiver(0);
        s_gate.Use(one);
        s_gate.Use(other);
        s_gate.Enter(one, s_port.Now);
        Assert.IsFalse(s_gate.IsOwnerAborted);
        s_gate.Abort(other);
        Assert.IsFalse(s_gate.IsOwnerAborted);
        s_gate.Abort(one);
        Assert.IsTrue(s_gate.IsOwnerAborted);
        s_gate.Unuse(other);
        Assert.IsTrue(s_gate.IsOwnerAborted);
        s_gate.Leave();
        s_gate.Unuse(one);
        s_gate.Use(one);
        s_gate.Enter(one, s_port.Now);
        Assert.IsFalse(s_gate.IsOwnerAborted);
        s_gate.Close();
        s_gate.Use(other);
        s_gate.Unuse(other);
        Assert.IsTrue(s_gate.IsOwnerAborted);
    }

    [TestMethod]
    public void EachWhoIsToldToGiveUpHasTimeForWhatIsOnTheLine()
    {
        Make();
        for (int i = 0; i < 2; i++)
        {
            s_gate.Use(Slot.Modem);
            s_gate.Enter(Slot.Modem, s_port.Now);
            s_gate.Abort(Slot.Modem);
            Assert.IsFalse(s_gate.MustLeave());
            s_port.Wait(s_gate.EventOf(Slot.Driver), Gate.LeaveGrace);
            Assert.IsTrue(s_gate.MustLeave());
            s_gate.Leave();
            s_gate.Unuse(Slot.Modem);
        }
    }

    private static void Make()
    {
        s_port = new ScriptedPort();
        s_gate = new Gate(s_port);
        for (int slot = 0; slot < Slot.Count; slot++)
        {
            s_gate.Prepare(slot);
        }
    }
}
