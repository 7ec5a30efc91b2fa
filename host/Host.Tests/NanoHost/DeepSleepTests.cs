extern alias nano;

using nano::nanoFramework.Hardware.Esp32;
using nano::System.Device.Gpio;
using NanoHost;
using Wire;
using Environment = nano::System.Environment;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

/// <summary>The board's own sleep: the program starts from the beginning, the lines and the world go on.</summary>
public class DeepSleepTests : MachineFixture
{
    private const int RingPin = 33;
    private const int OutPin = 25;

    private readonly Line _ring = new("RI", pull: true);
    private readonly Line _out = new("DTR", pull: true);
    private int _boots;

    [Fact]
    public void ATimerStartsTheProgramAgain()
    {
        Boots(() =>
        {
            Note($"boot {_boots}, {Sleep.GetWakeupCause()}");
            Assert.Equal(0, Environment.TickCount64);
            if (_boots < 3)
            {
                Thread.Sleep(10);
                Assert.Equal(EspNativeError.OK, Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(600)));
                Sleep.StartDeepSleep();
                Note("never");
            }
        });
        Finish();

        Assert.Equal(["0 boot 1, Undefined", "600010 boot 2, Timer", "1200020 boot 3, Timer"], Trace);
        Assert.Equal(1200 * Second, Machine.TimeInDeepSleep);
        Assert.False(Machine.IsInDeepSleep);
    }

    [Theory]
    [InlineData(false, "Ext0 None")]
    [InlineData(true, "Ext1 Pin33")]
    public void ALowPinStartsTheProgramAgain(bool multi, string cause)
    {
        Boots(() =>
        {
            Note($"boot {_boots}, {Sleep.GetWakeupCause()} {Sleep.GetWakeupGpioPin()}");
            if (_boots == 1)
            {
                Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(600));
                Assert.Equal(EspNativeError.OK, multi
                    ? Sleep.EnableWakeupByMultiPins(Sleep.WakeupGpioPin.Pin33, Sleep.WakeupMode.AllLow)
                    : Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin33, 0));
                Sleep.StartDeepSleep();
            }
        });
        new Alarm(Machine.Queue, () => _ring.Drive(Side.Module, false)).SetAt(5 * Second);
        Finish();

        Assert.Equal(["0 boot 1, Undefined None", $"5000 boot 2, {cause}"], Trace);
    }

    [Fact]
    public void PinsAreLetGoAndFreeAtTheNextStart()
    {
        Boots(() =>
        {
            using var controller = new GpioController();
            Note($"boot {_boots}, high {_out.High}");
            controller.OpenPin(OutPin, PinMode.Output);
            Note($"driven, high {_out.High}");
            if (_boots == 1)
            {
                Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(1));
                Sleep.StartDeepSleep();
            }
        });
        Finish();

        Assert.Equal(["0 boot 1, high True", "0 driven, high False", "1000 boot 2, high True", "1000 driven, high False"], Trace);
    }

    [Fact]
    public void WhatWakesIsForgottenAtTheNextStart()
    {
        Boots(() =>
        {
            Note($"boot {_boots}");
            if (_boots == 1)
            {
                Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(1));
            }

            Sleep.StartDeepSleep();
        });
        Machine.RunUntil(1000 * Second);

        Assert.Equal(["0 boot 1", "1000 boot 2"], Trace);
        Assert.True(Machine.IsInDeepSleep);
        Assert.False(Machine.RunToEnd(2000 * Second));
        Assert.Equal(2000 * Second, Machine.Queue.Now);
        Assert.Equal(2000 * Second, Machine.TimeInDeepSleep);
    }

    [Fact]
    public void PinsThatCannotWakeAreRefused() => Run(() =>
    {
        Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin5, 0));
        Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.None, 0));
        Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByPin(Sleep.WakeupGpioPin.Pin33, 2));
        Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByMultiPins(Sleep.WakeupGpioPin.Pin33 | Sleep.WakeupGpioPin.Pin5, Sleep.WakeupMode.AllLow));
        Assert.Equal(EspNativeError.INVALID_ARG, Sleep.EnableWakeupByTimer(TimeSpan.FromTicks(-1)));
    });

    /// <summary>A board whose API for it is not at hand: the program ends, and the host puts the board to sleep.</summary>
    [Fact]
    public void TheHostCanPutAnyBoardToSleep()
    {
        Boots(() => Note($"boot {_boots}"), BoardProfile.Stm32);
        Finish();
        Machine.EnterDeepSleep(new WakeUp { After = 30 * Second, Single = (RingPin, false) });
        Machine.RunUntil(20 * Second);
        Assert.True(Machine.IsInDeepSleep);
        Finish();
        Assert.Equal(WakeReason.Timer, Machine.WokenBy);
        Machine.EnterDeepSleep(new WakeUp { After = 30 * Second, Single = (RingPin, false) });
        new Alarm(Machine.Queue, () => _ring.Drive(Side.Module, false)).SetIn(7 * Second);
        Finish();

        Assert.Equal(["0 boot 1", "30000 boot 2", "37000 boot 3"], Trace);
        Assert.Equal(WakeReason.Pin, Machine.WokenBy);
    }

    private void Boots(Action program, BoardProfile? profile = null)
    {
        Make(profile: profile).Restart = Boot;
        Machine.Board.Pins[RingPin] = _ring;
        Machine.Board.Pins[OutPin] = _out;
        Boot();

        void Boot() => Machine.Start(
            () =>
            {
                _boots++;
                program();
            },
            "main");
    }
}
