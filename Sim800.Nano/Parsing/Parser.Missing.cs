using System;

namespace Sim800.Nano.Parsing;

// How much of something begun is at least under way.
internal sealed partial class Parser
{
    // The letter that tells +CIPRXGET from the driver's other lines, and the digit that tells payload from its notice.
    private const int ReceivedLetter = 4;
    private const int ReceivedDigit = 11;

    // DATA ACCEPT:1 and its end.
    private const int ShortestAccept = 15;

    // +IPD,<length>: is a header that no line end follows.
    private const int ShortestHeader = 7;

    /// <summary>
    /// Gets the least number of bytes that must follow before something whole can be there, when <see cref="Partial"/>.
    /// Nobody may wait for more.
    /// </summary>
    public int Missing
    {
        get
        {
            int end = End;
            int room = _capacity - end;
            if (PayloadLeft > 0)
            {
                return PayloadLeft < room ? PayloadLeft : room;
            }

            byte[] window = Window;
            int at = Start;
            if (end - at >= LineEnd && BitConverter.ToInt16(window, at) == LineEndBytes)
            {
                at += LineEnd;
            }

            if (at < end && window[at] <= Ascii.Return)
            {
                at = SkipBlank(at);
            }

            int have = end - at;
            int first = have == 0 ? Ascii.O : window[at];
            if (PromptExpected && (have == 0 || first == Ascii.Prompt))
            {
                return 1;
            }

            int whole;
            switch (first)
            {
                case Ascii.O: // OK
                    whole = 4;
                    break;
                case Ascii.E: // ERROR
                    whole = 7;
                    break;
                case Ascii.D: // DATA ACCEPT:0,1460 and its end
                    whole = LengthOfAccept();
                    break;
                case Ascii.Plus: // +CIPRXGET: 2,1,0 and an OK, or +CIPRXGET:1, or +CREG:1
                    if (!Multi && IsHeader(at))
                    {
                        return have < ShortestHeader ? ShortestHeader - have : 1;
                    }

                    whole = have <= ReceivedLetter || window[at + ReceivedLetter] != Ascii.R ? (Multi ? 9 : ShortestHeader)
                        : have > ReceivedDigit && window[at + ReceivedDigit - 1] == Ascii.Space && (window[at + ReceivedDigit] | 1) == Ascii.N3 ? 24 : 13;
                    break;
                default:
                    whole = 0;
                    break;
            }

            // What begins near the end of the window is moved to its start only when the window is full.
            int missing = whole - have;
            if (missing > 0)
            {
                return missing < room ? missing : room;
            }

            return window[end - 1] == Ascii.Return || room < 2 ? 1 : 2;
        }
    }

    // The module takes four digits at most.
    private int LengthOfAccept()
    {
        int rest = Accepted;
        int digitsMore = rest < 10 ? 0 : rest < 100 ? 1 : rest < 1_000 ? 2 : 3;
        return ShortestAccept + digitsMore + (Multi ? 2 : 0);
    }
}
