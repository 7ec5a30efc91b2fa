namespace Sim800.Simulator.Serial;

/// <summary>
/// A place in the output at which the module may put an unsolicited code (fact sheet 6.3: between lines, never inside one).
/// These are: before every unit except an echoed character, and after every final result. So there is one between echo and
/// answer, one between any two lines, one between the payload of a CIPRXGET and its OK, and one between the payload that the
/// host has typed and its SEND OK; there is none between a header and its payload, nor between the prompt and the host's payload.
/// </summary>
/// <param name="Now">The instant in nanoseconds.</param>
/// <param name="Previous">What was sent last.</param>
/// <param name="Next">What comes next; <see cref="UnitKind.Idle"/> after a final result.</param>
public readonly record struct InjectionPoint(long Now, UnitKind Previous, UnitKind Next);
