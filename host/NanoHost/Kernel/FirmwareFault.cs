namespace NanoHost;

/// <summary>Something in the firmware that the device would not tell anybody.</summary>
/// <param name="Kind">What went wrong.</param>
/// <param name="Thread">In which thread.</param>
/// <param name="Time">When, in nanoseconds since the start.</param>
/// <param name="Message">In words.</param>
/// <param name="Stack">Where the thread was.</param>
/// <param name="Exception">The exception, if it was one.</param>
public sealed record FirmwareFault(FaultKind Kind, string Thread, long Time, string Message, string Stack, Exception? Exception)
{
    public override string ToString() =>
        $"{Kind} in {Thread} at {Time / 1e9:F6} s: {Exception?.GetType().FullName} {Message}{Environment.NewLine}{Stack}";
}
