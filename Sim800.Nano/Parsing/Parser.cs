using System;

namespace Sim800.Nano.Parsing;

/// <summary>
/// Bytes in, tokens out: a machine over a borrowed window, without I/O, time or allocation. The result does not depend on how the
/// bytes are split. Payload is counted, never looked at.
/// </summary>
internal sealed partial class Parser
{
    private const int LineEnd = 2;
    private const short LineEndBytes = 0x0A0D;

    // Eight bytes at a time are compared for the price of one: BitConverter is native. It wants that many to be there.
    private const int Word = 8;
    private const int BitsPerByte = 8;

    // What is not usual about the bytes that come next, as one number, so that one look tells that nothing is: the space of a prompt may come, payload has ended, the last line
    // was displaced, a line is dropped up to its end. The last is the greatest.
    private const int SpaceDue = 1;
    private const int AfterPayload = 2;
    private const int AfterDisplaced = 4;
    private const int Overlong = 8;

    // The line that ends almost every answer, with the line ends around it.
    private const int OkLength = 6;
    private const long OkLine = 0x0A0D_4B4F_0A0D;
    private const long OkMask = 0xFFFF_FFFF_FFFF;

    // Numbers that stand before the sender in a header: of payload that was asked for, and of payload that was not.
    private const int NumbersOfAnswer = 3;
    private const int NumbersOfPush = 1;

    // As Ascii.BoxedLineFeed, for Array.IndexOf.
    private static readonly object s_colon = Ascii.Colon;

    private readonly int _capacity;
    private int _searched;
    private int _state;

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
    public bool Partial => Start != End || PayloadLeft != 0;

    /// <summary>The kind of the last line, one of <see cref="LineKind"/>.</summary>
    public byte Kind;

    /// <summary>The link of the last line, or -1.</summary>
    public int Link;

    /// <summary>Where the text of the last line begins in the window.</summary>
    public int TextStart;

    /// <summary>Where what follows the known part of the last line begins; of a registration, a notice or an acceptance, whose numbers say all, it need not be set.</summary>
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
            Rewind();
        }
    }

    /// <summary>Goes back to the beginning of the window, in which nothing is left.</summary>
    public void Rewind()
    {
        Start = 0;
        End = 0;
        _searched = 0;
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
        Rewind();
        PayloadLeft = 0;
        _state &= AfterDisplaced;
    }

    /// <summary>Finds the next token.</summary>
    public Token Next()
    {
        int at = Start;
        int end = End;
        if (at == end)
        {
            return Token.None;
        }

        if (PayloadLeft > 0)
        {
            MakeRoom();
            return Token.None;
        }

        byte[] window = Window;
        do
        {
            int state = _state;
            long head = BitConverter.ToInt64(window, at);
            if ((head & OkMask) == OkLine && end - at >= OkLength && state < Overlong)
            {
                if (state != 0)
                {
                    _state = 0;
                    Displaced = false;
                }

                Start = at + OkLength;
                TextStart = at + LineEnd;
                TextEnd = at + (OkLength - LineEnd);
                Fields = 0;
                Link = -1;
                Kind = LineKind.Ok;
                return Token.Line;
            }

            if (state == 0 && (head == ReceivedLine || head == AcceptLine || head == RegistrationLine))
            {
                int behind = head == ReceivedLine ? GlanceAtReceived(at, end) : head == AcceptLine ? GlanceAtAcceptance(at, end) : GlanceAtPlace(at, end);
                if (behind != 0)
                {
                    Start = behind;
                    TextStart = at + LineEnd;
                    TextEnd = behind - LineEnd;
                    return Kind == LineKind.DataHeader ? Token.Payload : Token.Line;
                }
            }

            // Almost every line stands behind one line end. What is behind the last byte does no harm: then there is nothing at this place.
            if ((short)head == LineEndBytes)
            {
                at += LineEnd;
            }

            if (window[at] <= Ascii.Return)
            {
                at = SkipBlank(at);
            }

            if (state != 0 && (state & SpaceDue) != 0 && at < end)
            {
                // The space after a prompt may come late. It belongs to no line.
                _state = state -= SpaceDue;
                if (window[at] == Ascii.Space)
                {
                    Start = at + 1;
                    continue;
                }
            }

            if (PromptExpected && at < end && window[at] == Ascii.Prompt)
            {
                TakePrompt(at);
                return Token.Prompt;
            }

            int from = _searched > at ? _searched : at;
            int stop = from < end ? Array.IndexOf(window, Multi || !IsHeader(at) ? Ascii.BoxedLineFeed : s_colon, from, end - from) : -1;
            if (stop < 0)
            {
                _searched = end;
                break;
            }

            if (state != 0)
            {
                Displace(at);
                if (state >= Overlong)
                {
                    _state -= Overlong;
                    Start = stop + 1;
                    continue;
                }
            }

            Start = stop + 1;

            // The line does not begin with one.
            while (window[stop - 1] == Ascii.Return)
            {
                stop--;
            }

            byte kind = Classify(at, stop);
            Kind = kind;
            return kind == LineKind.DataHeader || kind == LineKind.Pushed ? BeginPayload() : Token.Line;
        }
        while ((at = Start) < end);

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
        if (PayloadLeft == 0)
        {
            _state |= AfterPayload;
        }
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

    private Token BeginPayload()
    {
        int count = Numbers[2] > 0 ? Numbers[2] : 0;
        Hex = Kind == LineKind.DataHeader && Numbers[0] == ReadHex;
        PayloadLeft = Hex ? count * 2 : count;
        return Token.Payload;
    }

    private void Pass(int count)
    {
        Discard(count);
        Passed(count);
    }

    private void TakePrompt(int at)
    {
        if (_state != 0)
        {
            Displace(at);
        }

        at++;
        if (at < End && Window[at] == Ascii.Space)
        {
            at++;
        }
        else
        {
            _state |= SpaceDue;
        }

        Start = at;
    }

    // What follows payload without a line end between stands where the payload should have ended.
    private void Displace(int at)
    {
        Displaced = (_state & AfterPayload) != 0 && at - Start < LineEnd;
        _state = (_state & Overlong) | (Displaced ? AfterDisplaced : 0);
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
            Rewind();
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
                _state |= Overlong;
            }
        }
    }

    private bool IsHeader(int at) =>
        !Multi && at + 3 < End && Window[at] == Ascii.Plus && Window[at + 1] == Ascii.I && Window[at + 2] == Ascii.P && Window[at + 3] == Ascii.D;
}
