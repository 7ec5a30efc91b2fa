namespace Sim800.Rig.Bench;

/// <summary>A row of the table.</summary>
internal sealed record Measurement
{
    public required string Name { get; init; }

    /// <summary>Bytes of payload.</summary>
    public required int Payload { get; init; }

    /// <summary>Instructions of the driver's own assembly.</summary>
    public required long Il { get; init; }

    /// <summary>Calls from the driver into the platform.</summary>
    public required long PlatformCalls { get; init; }

    /// <summary>Events of serial ports.</summary>
    public required long SerialEvents { get; init; }

    /// <summary>Events of pins.</summary>
    public required long PinEvents { get; init; }

    /// <summary>An estimate of what the device executes in all.</summary>
    public required long DeviceIl { get; init; }

    /// <summary>Bytes allocated, by the driver and by the calls it makes.</summary>
    public required long Allocated { get; init; }

    /// <summary>Bytes that the platform's events allocated.</summary>
    public required long EventBytes { get; init; }

    public required long WireOut { get; init; }

    public required long WireIn { get; init; }

    public required long RoundTrips { get; init; }

    public required double SimulatedMs { get; init; }

    /// <summary>The time of the payload on the line as a share of the time; 0 where there is no payload.</summary>
    public required double LineEfficiency { get; init; }

    /// <summary>The driver's methods with their shares in <see cref="Il"/>, the largest first.</summary>
    public required IReadOnlyList<MethodShare> Methods { get; init; }

    public long PlatformEvents => SerialEvents + PinEvents;

    /// <summary>Bytes on the line that are no payload.</summary>
    public long Overhead => WireOut + WireIn - Payload;
}
