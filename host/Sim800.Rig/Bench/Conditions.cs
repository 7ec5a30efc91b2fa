using NanoHost;
using Sim800.Simulator;
using Sim800.Simulator.Settings;

namespace Sim800.Rig.Bench;

/// <summary>Under which conditions the figures hold: the same ones in words and as options.</summary>
internal static class Conditions
{
    public const string Host = "telemetry.example.com";
    public const string Address = "203.0.113.7";
    public const int Port = 7000;
    public const int BaudRate = 115200;

    /// <summary>From the beginning of a call that waits to what it waits for, in nanoseconds.</summary>
    public const long StimulusDelay = 50 * Wire.Nanoseconds.PerMillisecond;

    /// <summary>The boards, the main one first.</summary>
    public static IReadOnlyList<BoardProfile> Boards { get; } = [BoardProfile.Esp32, BoardProfile.Stm32];

    /// <summary>In words, a sentence each.</summary>
    public static IReadOnlyList<string> Text { get; } =
    [
        "Quick send, ATE0, one-digit links, six of them open (one for bringUp and for the first figure of memory, none beside the stream in data mode), a subscriber to the module's reports, CREG=2.",
        "Module latency 0, network latency 0, a module that accepts exactly the size that CIPSEND? reports, all lines wired, CFGRI=0, 115200 baud.",
        "ESP32 with a receive time-out of 10 character times, STM32 with none; 500 ns per instruction on both, which is an assumption. lineEfficiency is that of the ESP32.",
        "bringUp: module on and registered, IP INITIAL, factory settings except AT+IPR=115200, until connected.",
        "urc: +CREG: 1,\"00A1\",\"0000B2C3\", from its first bit to the subscriber. receive: the call waits already; the time is from the data's arrival in the module to the return.",
        "dataWrite, dataRead: each block of 1460 bytes of a stream of 70; a read waits for 20 ms of silence at most. The time of a write ends when its last byte has left.",
        "Each figure is that of the median of 15 repetitions by il (the second of two streams; allocated: the most of any); idleSecond is a sixtieth of a minute, rounded up; sleepWake sleeps and wakes with the command of the row command.",
        "deviceIl is an estimate: il, and what the platform executes in its own managed code: 3 for each call, 28 more for a Read or Write, 18 more for a search in an array, 181 for each event.",
    ];

    /// <summary>The module.</summary>
    public static Sim800Options Module => new()
    {
        StartsOn = true,
        Stored = new Profile { BaudRate = BaudRate },
        Latencies = Latencies.None,
        AcceptsExactSendSize = true,
    };
}
