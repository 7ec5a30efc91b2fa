using System;
using System.Collections.Generic;
using NanoHost;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Deep sleep: the program ends, and starts from the beginning when a timer or a pin wakes the board.</summary>
public class Sleep
{
    /// <summary>The pins that stay powered and can wake.</summary>
    private static readonly ulong s_wakingPins = Mask(0, 2, 4, 12, 13, 14, 15, 25, 26, 27, 32, 33, 34, 35, 36, 37, 38, 39);

    public enum WakeUpPort
    {
        COM1,
        COM2,
    }

    public enum WakeupCause
    {
        Undefined = 0,
        Ext0 = 2,
        Ext1 = 3,
        Timer = 4,
        TouchPad = 5,
        Ulp = 6,
        Gpio = 7,
        Uart = 8,
        Wifi = 9,
        CoCpu = 10,
        CoCpuTrapTrig = 11,
        Bt = 12,
    }

    public enum WakeupMode
    {
        AllLow = 0,
        AnyHigh = 1,
    }

    [Flags]
    public enum WakeupGpioPin : ulong
    {
        None = 0,
        Pin0 = 1UL << 0,
        Pin1 = 1UL << 1,
        Pin2 = 1UL << 2,
        Pin3 = 1UL << 3,
        Pin4 = 1UL << 4,
        Pin5 = 1UL << 5,
        Pin6 = 1UL << 6,
        Pin7 = 1UL << 7,
        Pin8 = 1UL << 8,
        Pin9 = 1UL << 9,
        Pin10 = 1UL << 10,
        Pin11 = 1UL << 11,
        Pin12 = 1UL << 12,
        Pin13 = 1UL << 13,
        Pin14 = 1UL << 14,
        Pin15 = 1UL << 15,
        Pin16 = 1UL << 16,
        Pin17 = 1UL << 17,
        Pin18 = 1UL << 18,
        Pin19 = 1UL << 19,
        Pin20 = 1UL << 20,
        Pin21 = 1UL << 21,
        Pin25 = 1UL << 25,
        Pin26 = 1UL << 26,
        Pin27 = 1UL << 27,
        Pin32 = 1UL << 32,
        Pin33 = 1UL << 33,
        Pin34 = 1UL << 34,
        Pin35 = 1UL << 35,
        Pin36 = 1UL << 36,
        Pin37 = 1UL << 37,
        Pin38 = 1UL << 38,
        Pin39 = 1UL << 39,
    }

    public static EspNativeError EnableWakeupByTimer(TimeSpan time)
    {
        if (time.Ticks < 0)
        {
            return EspNativeError.INVALID_ARG;
        }

        Change(wakeUp => wakeUp with { After = time.Ticks * TimeSpan.NanosecondsPerTick });
        return EspNativeError.OK;
    }

    public static EspNativeError EnableWakeupByPin(WakeupGpioPin pin, int level)
    {
        var pins = Numbers(pin);
        if (pins.Count != 1 || level is not (0 or 1))
        {
            return EspNativeError.INVALID_ARG;
        }

        Change(wakeUp => wakeUp with { Single = (pins[0], level == 1) });
        return EspNativeError.OK;
    }

    public static EspNativeError EnableWakeupByMultiPins(WakeupGpioPin pins, WakeupMode mode)
    {
        var numbers = Numbers(pins);
        if (numbers.Count == 0)
        {
            return EspNativeError.INVALID_ARG;
        }

        Change(wakeUp => wakeUp with { Pins = numbers, AnyHigh = mode == WakeupMode.AnyHigh });
        return EspNativeError.OK;
    }

    /// <summary>Does not return: nothing of the program runs after it.</summary>
    public static void StartDeepSleep()
    {
        var thread = FirmwareThread.Enter();
        thread.Machine.EnterDeepSleep(thread, Sources().WakeUp);
    }

    public static WakeupCause GetWakeupCause() => Machine.Current.WokenBy switch
    {
        WakeReason.Timer => WakeupCause.Timer,
        WakeReason.Pin => WakeupCause.Ext0,
        WakeReason.Pins => WakeupCause.Ext1,
        _ => WakeupCause.Undefined,
    };

    /// <summary>Of several, those that woke it together.</summary>
    public static WakeupGpioPin GetWakeupGpioPin() => (WakeupGpioPin)Mask(Machine.Current.WokenByPins);

    private static ulong Mask(params IEnumerable<int> pins)
    {
        var mask = 0UL;
        foreach (var pin in pins)
        {
            mask |= 1UL << pin;
        }

        return mask;
    }

    /// <summary>The numbers of the pins, or none if one of them cannot wake.</summary>
    private static List<int> Numbers(WakeupGpioPin pins)
    {
        var numbers = new List<int>();
        for (var pin = 0; pin < 64 && ((ulong)pins & ~s_wakingPins) == 0; pin++)
        {
            if (((ulong)pins & (1UL << pin)) != 0)
            {
                numbers.Add(pin);
            }
        }

        return numbers;
    }

    private static WakeSources Sources() => WakeSources.Of(Machine.Current);

    private static void Change(Func<WakeUp, WakeUp> change)
    {
        var sources = Sources();
        sources.WakeUp = change(sources.WakeUp);
    }
}
