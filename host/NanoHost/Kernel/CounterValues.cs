namespace NanoHost;

/// <summary>What a thread, or all of them together, has cost.</summary>
/// <param name="Instructions">Interpreted instructions, those of platform events included.</param>
/// <param name="OwnBytes">Heap that the firmware's own code allocated.</param>
/// <param name="PlatformBytes">Heap that calls into the platform allocated.</param>
/// <param name="EventInstructions">The share of serial, GPIO and custom events in the instructions, before any handler.</param>
/// <param name="EventBytes">Heap that these events allocated, handler or not.</param>
/// <param name="PlatformCalls">Calls into the platform.</param>
/// <param name="Events">Serial, GPIO and custom events that were delivered.</param>
/// <param name="PinEvents">The share of GPIO events in them.</param>
public readonly record struct CounterValues(
    long Instructions, long OwnBytes, long PlatformBytes, long EventInstructions, long EventBytes, long PlatformCalls, long Events, long PinEvents)
{
    /// <summary>What an operation cost that must not allocate: everything but the platform's events.</summary>
    public long Bytes => OwnBytes + PlatformBytes;

    public static CounterValues operator +(CounterValues a, CounterValues b) => new(
        a.Instructions + b.Instructions,
        a.OwnBytes + b.OwnBytes,
        a.PlatformBytes + b.PlatformBytes,
        a.EventInstructions + b.EventInstructions,
        a.EventBytes + b.EventBytes,
        a.PlatformCalls + b.PlatformCalls,
        a.Events + b.Events,
        a.PinEvents + b.PinEvents);

    public static CounterValues operator -(CounterValues a, CounterValues b) => new(
        a.Instructions - b.Instructions,
        a.OwnBytes - b.OwnBytes,
        a.PlatformBytes - b.PlatformBytes,
        a.EventInstructions - b.EventInstructions,
        a.EventBytes - b.EventBytes,
        a.PlatformCalls - b.PlatformCalls,
        a.Events - b.Events,
        a.PinEvents - b.PinEvents);

    /// <summary>The larger of each.</summary>
    public static CounterValues Max(CounterValues a, CounterValues b) => new(
        Math.Max(a.Instructions, b.Instructions),
        Math.Max(a.OwnBytes, b.OwnBytes),
        Math.Max(a.PlatformBytes, b.PlatformBytes),
        Math.Max(a.EventInstructions, b.EventInstructions),
        Math.Max(a.EventBytes, b.EventBytes),
        Math.Max(a.PlatformCalls, b.PlatformCalls),
        Math.Max(a.Events, b.Events),
        Math.Max(a.PinEvents, b.PinEvents));
}
