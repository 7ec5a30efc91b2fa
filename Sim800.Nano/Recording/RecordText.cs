using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Recording;

/// <summary>Writes a record as a line that a person reads: its time in seconds, a sign for what it is, and the words of the module.</summary>
internal sealed class RecordText
{
    private const int TimeWidth = 8;
    private const int Nothing = ushort.MaxValue;
    private const int LineHeader = 2;

    private byte[] _buffer;

    /// <summary>How long the line is.</summary>
    public int Length;

    /// <summary>Begins a line at the beginning of a buffer.</summary>
    public void Begin(byte[] buffer)
    {
        _buffer = buffer;
        Length = 0;
    }

    /// <summary>Adds text in ASCII. What has no room is dropped.</summary>
    public void Add(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            Add((byte)text[i]);
        }
    }

    /// <summary>Adds a record.</summary>
    /// <param name="record">The record.</param>
    /// <param name="at">Where it begins behind its header.</param>
    /// <param name="time">Its time in milliseconds.</param>
    public void Add(byte[] record, int at, long time)
    {
        AddTime(time);
        int end = record[0];
        switch (record[1])
        {
            case RecordKind.Command:
                AddCommand(record, at, end);
                break;
            case RecordKind.Done:
                Add(" < OK");
                for (; at < end && NumberAt(record, at) != Nothing; at += 2)
                {
                    Add(" ", NumberAt(record, at));
                }

                break;
            case RecordKind.Failed:
                AddFailure(record, at);
                break;
            case RecordKind.Line:
                AddLine(record, at, end);
                break;
            case RecordKind.Edge:
                Add(" # ");
                Add(RecordNames.Of((PortLine)record[at]));
                Add(record[at + 1] != 0 ? " high" : " low");
                break;
            case RecordKind.State:
                AddState(record[at], record[at + 1], NumberAt(record, at + 2));
                break;
        }
    }

    private static int NumberAt(byte[] record, int at) => record[at] | (record[at + 1] << 8);

    private static int FindLine(byte kind)
    {
        byte[] rows = LineTable.Rows;
        int row = LineTable.First;
        while (rows[row] != 0 && (rows[row + LineTable.Kind] & ~LineTable.Numbered) != kind)
        {
            row = LineTable.Behind(row);
        }

        return row;
    }

    private void AddCommand(byte[] record, int at, int end)
    {
        int command = NumberAt(record, at);
        int row = command & ~RecordKind.Concealed;
        Add(" > AT");
        Add(CommandTable.Rows, row + CommandTable.Head, CommandTable.Rows[row]);
        Add(record, at + 2, end - at - 2);
        if (row != command)
        {
            Add("...");
        }
    }

    private void AddFailure(byte[] record, int at)
    {
        Add(" < ");
        Add(RecordNames.Of((ModemError)record[at]));
        int code = NumberAt(record, at + 2) - 1;
        if (code >= 0)
        {
            Add(" ", code);
        }

        if (record[at + 1] != 0)
        {
            Add(" (");
            Add(RecordNames.Of((ModemWait)record[at + 1]));
            Add(")");
        }
    }

    private void AddLine(byte[] record, int at, int end)
    {
        byte kind = record[at];
        Add(" * ");
        if (kind == LineKind.Text)
        {
            Add("? ", NumberAt(record, at + LineHeader));
            Add(" bytes");
            return;
        }

        bool received = kind == LineKind.DataNotice || kind == LineKind.DataHeader || kind == LineKind.DataCount;
        bool numbered = received || kind == LineKind.DataAccept || kind == LineKind.SendSize || kind == LineKind.Pushed;
        byte link = record[at + 1];
        if (link != byte.MaxValue && !numbered && kind != LineKind.LinkStatus && kind != LineKind.LastLinkStatus)
        {
            AddNumber(link);
            Add(", ");
        }

        switch (kind)
        {
            // The table holds no more of these than tells them apart; of two their first letter is kept.
            case LineKind.ContextLost:
                Add("+PDP: DEACT");
                return;
            case LineKind.UnderVoltage:
                Add("UNDER-VOLTAGE WARNNING");
                return;
            case LineKind.OverVoltage:
                Add("OVER-VOLTAGE WARNNING");
                return;
            case LineKind.PowerDown:
                int cause = NumberAt(record, at + LineHeader);
                Add(cause == Ascii.U ? "UNDER-VOLTAGE POWER DOWN" : cause == Ascii.O ? "OVER-VOLTAGE POWER DOWN" : "NORMAL POWER DOWN");
                return;
            case LineKind.Sim:
                int letter = NumberAt(record, at + LineHeader);
                Add(letter == Ascii.R ? "+CPIN: READY" : letter == Ascii.N ? "+CPIN: NOT ..." : "+CPIN: SIM ...");
                return;
        }

        int row = FindLine(received ? LineKind.Received : kind == LineKind.LastLinkStatus ? LineKind.LinkStatus : kind);
        Add(LineTable.Rows, row + LineTable.Text, LineTable.Rows[row]);

        if (numbered)
        {
            // The fields that the parser has put in order: what it is, its count, its rest; the link is known.
            if (received)
            {
                Add(" ", NumberAt(record, at + LineHeader));
                Add(Ascii.Comma);
            }

            AddNumber(link);
            at += 4;
        }

        byte before = numbered ? Ascii.Comma : Ascii.Space;
        bool cell = kind == LineKind.Registration || kind == LineKind.PacketRegistration;
        for (at += LineHeader; at < end; at += 2)
        {
            int number = NumberAt(record, at);
            Add(before);
            if (number != Nothing)
            {
                if (cell && before == Ascii.Comma)
                {
                    AddCell(number);
                }
                else
                {
                    AddNumber(number);
                }
            }

            before = Ascii.Comma;
        }
    }

    private void AddState(byte state, byte whose, int value)
    {
        Add(" = ");
        switch (state)
        {
            case RecordState.Open:
                Add(value != 0 ? "open" : "not open");
                break;
            case RecordState.DataMode:
                Add(value != 0 ? "data mode" : "command mode");
                break;
            case RecordState.Context:
                Add("context ", whose);
                Add(Ascii.Space);
                Add(RecordNames.Of((ModemContextState)value));
                break;
            case RecordState.LinkEnded:
                Add("link ", whose);
                Add(" ended ");
                Add(RecordNames.Of((ModemError)value));
                break;
            case RecordState.Rate:
                Add("rate ", value);
                Add("00");
                break;
            case RecordState.Escapes:
                Add("escapes ", value);
                break;
            case RecordState.Silent:
                Add("silent");
                break;
        }
    }

    private void AddTime(long time)
    {
        AddNumber(time / 1_000, TimeWidth, Ascii.Space);
        Add(Ascii.Dot);
        AddNumber(time % 1_000, 3, Ascii.N0);
    }

    private void Add(string text, int number)
    {
        Add(text);
        AddNumber(number);
    }

    private void AddNumber(long number) => AddNumber(number, 1, Ascii.Space);

    // Fills it up on its left.
    private void AddNumber(long number, int width, byte filler)
    {
        long unit = 1;
        for (; number / unit > 9; unit *= 10)
        {
            width--;
        }

        for (; width > 1; width--)
        {
            Add(filler);
        }

        for (; unit > 0; unit /= 10)
        {
            Add((byte)(Ascii.N0 + (number / unit % 10)));
        }
    }

    private void AddCell(int number)
    {
        Add(Ascii.Quote);
        for (int shift = 12; shift >= 0; shift -= 4)
        {
            int digit = (number >> shift) & 15;
            Add((byte)(digit < 10 ? Ascii.N0 + digit : Ascii.A + digit - 10));
        }

        Add(Ascii.Quote);
    }

    private void Add(byte[] bytes, int at, int count)
    {
        for (; count > 0; count--)
        {
            Add(bytes[at++]);
        }
    }

    private void Add(byte character)
    {
        if (Length < _buffer.Length)
        {
            _buffer[Length++] = character;
        }
    }
}
