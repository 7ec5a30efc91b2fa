using System;

namespace Sim800.Nano.Parsing;

/// <summary>
/// Bytes in, tokens out: a machine over a borrowed window, without I/O, time or allocation. The result does not depend on how the
/// bytes are split. Payload is counted, never looked at.
/// </summary>
internal sealed class Parser
{
    private const int FieldCount = 4;
    private const int LinkCount = 6;
    private const int LineEnd = 2;

    // Eight bytes at a time are compared for the price of one: BitConverter is native. It wants that many to be there.
    private const int Word = 8;
    private const int BitsPerByte = 8;

    // The line that ends almost every answer, with the line ends around it.
    private const int OkLength = 6;
    private const long OkLine = 0x0A0D_4B4F_0A0D;
    private const long OkMask = 0xFFFF_FFFF_FFFF;

    // The letter that tells +CIPRXGET from the driver's other lines, and the digit that tells payload from its notice.
    private const int ReceivedLetter = 4;
    private const int ReceivedDigit = 11;

    // DATA ACCEPT:1 and its end.
    private const int ShortestAccept = 15;

    // +IPD,<length>: is a header that no line end follows.
    private const int ShortestHeader = 7;

    // What +CIPRXGET calls a read of hexadecimal digits.
    private const int ReadHex = 3;

    // Numbers that stand before the sender in a header: of payload that was asked for, and of payload that was not.
    private const int NumbersOfAnswer = 3;
    private const int NumbersOfPush = 1;

    // Array.IndexOf is native and finds the end of a line for the price of one step of a managed loop; it wants an object.
    private static readonly object s_lineFeed = Ascii.LineFeed;
    private static readonly object s_colon = Ascii.Colon;

    private readonly int[] _fields = new int[FieldCount];
    private readonly int _capacity;
    private int _searched;
    private bool _overlong;
    private bool _afterPayload;
    private bool _spaceDue;

    /// <summary>Initializes a new instance of the <see cref="Parser"/> class with a window of so many bytes.</summary>
    public Parser(int capacity)
    {
        _capacity = capacity;
        Window = new byte[capacity + Word - 1];
    }

    /// <summary>Whether links have numbers. Without them everything belongs to link 0.</summary>
    public bool Multi;

    /// <summary>Whether a prompt may come; only then a line that begins with '>' is one.</summary>
    public bool PromptExpected;

    /// <summary>The window that the bytes are read into, from <see cref="End"/> on.</summary>
    public readonly byte[] Window;

    /// <summary>Where the bytes begin that have not been looked at.</summary>
    public int Start;

    /// <summary>Where the next byte goes.</summary>
    public int End;

    /// <summary>Gets how many bytes fit there; never 0 after <see cref="Next"/> has found nothing.</summary>
    public int Room => _capacity - End;

    /// <summary>Gets a value indicating whether something has begun whose rest is under way.</summary>
    public bool Partial => PayloadLeft > 0 || Start < End;

    /// <summary>The kind of the last line, one of <see cref="LineKind"/>.</summary>
    public byte Kind;

    /// <summary>The link of the last line, or -1.</summary>
    public int Link;

    /// <summary>Where the text of the last line begins in the window.</summary>
    public int TextStart;

    /// <summary>Where what follows the known part of the last line begins.</summary>
    public int ValueStart;

    /// <summary>Where the text of the last line ends.</summary>
    public int TextEnd;

    /// <summary>How many lines were longer than the window and were dropped.</summary>
    public int Dropped;

    /// <summary>
    /// Whether the last line followed payload without the line end that stands between: then bytes of the payload were lost
    /// and it was filled up with what comes behind it.
    /// </summary>
    public bool Displaced;

    /// <summary>The length that the module is to accept: only by how many digits it has does the length of that line differ.</summary>
    public int Accepted;

    /// <summary>Whether the payload of the last header comes as hexadecimal digits.</summary>
    public bool Hex;

    /// <summary>How many payload bytes are still to come.</summary>
    public int PayloadLeft;

    /// <summary>How many fields the last line had, up to four.</summary>
    public int Fields;

    /// <summary>
    /// Gets the least number of bytes that must follow before something whole can be there, when <see cref="Partial"/>.
    /// Nobody may wait for more.
    /// </summary>
    public int Missing
    {
        get
        {
            if (PayloadLeft > 0)
            {
                return PayloadLeft < Room ? PayloadLeft : Room;
            }

            int at = SkipBlank(Start);
            int have = End - at;
            int whole;
            if (PromptExpected && (have == 0 || Window[at] == Ascii.Prompt))
            {
                return 1;
            }

            switch (have == 0 ? Ascii.O : Window[at])
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
                    if (IsHeader(at))
                    {
                        return have < ShortestHeader ? ShortestHeader - have : 1;
                    }

                    whole = have <= ReceivedLetter || Window[at + ReceivedLetter] != Ascii.R ? (Multi ? 9 : ShortestHeader)
                        : have > ReceivedDigit && Window[at + ReceivedDigit - 1] == Ascii.Space && (Window[at + ReceivedDigit] | 1) == Ascii.N3 ? 24 : 13;
                    break;
                default:
                    whole = 0;
                    break;
            }

            // What begins near the end of the window is moved to its start only when the window is full.
            int missing = whole - have;
            if (missing > 0)
            {
                return missing < Room ? missing : Room;
            }

            return Window[End - 1] == Ascii.Return || Room < 2 ? 1 : 2;
        }
    }

    /// <summary>A number of the last line: decimal, or hexadecimal where it is in quotes; -1 where there is none.</summary>
    public int Field(int index) => index < Fields ? _fields[index] : -1;

    /// <summary>The text of the last line, as a new string.</summary>
    public string Text() => Ascii.ToText(Window, TextStart, TextEnd - TextStart);

    /// <summary>The first letter of what follows the known part of the last line, or -1: of the states of a card (READY, SIM PIN, NOT INSERTED …) it says enough.</summary>
    public int FirstLetter()
    {
        int at = ValueStart;
        while (at < TextEnd && Window[at] == Ascii.Space)
        {
            at++;
        }

        return at < TextEnd ? Window[at] : -1;
    }

    /// <summary>Takes note of bytes that were read into the window.</summary>
    public void Commit(int count) => End += count;

    /// <summary>Drops the first bytes that have not been looked at: somebody else has taken them.</summary>
    public void Discard(int count)
    {
        Start += count;
        _searched = Start;
        if (Start == End)
        {
            Start = 0;
            End = 0;
            _searched = 0;
        }
    }

    /// <summary>Moves what has not been looked at to the beginning of the window.</summary>
    public void Compact()
    {
        int rest = End - Start;
        Array.Copy(Window, Start, Window, 0, rest);
        Start = 0;
        _searched = 0;
        End = rest;
    }

    /// <summary>Forgets all that is in the window.</summary>
    public void Reset()
    {
        Start = 0;
        End = 0;
        _searched = 0;
        PayloadLeft = 0;
        _overlong = false;
        _spaceDue = false;
        _afterPayload = false;
    }

    /// <summary>Finds the next token.</summary>
    public Token Next()
    {
        byte[] window = Window;
        while (PayloadLeft == 0 && Start < End)
        {
            int at = Start;
            if (End - at >= OkLength && !_overlong && (BitConverter.ToInt64(window, at) & OkMask) == OkLine)
            {
                Displaced = false;
                _afterPayload = false;
                _spaceDue = false;
                Start = at + OkLength;
                TextStart = at + LineEnd;
                TextEnd = at + OkLength - LineEnd;
                Fields = 0;
                Link = -1;
                Kind = LineKind.Ok;
                return Token.Line;
            }

            while (at < End && (window[at] == Ascii.Return || window[at] == Ascii.LineFeed))
            {
                at++;
            }

            if (_spaceDue && at < End)
            {
                // The space after a prompt may come late. It belongs to no line.
                _spaceDue = false;
                if (window[at] == Ascii.Space)
                {
                    Start = at + 1;
                    continue;
                }
            }

            if (PromptExpected && at < End && window[at] == Ascii.Prompt)
            {
                Displaced = _afterPayload && at - Start < LineEnd;
                _afterPayload = false;
                Start = at + 1;
                _spaceDue = true;
                if (Start < End && window[Start] == Ascii.Space)
                {
                    Start++;
                    _spaceDue = false;
                }

                return Token.Prompt;
            }

            int from = _searched > at ? _searched : at;
            int lineEnd = from < End ? Array.IndexOf(window, IsHeader(at) ? s_colon : s_lineFeed, from, End - from) : -1;
            if (lineEnd < 0)
            {
                _searched = End;
                break;
            }

            Displaced = _afterPayload && at - Start < LineEnd;
            _afterPayload = false;
            Start = lineEnd + 1;
            if (_overlong)
            {
                _overlong = false;
                continue;
            }

            while (lineEnd > at && window[lineEnd - 1] == Ascii.Return)
            {
                lineEnd--;
            }

            byte kind = Classify(at, lineEnd);
            Kind = kind;
            if (kind != LineKind.DataHeader && kind != LineKind.Pushed)
            {
                return Token.Line;
            }

            PayloadLeft = _fields[2] > 0 ? _fields[2] : 0;
            Hex = kind == LineKind.DataHeader && _fields[0] == ReadHex;
            if (Hex)
            {
                PayloadLeft *= 2;
            }

            return Token.Payload;
        }

        MakeRoom();
        return Token.None;
    }

    /// <summary>Copies payload that is already in the window; says how much it was.</summary>
    public int Take(byte[] buffer, int offset, int count)
    {
        int have = End - Start;
        if (count > have)
        {
            count = have;
        }

        if (count > PayloadLeft)
        {
            count = PayloadLeft;
        }

        Array.Copy(Window, Start, buffer, offset, count);
        Pass(count);
        return count;
    }

    /// <summary>Takes note of payload that was read past the window.</summary>
    public void Passed(int count)
    {
        PayloadLeft -= count;
        _afterPayload = PayloadLeft == 0;
    }

    /// <summary>Reads the sender that a header names, 0.0.0.0 with port 0 if it names none. Valid before the payload is taken.</summary>
    public void ReadSender(ModemEndPoint sender)
    {
        int at = ValueStart;
        int numbers = Kind == LineKind.Sender ? 0 : (Kind == LineKind.Pushed ? NumbersOfPush : NumbersOfAnswer) + (Multi ? 1 : 0);
        for (; numbers > 0; numbers--)
        {
            Ascii.ReadNumber(Window, ref at, TextEnd);
        }

        uint address = Ascii.ReadAddress(Window, ref at, TextEnd);
        int port = Ascii.ReadNumber(Window, ref at, TextEnd);
        sender.Set(address, port > 0 ? port : 0);
    }

    /// <summary>Forgets the rest of payload that does not come.</summary>
    public void EndPayload() => PayloadLeft = 0;

    /// <summary>Drops payload that is in the window and that nobody wants.</summary>
    public void Skip()
    {
        if (PayloadLeft > 0)
        {
            int have = End - Start;
            Pass(have < PayloadLeft ? have : PayloadLeft);
        }
    }

    private void Pass(int count)
    {
        Discard(count);
        PayloadLeft -= count;
        _afterPayload = PayloadLeft == 0;
    }

    private int LengthOfAccept()
    {
        int length = ShortestAccept + (Multi ? 2 : 0);
        for (int rest = Accepted; rest > 9; rest /= 10)
        {
            length++;
        }

        return length;
    }

    private int SkipBlank(int at)
    {
        while (at < End && (Window[at] == Ascii.Return || Window[at] == Ascii.LineFeed))
        {
            at++;
        }

        return at;
    }

    private void MakeRoom()
    {
        if (Start == End)
        {
            Start = 0;
            End = 0;
            _searched = 0;
        }
        else if (End == _capacity)
        {
            if (Start > 0)
            {
                int rest = End - Start;
                Array.Copy(Window, Start, Window, 0, rest);
                _searched -= Start;
                Start = 0;
                End = rest;
            }
            else
            {
                // No line of the module is as long as this: it is dropped up to its end.
                Dropped++;
                Reset();
                _overlong = true;
            }
        }
    }

    private byte Classify(int at, int end)
    {
        byte[] window = Window;
        TextStart = at;
        TextEnd = end;
        Fields = 0;
        int text = at;
        int link = Multi ? -1 : 0;
        if (end - at > 2 && window[at + 1] == Ascii.Comma && window[at] >= Ascii.N0 && window[at] < Ascii.N0 + LinkCount)
        {
            link = window[at] - Ascii.N0;
            text = at + 2;
            while (text < end && window[text] == Ascii.Space)
            {
                text++;
            }
        }

        byte kind = Find(text, end);
        if (kind == LineKind.Received || kind == LineKind.DataAccept || kind == LineKind.SendSize || kind == LineKind.Pushed)
        {
            return Numbered(kind);
        }

        if (kind == LineKind.Accepted || (kind <= LineKind.LastOfLink && kind != LineKind.Text))
        {
            Link = link;
            return link < 0 ? LineKind.Text : kind;
        }

        Link = -1;
        if (kind == LineKind.LinkStatus)
        {
            // Some list two more.
            link = Field(0);
            Link = link;
            return link < 0 || link >= LinkCount ? LineKind.Text : link == LinkCount - 1 ? LineKind.LastLinkStatus : kind;
        }

        return kind == LineKind.Text && IsAddress(at, end) ? LineKind.Address : kind;
    }

    private byte Find(int at, int end)
    {
        byte[] rows = LineTable.Rows;
        int length = end - at;
        int first = length > 0 ? Window[at] : 0;
        int row = 0;
        for (int size = rows[0]; size != 0; size = rows[row])
        {
            row += 2;
            if (rows[row] == first && size <= length)
            {
                byte kind = rows[row - 1];
                if ((size == length || kind >= LineTable.Prefix) && Matches(rows, row, at, size))
                {
                    if (kind >= LineTable.Prefix)
                    {
                        ValueStart = at + size;
                        ReadFields(at + size, end);
                        kind -= LineTable.Prefix;
                    }

                    return kind;
                }
            }

            row += size;
        }

        return LineKind.Text;
    }

    // Its first eight bytes and its last, which are the same, or overlap, where there are not sixteen. No row is longer.
    private bool Matches(byte[] rows, int row, int at, int size)
    {
        long difference = BitConverter.ToInt64(rows, row) ^ BitConverter.ToInt64(Window, at);
        return size < Word
            ? difference << ((Word - size) * BitsPerByte) == 0
            : difference == 0 && BitConverter.ToInt64(rows, row + size - Word) == BitConverter.ToInt64(Window, at + size - Word);
    }

    private void ReadFields(int at, int end)
    {
        byte[] window = Window;
        int count = 0;
        while (at < end && count < FieldCount)
        {
            int value = -1;
            int radix = 10;
            for (; at < end; at++)
            {
                int digit = window[at] - Ascii.N0;
                if ((uint)digit > 9)
                {
                    if (digit == Ascii.Comma - Ascii.N0)
                    {
                        break;
                    }

                    if (digit == Ascii.Quote - Ascii.N0)
                    {
                        radix = radix == 10 ? 16 : 10;
                        continue;
                    }

                    digit = (window[at] | Ascii.Space) - Ascii.a + 10;
                    if (digit < 10 || digit >= radix)
                    {
                        continue;
                    }
                }

                value = value < 0 ? digit : (value * radix) + digit;
            }

            _fields[count++] = value;
            at++;
        }

        Fields = count;
    }

    // Four kinds carry their link among their fields, in multi connection mode: +CIPRXGET: 1,<n>, DATA ACCEPT:<n>,<length>,
    // +CIPSEND: <n>,<size>, +RECEIVE,<n>,<length>:. Afterwards field 2 is the count and field 3 the rest in both modes.
    private byte Numbered(byte kind)
    {
        int next = 0;
        if (kind == LineKind.Received)
        {
            switch (Field(0))
            {
                case 1:
                    kind = LineKind.DataNotice;
                    break;
                case 2:
                case ReadHex:
                    kind = LineKind.DataHeader;
                    break;
                case 4:
                    kind = LineKind.DataCount;
                    break;
                default:
                    Link = -1;
                    return LineKind.Text;
            }

            next = 1;
        }

        int link = Multi ? Field(next++) : 0;
        int count = Field(next);
        _fields[3] = Field(next + 1);
        _fields[2] = count;
        Fields = FieldCount;
        Link = link;
        return link >= 0 && link < LinkCount && (count >= 0 || kind == LineKind.DataNotice) ? kind : LineKind.Text;
    }

    private bool IsHeader(int at) =>
        !Multi && at + 3 < End && Window[at] == Ascii.Plus && Window[at + 1] == Ascii.I && Window[at + 2] == Ascii.P && Window[at + 3] == Ascii.D;

    private bool IsAddress(int at, int end)
    {
        if (end - at < 7 || end - at > 15)
        {
            return false;
        }

        int dots = 0;
        for (; at < end; at++)
        {
            int c = Window[at];
            if (c == Ascii.Dot)
            {
                dots++;
            }
            else if (c < Ascii.N0 || c > Ascii.N0 + 9)
            {
                return false;
            }
        }

        return dots == 3;
    }
}
