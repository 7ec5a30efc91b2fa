using Wire;

namespace Host.Tests.Wire;

public class UartTests
{
    private readonly EventQueue _queue = new();
    private readonly List<(long At, byte Value)> _received = [];

    [Fact]
    public void BytesArriveOneAfterAnotherAtTheLineRate()
    {
        var (a, _) = Pair(115200, 115200);
        a.Send("AT"u8);
        Assert.Equal(2, a.Unsent);

        _queue.AdvanceTo(Nanoseconds.PerSecond);

        var frame = 10 * Nanoseconds.PerSecond / 115200;
        Assert.Equal([(frame, (byte)'A'), (2 * frame, (byte)'T')], _received);
        Assert.Equal(0, a.Unsent);
    }

    [Fact]
    public void LaterBytesQueueBehindThoseOnTheirWay()
    {
        var (a, _) = Pair(9600, 9600);
        a.Send([1]);
        _queue.AdvanceTo(Nanoseconds.PerMillisecond / 2);
        a.Send([2]);
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal(2 * a.FrameTime, _received[1].At);
    }

    [Theory]
    [InlineData(115200, 57600)]
    [InlineData(57600, 115200)]
    [InlineData(9600, 115200)]
    [InlineData(115200, 9600)]
    public void AReceiverAtAnotherRateReadsGarbage(int sends, int listens)
    {
        var (a, b) = Pair(sends, listens);
        a.Send("AT\r"u8);
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.NotEqual("AT\r"u8.ToArray(), _received.Select(r => r.Value));
        Assert.Equal(sends, b.MeasuredBaudRate);
    }

    [Fact]
    public void ASlowByteIsSeveralFastOnes()
    {
        var (a, _) = Pair(9600, 115200);
        a.Send("A"u8); // start 0, then 1 0 0 0 0 0 1 0, and 1: three falls, each twelve of the receiver's bits before the next rise or more
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal([(byte)0, (byte)0, (byte)0], _received.Select(r => r.Value));
        Assert.Equal([0, 2, 8], _received.Select(r => r.At * 9600 / Nanoseconds.PerSecond));
    }

    [Fact]
    public void FastBytesAreOneSlowOne()
    {
        var (a, _) = Pair(115200, 38400);
        a.Send([0x00, 0xFF]); // low for nine bits, high for one, low for one, high: read at 1.5, 4.5, 7.5, 10.5 …
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal([(byte)0xF8], _received.Select(r => r.Value));
    }

    [Fact]
    public void AReceiverThatIsOutOfStepFindsBackInAPause()
    {
        var (a, b) = Pair(9600, 115200);
        a.Send([0]);
        _queue.AdvanceTo(a.FrameTime / 20);
        b.BaudRate = 9600; // in the middle of the start bit: the rest of it has no falling edge
        a.Send("A"u8);
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal("A"u8.ToArray(), _received.Select(r => r.Value));
    }

    [Fact]
    public void WhatIsCutOffIsReadAsALineAtRest()
    {
        var (a, _) = Pair(9600, 115200);
        a.Send([0]);
        _queue.AdvanceTo(Nanoseconds.PerSecond * 3 / 115200);
        a.Abandon();
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal([(byte)0b1111_1100], _received.Select(r => r.Value));
    }

    [Fact]
    public void ARateDetectorHearsAsManyCharactersAsWereSent()
    {
        var (a, b) = Pair(9600, 115200);
        b.DetectsRate = true;
        a.Send("AT\r"u8);
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal(3, _received.Count);
        Assert.Equal(3 * a.FrameTime, _received[2].At);
    }

    [Fact]
    public void ReceiversTolerateWhatCrystalsDiffer()
    {
        var (a, _) = Pair(115200, 113000);
        a.Send([0x55, 0xA3]);
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal([(byte)0x55, (byte)0xA3], _received.Select(r => r.Value));
    }

    [Fact]
    public void ClearToSendHoldsTheTransmitterBetweenBytes()
    {
        var (a, _) = Pair(115200, 115200);
        var cts = new Line("CTS", pull: false);
        a.ClearToSend = cts;
        a.Send([1, 2, 3]);
        _queue.AdvanceTo(a.FrameTime / 2);
        cts.Drive(Side.Module, true);
        _queue.AdvanceTo(Nanoseconds.PerSecond);
        Assert.Equal([(byte)1], _received.Select(r => r.Value));

        cts.Drive(Side.Module, false);
        _queue.AdvanceTo(2 * Nanoseconds.PerSecond);
        Assert.Equal([(byte)1, (byte)2, (byte)3], _received.Select(r => r.Value));
    }

    [Fact]
    public void WhatIsAbandonedNeverArrives()
    {
        var (a, _) = Pair(115200, 115200);
        var drained = 0;
        a.Drained = () => drained++;
        a.Send([1, 2, 3]);
        _queue.AdvanceTo(a.FrameTime);
        a.Abandon();
        _queue.AdvanceTo(Nanoseconds.PerSecond);

        Assert.Equal([(byte)1], _received.Select(r => r.Value));
        Assert.Equal(0, drained);
    }

    private (Uart A, Uart B) Pair(int rateA, int rateB)
    {
        var a = new Uart(_queue, rateA);
        var b = new Uart(_queue, rateB) { Received = value => _received.Add((_queue.Now, value)) };
        Uart.Connect(a, b);
        return (a, b);
    }
}
