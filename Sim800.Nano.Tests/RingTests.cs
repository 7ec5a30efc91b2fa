using nanoFramework.TestFramework;
using Sim800.Nano.Channels;

namespace Sim800.Nano.Tests;

/// <summary>The store for what is pushed: order, bounds and losses at each place where it wraps.</summary>
[TestClass]
public class RingTests
{
    private const int Size = 61;
    private const int Rounds = 2_000;

    private static readonly byte[] s_buffer = new byte[Size];

    [TestMethod]
    public void AStreamComesOutAsItWentIn()
    {
        var ring = new Ring(Size);
        ring.Reset(false, 1);
        int written = 0;
        int read = 0;
        uint state = 1;
        for (int i = 0; i < Rounds; i++)
        {
            state = (state * 1664525) + 1013904223;
            int wanted = ring.Begin((int)(state >> 27));
            Store(ring, wanted, written);
            written += wanted;
            Assert.AreEqual(written - read, ring.Count);
            state = (state * 1664525) + 1013904223;
            int count = ring.Read(s_buffer, 0, (int)(state >> 27), null, out int dropped);
            Assert.AreEqual(0, dropped);
            for (int k = 0; k < count; k++)
            {
                Assert.AreEqual((byte)(read + k), s_buffer[k]);
            }

            read += count;
        }

        Assert.IsTrue(read > Rounds * 10);
    }

    [TestMethod]
    public void AStreamIsStoredAsFarAsThereIsRoom()
    {
        var ring = new Ring(Size);
        ring.Reset(false, 1);
        Assert.AreEqual(Size, ring.Begin(Size + 5));
        Store(ring, Size, 0);
        Assert.AreEqual(0, ring.Begin(1));
        Assert.AreEqual(6, ring.Lost);
        Assert.AreEqual(Size, ring.Count);
        ring.Reset(false, 1);
        Assert.AreEqual(0, ring.Lost);
        Assert.IsTrue(ring.IsEmpty);
    }

    [TestMethod]
    public void DatagramsKeepBoundsAndSenders()
    {
        var ring = new Ring(Size);
        ring.Reset(true, 1);
        var sender = new ModemEndPoint();
        for (int i = 1; i < Rounds; i++)
        {
            int length = 1 + (i % 20);
            ring.Sender.Set(0xC0A80000 + (uint)i, 65_535 - i);
            Assert.AreEqual(length, ring.Begin(length));
            Store(ring, length, i);
            ring.Sender.Set(1, 2);
            Assert.AreEqual(3, ring.Begin(3));
            Store(ring, 3, 7);
            Assert.AreEqual(length, ring.Count);
            int room = i % 7 == 0 ? 1 : Size;
            int count = ring.Read(s_buffer, 0, room, sender, out int dropped);
            Assert.AreEqual(length, count + dropped);
            Assert.AreEqual((byte)i, s_buffer[0]);
            Assert.IsTrue(sender.Address == 0xC0A80000 + (uint)i && sender.Port == 65_535 - i);
            Assert.AreEqual(3, ring.Read(s_buffer, 0, Size, null, out dropped));
            Assert.AreEqual(0, dropped);
            Assert.IsTrue(ring.IsEmpty);
        }
    }

    [TestMethod]
    public void ADatagramIsStoredWholeOrNotAtAll()
    {
        var ring = new Ring(Size);
        ring.Reset(true, 1);
        Assert.AreEqual(40, ring.Begin(40));
        Store(ring, 40, 0);
        Assert.AreEqual(0, ring.Begin(6));
        ring.Commit(true);
        Assert.AreEqual(6, ring.Lost);
        Assert.AreEqual(5, ring.Begin(5));
        ring.Advance(3);
        ring.Commit(false);
        Assert.AreEqual(40, ring.Read(s_buffer, 0, Size, null, out int dropped));
        Assert.IsTrue(ring.IsEmpty);
        Assert.AreEqual(Size - 8, ring.Begin(Size - 8));
    }

    private static void Store(Ring ring, int count, int first)
    {
        while (count > 0)
        {
            int piece = ring.Piece(count);
            for (int i = 0; i < piece; i++)
            {
                ring.Bytes[ring.At + i] = (byte)first++;
            }

            ring.Advance(piece);
            count -= piece;
        }

        ring.Commit(true);
    }
}
