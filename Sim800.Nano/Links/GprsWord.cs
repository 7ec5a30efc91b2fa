using Sim800.Nano.Parsing;

namespace Sim800.Nano.Links;

/// <summary>Which state a STATE line names. Its last word says it: by its first letter, or by that and its length or second letter.</summary>
internal static class GprsWord
{
    private const int LengthOfConnecting = 10;

    /// <summary>Reads the line that the parser has just found.</summary>
    public static ModemGprsState Read(Parser line)
    {
        byte[] window = line.Window;
        int end = line.TextEnd;
        int start = end;
        while (start > line.ValueStart && window[start - 1] != Ascii.Space)
        {
            start--;
        }

        int length = end - start;
        byte second = length > 1 ? window[start + 1] : (byte)0;
        switch (length > 0 ? window[start] : (byte)0)
        {
            case Ascii.S: // START, STATUS
                return length == 5 ? ModemGprsState.Start : ModemGprsState.Ready;
            case Ascii.G: // GPRSACT
                return ModemGprsState.Activated;
            case Ascii.P: // PROCESSING
                return ModemGprsState.Processing;
            case Ascii.L: // LISTENING
                return ModemGprsState.Listening;
            case Ascii.O: // OK
                return ModemGprsState.Connected;
            case Ascii.D: // DEACT
                return ModemGprsState.Deactivated;
            case Ascii.C: // CONFIG, CONNECTING, CLOSING, CLOSED
                return second == Ascii.O ? length == LengthOfConnecting ? ModemGprsState.Connecting : ModemGprsState.Config
                    : length == 7 ? ModemGprsState.Closing : ModemGprsState.Closed;
            default: // INITIAL
                return ModemGprsState.Initial;
        }
    }
}
