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

    // The letter that tells +CIPRXGET from the driver's other lines, and the digit that tells payload from its notice.
    private const int ReceivedLetter = 4;
    private const int ReceivedDigit = 11;

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

    private readonly byte[] _window;
    private readonly int[] _fields = new int[FieldCount];
    private int _start;
    private int _end;
    private int _searched;
    private int _payload;
    private bool _overlong;
    private bool _afterPayload;
    private bool _spaceDue;

    public Parser(byte[] window)
    {
        _window = window;
    }

    /// <summary>Gets or sets a value indicating whether links have numbers. Without them everything belongs to link 0.</summary>
    public bool Multi { get; set; }

    /// <summary>Gets or sets a value indicating whether a prompt may come; only then a line that begins with '>' is one.</summary>
    public bool PromptExpected { get; set; }

    /// <summary>Gets the window that the bytes are read into, from <see cref="End"/> on.</summary>
    public byte[] Window => _window;

    /// <summary>Gets where the bytes begin that have not been looked at.</summary>
    public int Start => _start;

    /// <summary>Gets where the next byte goes.</summary>
    public int End => _end;

    /// <summary>Gets how many bytes fit there; never 0 after <see cref="Next"/> has found nothing.</summary>
    public int Room => _window.Length - _end;

    /// <summary>Gets a value indicating whether something has begun whose rest is under way.</summary>
    public bool Partial => _payload > 0 || _start < _end;

    /// <summary>Gets the kind of the last line, one of <see cref="LineKind"/>.</summary>
    public byte Kind { get; private set; }

    /// <summary>Gets the link of the last line, or -1.</summary>
    public int Link { get; private set; }

    /// <summary>Gets where the text of the last line begins in the window.</summary>
    public int TextStart { get; private set; }

    /// <summary>Gets where what follows the known part of the last line begins.</summary>
    public int ValueStart { get; private set; }

    /// <summary>Gets where the text of the last line ends.</summary>
    public int TextEnd { get; private set; }

    /// <summary>Gets how many lines were longer than the window and were dropped.</summary>
    public int Dropped { get; private set; }

    /// <summary>
    /// Gets a value indicating whether the last line followed payload without the line end that stands between: then bytes of the payload were lost
    /// and it was filled up with what comes behind it.
    /// </summary>
    public bool Displaced { get; private set; }

    /// <summary>Gets a value indicating whether the payload of the last header comes as hexadecimal digits.</summary>
    public bool Hex { get; private set; }

    /// <summary>Gets how many payload bytes are still to come.</summary>
    public int PayloadLeft => _payload;

    /// <summary>Gets how many fields the last line had, up to four.</summary>
    public int Fields { get; private set; }

    /// <summary>
    /// Gets the least number of bytes that must follow before something whole can be there, when <see cref="Partial"/>.
    /// Nobody may wait for more.
    /// </summary>
    public int Missing
    {
        get
        {
            if (_payload > 0)
            {
                return _payload < Room ? _payload : Room;
            }

            int at = SkipBlank(_start);
            int have = _end - at;
            int whole;
            if (PromptExpected && (have == 0 || _window[at] == Ascii.Prompt))
            {
                return 1;
            }

            switch (have == 0 ? Ascii.O : _window[at])
            {
                case Ascii.O: // OK
                    whole = 4;
                    break;
                case Ascii.E: // ERROR
                    whole = 7;
                    break;
                case Ascii.D: // DATA ACCEPT:1
                    whole = 15;
                    break;
                case Ascii.Plus: // +CIPRXGET: 2,1,0 or +CIPRXGET:1, or +CREG:1
                    if (IsHeader(at))
                    {
                        return have < ShortestHeader ? ShortestHeader - have : 1;
                    }

                    whole = have <= ReceivedLetter || _window[at + ReceivedLetter] != Ascii.R ? (Multi ? 9 : ShortestHeader)
                        : have > ReceivedDigit && _window[at + ReceivedDigit - 1] == Ascii.Space && (_window[at + ReceivedDigit] | 1) == Ascii.N3 ? 18 : 13;
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

            return _window[_end - 1] == Ascii.Return || Room < 2 ? 1 : 2;
        }
    }

    /// <summary>A number of the last line: decimal, or hexadecimal where it is in quotes; -1 where there is none.</summary>
    public int Field(int index) => index < Fields ? _fields[index] : -1;

    /// <summary>The text of the last line, as a new string.</summary>
    public string Text() => Ascii.ToText(_window, TextStart, TextEnd - TextStart);

    /// <summary>Takes note of bytes that were read into the window.</summary>
    public void Commit(int count) => _end += count;

    /// <summary>Drops the first bytes that have not been looked at: somebody else has taken them.</summary>
    public void Discard(int count)
    {
        _start += count;
        _searched = _start;
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
            _searched = 0;
        }
    }

    /// <summary>Moves what has not been looked at to the beginning of the window.</summary>
    public void Compact()
    {
        int rest = _end - _start;
        Array.Copy(_window, _start, _window, 0, rest);
        _start = 0;
        _searched = 0;
        _end = rest;
    }

    /// <summary>Forgets all that is in the window.</summary>
    public void Reset()
    {
        _start = 0;
        _end = 0;
        _searched = 0;
        _payload = 0;
        _overlong = false;
        _spaceDue = false;
        _afterPayload = false;
    }

    /// <summary>Finds the next token.</summary>
    public Token Next()
    {
        if (_payload > 0)
        {
            MakeRoom();
            return Token.None;
        }

        while (true)
        {
            int at = SkipBlank(_start);
            if (_spaceDue && at < _end)
            {
                // The space after a prompt may come late. It belongs to no line.
                _spaceDue = false;
                if (_window[at] == Ascii.Space)
                {
                    _start = at + 1;
                    continue;
                }
            }

            if (PromptExpected && at < _end && _window[at] == Ascii.Prompt)
            {
                Displaced = _afterPayload && at - _start < LineEnd;
                _afterPayload = false;
                _start = at + 1;
                _searched = _start;
                _spaceDue = true;
                if (_start < _end && _window[_start] == Ascii.Space)
                {
                    _start++;
                    _spaceDue = false;
                }

                return Token.Prompt;
            }

            int from = _searched > at ? _searched : at;
            int lineEnd = from < _end ? Array.IndexOf(_window, IsHeader(at) ? s_colon : s_lineFeed, from, _end - from) : -1;
            if (lineEnd < 0)
            {
                _searched = _end;
                MakeRoom();
                return Token.None;
            }

            Displaced = _afterPayload && at - _start < LineEnd;
            _afterPayload = false;
            _start = lineEnd + 1;
            _searched = _start;
            if (_overlong)
            {
                _overlong = false;
                continue;
            }

            int end = lineEnd;
            while (end > at && _window[end - 1] == Ascii.Return)
            {
                end--;
            }

            Classify(at, end);
            if (Kind != LineKind.DataHeader && Kind != LineKind.Pushed)
            {
                return Token.Line;
            }

            _payload = _fields[2] > 0 ? _fields[2] : 0;
            Hex = Kind == LineKind.DataHeader && _fields[0] == ReadHex;
            if (Hex)
            {
                _payload *= 2;
            }

            return Token.Payload;
        }
    }

    /// <summary>Copies payload that is already in the window; says how much it was.</summary>
    public int Take(byte[] buffer, int offset, int count)
    {
        int have = _end - _start;
        if (count > have)
        {
            count = have;
        }

        if (count > _payload)
        {
            count = _payload;
        }

        Array.Copy(_window, _start, buffer, offset, count);
        Pass(count);
        return count;
    }

    /// <summary>Takes note of payload that was read past the window.</summary>
    public void Passed(int count)
    {
        _payload -= count;
        _afterPayload = _payload == 0;
    }

    /// <summary>Reads the sender that a header names, 0.0.0.0 with port 0 if it names none. Valid before the payload is taken.</summary>
    public void ReadSender(ModemEndPoint sender)
    {
        int at = ValueStart;
        int numbers = Kind == LineKind.Sender ? 0 : (Kind == LineKind.Pushed ? NumbersOfPush : NumbersOfAnswer) + (Multi ? 1 : 0);
        for (; numbers > 0; numbers--)
        {
            Ascii.ReadNumber(_window, ref at, TextEnd);
        }

        uint address = Ascii.ReadAddress(_window, ref at, TextEnd);
        int port = Ascii.ReadNumber(_window, ref at, TextEnd);
        sender.Set(address, port > 0 ? port : 0);
    }

    /// <summary>Forgets the rest of payload that does not come.</summary>
    public void EndPayload() => _payload = 0;

    /// <summary>Drops payload that is in the window and that nobody wants.</summary>
    public void Skip()
    {
        if (_payload > 0)
        {
            int have = _end - _start;
            Pass(have < _payload ? have : _payload);
        }
    }

    private void Pass(int count)
    {
        Discard(count);
        _payload -= count;
        _afterPayload = _payload == 0;
    }

    private int SkipBlank(int at)
    {
        while (at < _end && (_window[at] == Ascii.Return || _window[at] == Ascii.LineFeed))
        {
            at++;
        }

        return at;
    }

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = 0;
            _end = 0;
            _searched = 0;
        }
        else if (_end == _window.Length)
        {
            if (_start > 0)
            {
                int rest = _end - _start;
                Array.Copy(_window, _start, _window, 0, rest);
                _searched -= _start;
                _start = 0;
                _end = rest;
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

    private void Classify(int at, int end)
    {
        TextStart = at;
        TextEnd = end;
        Fields = 0;
        Link = -1;

        int text = at;
        int link = Multi ? -1 : 0;
        if (end - at > 2 && _window[at + 1] == Ascii.Comma && _window[at] >= Ascii.N0 && _window[at] < Ascii.N0 + LinkCount)
        {
            link = _window[at] - Ascii.N0;
            text = at + 2;
            while (text < end && _window[text] == Ascii.Space)
            {
                text++;
            }
        }

        byte kind = Find(text, end);
        if (kind == LineKind.Received || kind == LineKind.DataAccept || kind == LineKind.SendSize || kind == LineKind.Pushed)
        {
            kind = Numbered(kind);
        }
        else if (kind == LineKind.Accepted || (kind <= LineKind.LastOfLink && kind != LineKind.Text))
        {
            Link = link;
            if (link < 0)
            {
                kind = LineKind.Text;
            }
        }
        else if (kind == LineKind.LinkStatus)
        {
            // Some list two more.
            Link = Field(0);
            kind = Link < 0 || Link >= LinkCount ? LineKind.Text : Link == LinkCount - 1 ? LineKind.LastLinkStatus : kind;
        }
        else if (kind == LineKind.Text && IsAddress(at, end))
        {
            kind = LineKind.Address;
        }

        Kind = kind;
    }

    private byte Find(int at, int end)
    {
        int length = end - at;
        byte[] rows = LineTable.Rows;
        int row = 0;
        byte first = at < end ? _window[at] : (byte)0;
        for (int size = rows[0]; size != 0; size = rows[row])
        {
            if (rows[row + 2] == first && size <= length)
            {
                byte kind = rows[row + 1];
                if ((size == length || kind >= LineTable.Prefix) && Matches(row + 2, at, size))
                {
                    if (kind >= LineTable.Prefix)
                    {
                        ValueStart = at + size;
                        ReadFields(ValueStart, end);
                        kind -= LineTable.Prefix;
                    }

                    return kind;
                }
            }

            row += size + 2;
        }

        return LineKind.Text;
    }

    private bool Matches(int row, int at, int size)
    {
        byte[] rows = LineTable.Rows;
        byte[] window = _window;

        // The first byte has been compared.
        for (int i = 1; i < size; i++)
        {
            if (rows[row + i] != window[at + i])
            {
                return false;
            }
        }

        return true;
    }

    private void ReadFields(int at, int end)
    {
        int count = 0;
        while (at < end && count < FieldCount)
        {
            int value = -1;
            bool quoted = false;
            for (; at < end; at++)
            {
                int c = _window[at];
                if (c == Ascii.Comma)
                {
                    break;
                }

                if (c == Ascii.Quote)
                {
                    quoted = !quoted;
                    continue;
                }

                int digit = c - Ascii.N0;
                if (digit < 0 || digit > 9)
                {
                    if (!quoted || (c = c | 32) < Ascii.a || c > Ascii.a + 5)
                    {
                        continue;
                    }

                    digit = c - Ascii.a + 10;
                }

                value = value < 0 ? digit : quoted ? (value << 4) + digit : (value * 10) + digit;
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
        bool received = kind == LineKind.Received;
        if (received)
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
                    return LineKind.Text;
            }
        }

        int first = received ? 1 : 0;
        Link = Multi ? Field(first) : 0;
        int count = Field(Multi ? first + 1 : first);
        int rest = Field(Multi ? first + 2 : first + 1);
        _fields[2] = count;
        _fields[3] = rest;
        bool complete = Link >= 0 && Link < LinkCount && (count >= 0 || kind == LineKind.DataNotice);
        Fields = FieldCount;
        return complete ? kind : LineKind.Text;
    }

    private bool IsHeader(int at) =>
        !Multi && at + 3 < _end && _window[at] == Ascii.Plus && _window[at + 1] == Ascii.I && _window[at + 2] == Ascii.P && _window[at + 3] == Ascii.D;

    private bool IsAddress(int at, int end)
    {
        if (end - at < 7 || end - at > 15)
        {
            return false;
        }

        int dots = 0;
        for (; at < end; at++)
        {
            int c = _window[at];
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
