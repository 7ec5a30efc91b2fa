extern alias nano;

using nano::nanoFramework.Hardware.Esp32;
using NanoHost;
using Wire;
using Handshake = nano::System.IO.Ports.Handshake;
using SerialPort = nano::System.IO.Ports.SerialPort;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

public class SerialPortTests : SerialFixture
{
    public static TheoryData<string> Profiles => new("ESP32", "STM32");

    [Theory]
    [MemberData(nameof(Profiles))]
    public void ANameIsTakenUntilItsPortIsDisposed(string profile)
    {
        MakeWithPort(Profile(profile)).Start(
            () =>
            {
                var first = new SerialPort("COM2");
                Assert.Throws<ArgumentException>(() => new SerialPort("COM2"));
                first.Open();
                first.Close();
                Assert.Throws<ArgumentException>(() => new SerialPort("COM2"));
                first.Dispose();
                new SerialPort("COM2").Open();
            },
            "main");
        Finish();
    }

    [Fact]
    public void DefaultsAndValidationAreThoseOfThePlatform()
    {
        MakeWithPort(BoardProfile.Esp32).Start(
            () =>
            {
                var port = new SerialPort("COM2");
                Assert.Equal((9600, 8, "\n", 1), (port.BaudRate, port.DataBits, port.NewLine, port.ReceivedBytesThreshold));
                Assert.Equal((-1, -1, 256, 256), (port.ReadTimeout, port.WriteTimeout, port.ReadBufferSize, port.WriteBufferSize));
                port.WriteBufferSize = 512;
                Assert.Equal(512, port.ReadBufferSize);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.ReadBufferSize = 0);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.BaudRate = 0);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.DataBits = 9);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.ReadTimeout = -2);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.WriteTimeout = -2);
                Assert.Throws<ArgumentOutOfRangeException>(() => port.ReceivedBytesThreshold = 0);
                Assert.Throws<ArgumentException>(() => port.NewLine = "");
                Assert.Throws<InvalidOperationException>(() => port.BytesToRead);
                Assert.Throws<InvalidOperationException>(() => port.Read(new byte[1], 0, 1));
                port.Open();
                Assert.Throws<InvalidOperationException>(port.Open);
                Assert.Throws<InvalidOperationException>(() => port.ReadBufferSize = 128);
                Assert.Throws<ArgumentNullException>(() => port.Read(null!, 0, 1));
                Assert.Throws<InvalidOperationException>(() => port.Read(new byte[1], 0, 2));
                Assert.Throws<ArgumentException>(() => port.Write(new byte[2], 1, 2));
                Assert.Throws<ArgumentOutOfRangeException>(() => port.Write(new byte[2], -1, 2));
            },
            "main");
        Finish();
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void ReadGivesAllBytesOrThrowsAndLeavesThemBuffered(string profile) => RunWithPort(Profile(profile), port =>
    {
        SendAt(10, 5);
        var buffer = new byte[8];
        port.ReadTimeout = 100;
        Assert.Throws<TimeoutException>(() => port.Read(buffer, 0, 6));
        Assert.Equal(100, Machine.Queue.Now / Millisecond);
        Assert.Equal(5, port.BytesToRead);

        Assert.Equal(5, port.Read(buffer, 1, 5));

        Assert.Equal([0, 1, 2, 3, 4, 5, 0, 0], buffer);
        Assert.Equal(0, port.BytesToRead);
        Assert.Equal(120, Machine.Counters.Total.PlatformBytes);
    });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void ATimeoutOfZeroThrowsAtOnceAndMinusOneWaits(string profile) => RunWithPort(Profile(profile), port =>
    {
        SendAt(5000, 2);
        port.ReadTimeout = 0;
        Assert.Throws<TimeoutException>(() => port.ReadByte());
        port.ReadTimeout = -1;
        port.Read(new byte[2], 0, 2);
        Assert.InRange(Machine.Queue.Now, 5002 * Millisecond, 5020 * Millisecond);
    });

    [Theory]
    [InlineData("ESP32", "14 3 bytes")] // three characters and the time of ten more
    [InlineData("STM32", "2 1 bytes, 3 1 bytes, 4 1 bytes")]
    public void BytesAreHandedOnInChunksOrOneByOne(string profile, string expected)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.DataReceived += (_, _) => Note($"{port.Read(new byte[port.BytesToRead], 0, port.BytesToRead)} bytes");
            SendAt(1, 3);
            Thread.Sleep(100);
        });

        Assert.Equal(expected.Split(", "), Trace);
    }

    [Fact]
    public void OnEsp32AChunkHasAtMost120BytesAndEventsAreLevelTriggered()
    {
        RunWithPort(BoardProfile.Esp32, port =>
        {
            port.DataReceived += (_, _) => Trace.Add(port.BytesToRead.ToString());
            SendAt(1, 250);
            Thread.Sleep(500);
        });

        Assert.Equal(["120", "240", "250"], Trace);
    }

    [Fact]
    public void OnStm32NothingMoreComesUntilTheBufferIsDrainedBelowTheThreshold()
    {
        RunWithPort(BoardProfile.Stm32, port =>
        {
            port.ReceivedBytesThreshold = 3;
            port.DataReceived += (_, _) => Trace.Add(port.BytesToRead.ToString());
            SendAt(1, 10);
            Thread.Sleep(100);
            port.Read(new byte[9], 0, 9);
            SendAt(101, 2);
            Thread.Sleep(100);
        });

        Assert.Equal(["3", "3"], Trace);
    }

    [Theory]
    [InlineData("ESP32", 1)]
    [InlineData("STM32", 0)]
    public void OnStm32NoEventComesBeforeTheThresholdWasSet(string profile, int events)
    {
        MakeWithPort(Profile(profile)).Start(
            () =>
            {
                var port = new SerialPort("COM2");
                port.DataReceived += (_, _) => Trace.Add("event");
                port.Open();
                SendAt(1, 1);
                Thread.Sleep(100);
            },
            "main");
        Finish();

        Assert.Equal(events, Trace.Count);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void SettingTheThresholdWithEnoughBytesWaitingIsOneEvent(string profile)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.ReceivedBytesThreshold = 100;
            port.DataReceived += (_, _) => Trace.Add(port.BytesToRead.ToString());
            SendAt(1, 10);
            Thread.Sleep(100);
            port.ReceivedBytesThreshold = 11;
            Thread.Sleep(10);
            Assert.Empty(Trace);
            port.ReceivedBytesThreshold = 10;
            Thread.Sleep(10);
        });

        Assert.Equal(["10"], Trace);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void NoEventComesWhileAReadIsPending(string profile)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.DataReceived += (_, _) => Trace.Add("event");
            SendAt(1, 130);
            port.Read(new byte[130], 0, 130);
        });

        Assert.Empty(Trace);
        Assert.Equal(0, Machine.Counters.Total.EventBytes);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void ARequestThatTimedOutHoldsEventsBackUntilItsBytesAreThere(string profile)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.DataReceived += (_, _) => Note("event");
            port.ReadTimeout = 100;
            Assert.Throws<TimeoutException>(() => port.Read(new byte[5], 0, 5));
            SendAt(200, 4);
            SendAt(300, 1);
            Thread.Sleep(400);
            Assert.Empty(Trace);
            port.Read(new byte[5], 0, 5);
            SendAt(600, 1);
            Thread.Sleep(200);
        });

        Assert.Single(Trace);
    }

    [Theory]
    [InlineData("ESP32", 256, 256)]
    [InlineData("ESP32", 64, 129)]
    [InlineData("STM32", 256, 256)]
    [InlineData("STM32", 64, 64)]
    public void WhatDoesNotFitIsLostInSilence(string profile, int size, int kept)
    {
        MakeWithPort(Profile(profile)).Start(
            () =>
            {
                var port = new SerialPort("COM2") { ReadBufferSize = size };
                port.Open();
                SendAt(1, 1000);
                Thread.Sleep(2000);
                var buffer = new byte[port.BytesToRead];
                port.Read(buffer, 0, buffer.Length);
                Assert.Equal(Enumerable.Range(0, kept).Select(i => (byte)(i + 1)), buffer);
            },
            "main");
        Finish();
    }

    [Theory]
    [InlineData("ESP32", 3)]
    [InlineData("STM32", 1)]
    public void EachEventCostsEvenIfNobodyListens(string profile, int events)
    {
        RunWithPort(Profile(profile), _ =>
        {
            SendAt(1, 250);
            Thread.Sleep(500);
        });

        Assert.Equal(events * 60, Machine.Counters.Total.EventBytes);
        Assert.Equal(events * 181, Machine.Counters.Total.EventInstructions);
    }

    [Theory]
    [InlineData("ESP32", 200 - 128)]
    [InlineData("STM32", 200)]
    public void WriteBlocksForTheLineTimeLessTheFifo(string profile, int frames)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.Write(new byte[200], 0, 200);
            Assert.Equal(frames, Machine.Queue.Now / FarEnd.FrameTime);
            Thread.Sleep(500);
        });

        Assert.Equal(200, Sent.Count);
    }

    [Theory]
    [MemberData(nameof(Profiles))]
    public void AWriteTimeoutThrows(string profile) => RunWithPort(Profile(profile), port =>
    {
        port.WriteTimeout = 50;
        Assert.Throws<TimeoutException>(() => port.Write(new byte[1000], 0, 1000));
        Assert.Equal(50, Machine.Queue.Now / Millisecond);
    });

    [Theory]
    [MemberData(nameof(Profiles))]
    public void TheRateCanBeChangedWhileItIsOpen(string profile)
    {
        RunWithPort(Profile(profile), port =>
        {
            port.BaudRate = 115200;
            FarEnd.BaudRate = 115200;
            port.Write([0x41, 0x54, 0x0D], 0, 3);
            Thread.Sleep(1);
        });

        Assert.Equal("AT\r"u8.ToArray(), Sent);
    }

    [Fact]
    public void ALineEndsAtNewLineAndTextAtItsFirstZero()
    {
        RunWithPort(BoardProfile.Esp32, port =>
        {
            port.NewLine = "\r\n";
            new Alarm(Machine.Queue, () => FarEnd.Send("OK\r\nab\0c"u8)).SetAt(Millisecond);
            Assert.Equal("OK", port.ReadLine());
            Assert.Equal("ab", port.ReadExisting());
            Assert.Equal("", port.ReadExisting());
            port.ReadTimeout = 10;
            Assert.Throws<TimeoutException>(port.ReadLine);
        });
    }

    [Theory]
    [InlineData("ESP32", 0)]
    [InlineData("STM32", 4)]
    public void TheClearToSendLineHoldsThePortWhereTheBoardHasIt(string profile, int sent)
    {
        var clearToSend = new Line("CTS", pull: false);
        MakeWithPort(Profile(profile)).Board.ClearToSend.Add("COM2", clearToSend);
        clearToSend.Drive(Side.Module, true);
        Machine.Start(
            () =>
            {
                var port = new SerialPort("COM2") { Handshake = Handshake.RequestToSend };
                port.Open();
                port.Write(new byte[4], 0, 4);
            },
            "main");
        Machine.RunUntil(Second);

        Assert.Equal(sent, Sent.Count);
        clearToSend.Drive(Side.Module, false);
        Machine.RunUntil(2 * Second);
        Assert.Equal(4, Sent.Count);
    }

    [Fact]
    public void ALostWakeUpSleepsUntilTheTimeoutAndThenReturnsTheData() => RunWithPort(
        BoardProfile.Esp32,
        port =>
        {
            SendAt(1, 3);
            Assert.Equal(3, port.Read(new byte[3], 0, 3));
            Assert.Equal(1000, Machine.Queue.Now / Millisecond);
        },
        new MachineOptions { LostWakeUp = 1 });

    [Fact]
    public void ABoardMayAskForPinsBeforeAPortOpens()
    {
        MakeWithPort(BoardProfile.Esp32 with { NeedsPinFunctions = true }).Start(
            () =>
            {
                var port = new SerialPort("COM2");
                Assert.Throws<Exception>(port.Open);
                Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
                Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
                port.Open();
            },
            "main");
        Finish();
    }

    [Fact]
    public void ABoardMayLoseZeros() => RunWithPort(BoardProfile.Stm32 with { DropsZeroBytes = true }, port =>
    {
        FarEnd.Send([1, 0, 2]);
        Thread.Sleep(10);
        Assert.Equal(2, port.BytesToRead);
    });
}
