extern alias nano;

using nano::System.Device.Gpio;
using NanoHost;
using Wire;
using SerialPort = nano::System.IO.Ports.SerialPort;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

public class GpioTests : SerialFixture
{
    [Fact]
    public void OpeningAnOutputDrivesItLow()
    {
        var key = new Line("PWRKEY", pull: true);
        Make().Board.Pins.Add(4, key);
        key.Changed += line => Note(line.High ? "high" : "low");
        Machine.Start(
            () =>
            {
                var pin = new GpioController().OpenPin(4, PinMode.Output);
                Thread.Sleep(1000);
                pin.SetPinMode(PinMode.InputPullUp);
                Thread.Sleep(1000);
                pin.SetPinMode(PinMode.Output);
                pin.Write(PinValue.High);
                pin.Dispose();
            },
            "main");
        Finish();

        Assert.Equal(["0 low", "1000 high", "2000 low", "2000 high"], Trace);
    }

    [Fact]
    public void OpeningAPinLeavesItAnInputThatCannotBeWritten() => Run(() =>
    {
        var controller = new GpioController();
        var pin = controller.OpenPin(4);
        Assert.Equal(PinMode.Input, pin.GetPinMode());
        Assert.Throws<ArgumentException>(() => pin.Write(PinValue.High));
        Assert.Throws<InvalidOperationException>(() => controller.OpenPin(4));
        controller.ClosePin(4);
        Assert.Throws<ObjectDisposedException>(() => pin.Read());
        Assert.Throws<InvalidOperationException>(() => controller.Read(4));
        controller.OpenPin(4);
    });

    [Theory]
    [InlineData("ESP32", false)]
    [InlineData("STM32", true)]
    public void OnEsp32AnOutputReadsBackZero(string profile, bool readsBack) => Run(
        () =>
        {
            var pin = new GpioController().OpenPin(4, PinMode.Output);
            pin.Write(PinValue.High);
            Assert.True(Machine.Board.Pins[4].High);
            Assert.Equal(readsBack, (bool)pin.Read());
        },
        null,
        Profile(profile));

    [Theory]
    [InlineData("ESP32", "9 Rising, 10 Falling, 30 Rising")]
    [InlineData("STM32", "9 Rising, 10 Falling, 20 Rising, 20 Falling, 30 Rising")]
    public void AChangeIsAnEventButAShortPulseIsLostOnEsp32(string profile, string expected)
    {
        RunWithLine(Profile(profile), pin => pin.ValueChanged += (_, e) => Note(e.ChangeType.ToString()), [9 * Millisecond, 10 * Millisecond, 20 * Millisecond, (20 * Millisecond) + 1000, 30 * Millisecond]);

        Assert.Equal(expected.Split(", "), Trace);
    }

    [Fact]
    public void ABouncingEdgeIsDeliveredAfterTheTimeoutIfTheLevelHolds()
    {
        RunWithLine(
            BoardProfile.Esp32,
            pin =>
            {
                pin.DebounceTimeout = TimeSpan.FromMilliseconds(15);
                pin.ValueChanged += (_, e) => Note(e.ChangeType.ToString());
            },
            [10 * Millisecond, 11 * Millisecond, 12 * Millisecond, 50 * Millisecond]);

        Assert.Equal(["32 Rising", "70 Falling"], Trace);
    }

    [Fact]
    public void TheControllersCallbackGetsTheEdgesItAskedFor()
    {
        RunWithLine(
            BoardProfile.Esp32,
            _ => new GpioController().RegisterCallbackForPinValueChangedEvent(33, PinEventTypes.Falling, (_, e) => Note($"{e.PinNumber} {e.ChangeType}")),
            [10 * Millisecond, 20 * Millisecond]);

        Assert.Equal(["20 33 Falling"], Trace);
    }

    [Fact]
    public void AHandlerThatWaitsDelaysAllOtherEvents()
    {
        MakeWithPort(BoardProfile.Esp32).Start(
            () =>
            {
                var pin = new GpioController().OpenPin(33);
                pin.ValueChanged += (_, e) => Note(e.ChangeType.ToString());
                var port = new SerialPort("COM2");
                port.DataReceived += (_, _) =>
                {
                    Note("begins");
                    Thread.Sleep(400);
                    Note("ends");
                };
                port.Open();
                SendAt(1, 1);
                ToggleAt(33, [100 * Millisecond]);
                Thread.Sleep(1000);
            },
            "main");
        Finish();

        Assert.Equal(["12 begins", "412 ends", "412 Rising"], Trace);
    }

    [Fact]
    public void TheQueueHolds128EventsAndDropsTheOldest()
    {
        var seen = new List<int>();
        RunWithLine(
            BoardProfile.Stm32,
            pin =>
            {
                var n = 0;
                pin.ValueChanged += (_, _) =>
                {
                    if (n++ == 0)
                    {
                        Thread.Sleep(500);
                    }
                };
                for (var other = 0; other < 2; other++)
                {
                    var number = 34 + other;
                    new GpioController().OpenPin(number).ValueChanged += (_, _) => seen.Add(number);
                }

                ToggleAt(34, [.. Enumerable.Range(0, 50).Select(i => (20 + i) * Millisecond)]);
                ToggleAt(35, [.. Enumerable.Range(0, 100).Select(i => (100 + i) * Millisecond)]);
            },
            [10 * Millisecond]);

        Assert.Equal(28, seen.Count(number => number == 34));
        Assert.Equal(100, seen.Count(number => number == 35));
        Assert.Equal(22, InterruptDispatcher.Of(Machine).Dropped);
    }

    [Fact]
    public void AnExceptionInAHandlerIsRecordedAndTheNextEventComes()
    {
        Make().Start(
            () =>
            {
                new GpioController().OpenPin(33).ValueChanged += (_, e) => throw new InvalidOperationException(e.ChangeType.ToString());
                ToggleAt(33, [10 * Millisecond, 20 * Millisecond]);
                Thread.Sleep(100);
            },
            "main");
        Machine.RunToEnd(Second);

        Assert.Equal(["Rising", "Falling"], Machine.Faults.Select(fault => fault.Message));
    }

    private void RunWithLine(BoardProfile profile, Action<GpioPin> main, long[] toggles)
    {
        Make(null, profile).Start(
            () =>
            {
                main(new GpioController().OpenPin(33));
                ToggleAt(33, toggles);
                Thread.Sleep(2000);
            },
            "main");
        Finish();
    }

    private void ToggleAt(int pin, long[] times)
    {
        var line = Machine.Board.Pins[pin];
        foreach (var time in times)
        {
            new Alarm(Machine.Queue, () => line.Drive(Side.Module, !line.High)).SetAt(time);
        }
    }
}
