namespace Host.Tests.EndToEnd;

/// <summary>A trace in memory that tells of each of its lines, so that a test can act at a certain word of the dialogue.</summary>
/// <param name="seen">Called with each line, without its time.</param>
/// <param name="keeps">Whether it is kept, too.</param>
internal sealed class WireWatch(Action<string> seen, bool keeps = true) : StringWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    private const int TimeLength = 16;

    public override void Write(string? value)
    {
        if (keeps)
        {
            base.Write(value);
        }

        if (value is { Length: > TimeLength })
        {
            seen(value[TimeLength..].TrimEnd('\n'));
        }
    }
}
