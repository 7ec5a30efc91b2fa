using System;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>What is put in comes out whole and in order, or is reported.</summary>
[TestClass]
public class OutboxTests
{
    private const int Capacity = 50;
    private const int Rounds = 5_000;

    private static readonly byte[] s_buffer = new byte[100];
    private static int s_lost;
    private static int s_lastLost;

    [TestMethod]
    public void MessagesComeOutWholeAndInOrder()
    {
        var outbox = new ModemOutbox(Capacity);
        uint state = 1;
        int put = 0;
        int taken = 0;
        for (int i = 0; i < Rounds; i++)
        {
            state = (state * 1664525) + 1013904223;
            int count = 1 + (int)(state >> 28);
            for (int k = 0; k < count; k++)
            {
                s_buffer[k] = (byte)(put + k);
            }

            bool fits = count + 2 <= Capacity - outbox.Used;
            int number = outbox.Enqueue(s_buffer, 0, count);
            Assert.AreEqual(fits ? put + 1 : 0, number);
            put += fits ? 1 : 0;
            if ((state & 0x8000) != 0 && outbox.TakeNext(out number, out int at, out count))
            {
                Assert.AreEqual(taken + 1, number);
                for (int k = 0; k < count; k++)
                {
                    Assert.AreEqual((byte)(taken + k), outbox.Ring[(at + k) % Capacity]);
                }

                taken++;
                outbox.Release(true);
                outbox.Confirm();
                Assert.AreEqual(taken, outbox.Delivered);
            }
        }

        Assert.IsTrue(taken > Rounds / 4);
        Assert.AreEqual(put - taken, outbox.Count);
        Assert.AreEqual(0, outbox.Lost);
    }

    [TestMethod]
    public void WhatWasSentButNotConfirmedIsSentAgain()
    {
        var outbox = new ModemOutbox(Capacity);
        Assert.AreEqual(1, outbox.Enqueue(s_buffer, 0, 5));
        Assert.AreEqual(2, outbox.Enqueue(s_buffer, 0, 6));
        outbox.TakeNext(out int number, out int at, out int count);
        outbox.Release(true);
        Assert.IsTrue(outbox.TakeNext(out number, out at, out count));
        Assert.AreEqual(2, number);
        Assert.AreEqual(6, count);
        outbox.Release(false);

        outbox.Rewind();
        Assert.IsTrue(outbox.TakeNext(out number, out at, out count));
        Assert.AreEqual(1, number);
        outbox.Release(true);
        outbox.Confirm();
        Assert.AreEqual(2, outbox.First);
        Assert.AreEqual(1, outbox.Count);
        Assert.AreEqual(8, outbox.Used);
    }

    [TestMethod]
    public void AFullOneRefuses()
    {
        var outbox = new ModemOutbox(Capacity);
        Assert.AreEqual(1, outbox.Enqueue(s_buffer, 0, Capacity - 2));
        Assert.AreEqual(0, outbox.Enqueue(s_buffer, 0, 1));
        Assert.AreEqual(1, outbox.Refused);
        Assert.AreEqual(0, outbox.Lost);
        Assert.AreEqual(0, new ModemOutbox(Capacity, true).Enqueue(s_buffer, 0, Capacity - 1));
    }

    [TestMethod]
    public void OrDropsTheOldestAndSaysSo()
    {
        s_lost = 0;
        var outbox = new ModemOutbox(Capacity, true);
        outbox.MessageLost += OnLost;
        for (int i = 1; i <= 5; i++)
        {
            Assert.AreEqual(i, outbox.Enqueue(s_buffer, 0, 8));
        }

        Assert.AreEqual(6, outbox.Enqueue(s_buffer, 0, 15));
        Assert.AreEqual(2, s_lost);
        Assert.AreEqual(2, s_lastLost);
        Assert.AreEqual(2, outbox.Lost);
        Assert.AreEqual(3, outbox.First);
        Assert.AreEqual(4, outbox.Count);
        Assert.AreEqual(0, outbox.Refused);
    }

    [TestMethod]
    public void ButNotTheOneThatIsJustBeingSent()
    {
        s_lost = 0;
        var outbox = new ModemOutbox(Capacity, true);
        outbox.MessageLost += OnLost;
        for (int i = 0; i < 5; i++)
        {
            outbox.Enqueue(s_buffer, 0, 8);
        }

        outbox.TakeNext(out _, out _, out _);
        Assert.AreEqual(0, outbox.Enqueue(s_buffer, 0, 8));
        Assert.AreEqual(1, outbox.Refused);
        outbox.Release(true);

        // The first was sent and is not confirmed: it may go. The second is on its way.
        outbox.TakeNext(out int number, out int at, out int count);
        Assert.AreEqual(0, outbox.Enqueue(s_buffer, 0, 9));
        Assert.AreEqual(0, s_lost);
        Assert.AreEqual(6, outbox.Enqueue(s_buffer, 0, 8));
        Assert.AreEqual(1, s_lastLost);
        outbox.Release(true);
        outbox.Confirm();
        Assert.AreEqual(1, outbox.Delivered);
        Assert.AreEqual(3, outbox.First);
    }

    [TestMethod]
    public void BadInputIsRefused()
    {
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => new ModemOutbox(2));
        var outbox = new ModemOutbox(Capacity);
        Assert.ThrowsException(typeof(ArgumentNullException), () => outbox.Enqueue(null, 0, 1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => outbox.Enqueue(s_buffer, 0, 0));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => outbox.Enqueue(s_buffer, 90, 11));
        Assert.AreEqual(0, outbox.Refused);
    }

    private static void OnLost(ModemOutbox outbox, int message)
    {
        s_lost++;
        s_lastLost = message;
    }
}
