using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

/// <summary>
/// What AT+CIPSTATUS says in the last word of a line, of a link or of a context (fact sheet 2.14, 3.1). The words differ in their length and
/// second letter together.
/// </summary>
internal static class StatusWord
{
    /// <summary>Nothing that decides anything: on the way from one to another.</summary>
    public const byte Other = 0;

    /// <summary>INITIAL of a link, STATUS of the module: there is no connection, or none any more.</summary>
    public const byte Idle = 1;

    /// <summary>CONNECTED, CONNECT OK.</summary>
    public const byte Connected = 2;

    /// <summary>CLOSED.</summary>
    public const byte Closed = 3;

    /// <summary>IP INITIAL, START, CONFIG, GPRSACT: the context is not up.</summary>
    public const byte Down = 4;

    /// <summary>PDP DEACT: the network has ended it.</summary>
    public const byte Lost = 5;

    /// <summary>LISTENING: there is a listener and, in single connection mode, no connection.</summary>
    public const byte Listening = 6;

    /// <summary>Reads the last word of a line.</summary>
    public static byte Read(Parser line)
    {
        byte[] window = line.Window;
        int end = line.TextEnd;
        while (end > line.ValueStart && !IsLetter(window[end - 1]))
        {
            end--;
        }

        int start = end;
        while (start > line.ValueStart && IsLetter(window[start - 1]))
        {
            start--;
        }

        int length = end - start;
        if (length < 2)
        {
            return Other;
        }

        bool module = line.Kind == LineKind.State;
        switch (window[start + 1])
        {
            case Ascii.K: // OK
                return Connected;
            case Ascii.O: // CONNECTED, not CONNECTING, CONFIG
                return length == 9 ? Connected : length == 6 ? Down : Other;
            case Ascii.L: // CLOSED, not CLOSING
                return length == 6 ? Closed : Other;
            case Ascii.N: // INITIAL
                return module ? Down : Idle;
            case Ascii.T: // STATUS, START
                return length == 6 ? Idle : Down;
            case Ascii.I: // LISTENING
                return Listening;
            case Ascii.P: // GPRSACT
                return Down;
            case Ascii.E: // DEACT
                return Lost;
            default: // PROCESSING
                return Other;
        }
    }

    private static bool IsLetter(byte c) => c >= Ascii.A && c <= Ascii.Z;
}
