using NanoHost;

namespace Sim800.Rig.Bench;

/// <summary>All counters at one moment, or what lies between two.</summary>
internal sealed record Reading(CounterValues Total, MethodCount[] Methods, int Out, int In, int RoundTrips, long Time)
{
    public static Reading operator -(Reading a, Reading b) => new(
        a.Total - b.Total,
        [.. a.Methods.Zip(b.Methods, (later, earlier) => later - earlier)],
        a.Out - b.Out,
        a.In - b.In,
        a.RoundTrips - b.RoundTrips,
        a.Time - b.Time);
}
