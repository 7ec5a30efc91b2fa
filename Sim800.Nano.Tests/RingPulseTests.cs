using System;
using System.Threading;
using nanoFramework.TestFramework;
using Sim800.Nano.Events;

namespace Sim800.Nano.Tests;

/// <summary>Pulses of RI, of which the platform tells late: no class is wrong, and none is unknown while every delay is within the bound.</summary>
[TestClass]
public class RingPulseTests
{
    private const int Pulses = 10_000;

    private static int s_unknown;
    private static ModemRing s_ring;
    private static int s_width;

    [TestMethod]
    public void EveryPulseWithinTheBoundIsClassifiedRight()
    {
        var random = new Random(1);
        for (int i = 0; i < Pulses; i++)
        {
            bool call = random.Next(2) == 0;
            long width = (call ? 50 : 120) + random.Next(31) - random.Next(31);
            Assert.AreEqual((int)(call ? ModemRing.Call : ModemRing.Message), (int)RingWatch.Classify(width, true, 30));
        }
    }

    [TestMethod]
    public void NoClassIsWrongWithALongerBound()
    {
        var random = new Random(2);
        for (int i = 0; i < Pulses; i++)
        {
            bool call = random.Next(2) == 0;
            long width = (call ? 50 : 120) + random.Next(201) - random.Next(201);
            ModemRing ring = RingWatch.Classify(width, true, 200);
            Assert.IsTrue(ring == ModemRing.Unknown || ring == (call ? ModemRing.Call : ModemRing.Message));
        }
    }

    [TestMethod]
    public void InCommandModeACallIsHeld()
    {
        Assert.AreEqual((int)ModemRing.MessageOrCode, (int)RingWatch.Classify(120, false, 30));
        Assert.AreEqual((int)ModemRing.Unknown, (int)RingWatch.Classify(400, false, 30));
        Assert.AreEqual((int)ModemRing.Call, (int)RingWatch.Classify(5_000, false, 30));
        Assert.AreEqual((int)ModemRing.Unknown, (int)RingWatch.Classify(50, false, 30));
    }

    [TestMethod]
    public void LostEdgesAreUnknown()
    {
        var port = new ScriptedPort();
        port.Wire(Ports.PortLine.RingIndicator);
        port.Listener = new Deaf();

        // A rise without a fall, a fall without a rise, then one that is whole.
        port.Ring(false, 0);
        port.Ring(true, 100);
        port.Ring(true, 1_000);
        port.Ring(false, 118);
        var events = new EventQueue(null, port);
        s_unknown = 0;
        s_ring = ModemRing.Unknown;
        events.Subscribe(OnReported);
        new RingWatch(port, events).Observe(true);
        while (s_ring == ModemRing.Unknown)
        {
            Thread.Sleep(1);
        }

        Assert.AreEqual(2, s_unknown);
        Assert.AreEqual((int)ModemRing.Message, (int)s_ring);
        Assert.AreEqual(118, s_width);
        events.Close();
    }

    private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
    {
        s_unknown += first == (int)ModemRing.Unknown ? 1 : 0;
        s_width = second;
        s_ring = (ModemRing)first;
    }

    /// <summary>Somebody who is not told.</summary>
    private sealed class Deaf : Ports.IPortListener
    {
        public void Signal()
        {
        }

        public void Ring()
        {
        }
    }
}
