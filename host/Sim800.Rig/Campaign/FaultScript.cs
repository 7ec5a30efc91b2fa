using Sim800.Simulator.Faults;
using Wire;

namespace Sim800.Rig.Campaign;

/// <summary>One fault of the campaign.</summary>
/// <param name="Name">Its name, as in <see cref="FaultSyntax"/>, and what it is struck with.</param>
/// <param name="Faults">What strikes the module; the times count from the strike.</param>
public sealed record FaultScript(string Name, params Fault[] Faults)
{
    /// <summary>What the server does, and when.</summary>
    internal (long At, ServerMood Mood)[] Server { get; init; } = [];

    /// <summary>How long its cause lasts, in nanoseconds.</summary>
    public long Cause { get; init; }

    /// <summary>How long an outage may last beyond the cause, in nanoseconds; a pause that has grown with the cause is the most of it.</summary>
    public long Within { get; init; } = 120 * Nanoseconds.PerSecond;

    /// <summary>How long an outage may last.</summary>
    public long Bound => Cause + Within;

    /// <summary>Whether it damages payload on the serial line, which nobody but the server itself can find out.</summary>
    public bool Damages { get; init; }

    /// <summary>Whether it only strikes a node that reads the server's replies.</summary>
    public bool Replies { get; init; }
}
