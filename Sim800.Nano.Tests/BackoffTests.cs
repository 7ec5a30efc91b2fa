using nanoFramework.TestFramework;
using Sim800.Nano.Recovery;

namespace Sim800.Nano.Tests;

/// <summary>Pauses that grow, and differ from device to device.</summary>
[TestClass]
public class BackoffTests
{
    private const int First = 1_000;
    private const int Longest = 300_000;

    [TestMethod]
    public void PausesDoubleUpToTheLongestAQuarterMoreOrLess()
    {
        var backoff = new Backoff(7);
        int nominal = First;
        for (int i = 0; i < 100; i++)
        {
            int pause = backoff.Next(First, Longest);
            Assert.IsTrue(pause >= nominal - (nominal / 4) && pause <= nominal + (nominal / 4));
            nominal = nominal > Longest / 2 ? Longest : nominal * 2;
        }

        backoff.Reset();
        Assert.IsTrue(backoff.Next(First, Longest) <= First + (First / 4));
    }

    [TestMethod]
    public void TheSeedChoosesThem()
    {
        var one = new Backoff(1);
        var same = new Backoff(1);
        var other = new Backoff(2);
        int equal = 0;
        for (int i = 0; i < 50; i++)
        {
            int pause = one.Next(First, Longest);
            Assert.AreEqual(pause, same.Next(First, Longest));
            equal += pause == other.Next(First, Longest) ? 1 : 0;
        }

        Assert.IsTrue(equal < 5);
    }

    [TestMethod]
    public void ExtremePausesAreNoOverflow()
    {
        var backoff = new Backoff(-1);
        for (int i = 0; i < 100; i++)
        {
            Assert.IsTrue(backoff.Next(1, int.MaxValue) >= 0);
        }

        backoff.Reset();
        Assert.AreEqual(1, backoff.Next(1, 1));
        Assert.IsTrue(backoff.Next(5, 1) <= 1);
    }
}
