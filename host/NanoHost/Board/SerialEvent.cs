namespace NanoHost;

/// <summary>The values of <c>SerialData</c>.</summary>
internal enum SerialEvent
{
    Chars = 1,
    WatchChar = 2,
}
