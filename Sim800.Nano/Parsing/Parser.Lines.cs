using System;

namespace Sim800.Nano.Parsing;

// What a line means: its kind and its link.
internal sealed partial class Parser
{
    private const int LinkCount = 6;

    // What +CIPRXGET calls a read of hexadecimal digits.
    private const int ReadHex = 3;

    private byte Classify(int at, int end)
    {
        byte[] window = Window;
        TextStart = at;
        TextEnd = end;
        int link = -1;
        int text = at;
        int digit = window[at] - Ascii.N0;
        if ((uint)digit < LinkCount && window[at + 1] == Ascii.Comma && end - at > 2)
        {
            link = digit;
            text += 2;
            while (text < end && window[text] == Ascii.Space)
            {
                text++;
            }
        }

        int kind = Find(text, end);
        if (kind >= LineTable.Prefix)
        {
            ReadFields(ValueStart, end);
            if (kind >= LineTable.Numbered)
            {
                return TakeLink((byte)(kind - LineTable.Numbered));
            }

            kind -= LineTable.Prefix;
        }
        else
        {
            Fields = 0;
        }

        if (kind > LineKind.LastOfLink && kind != LineKind.Accepted)
        {
            Link = -1;
            return kind == LineKind.LinkStatus ? TakeStatus() : (byte)kind;
        }

        if (kind == LineKind.Text)
        {
            Link = -1;
            return IsAddress(at, end) ? LineKind.Address : LineKind.Text;
        }

        if (!Multi && link < 0)
        {
            link = 0;
        }

        Link = link;
        return link < 0 ? LineKind.Text : (byte)kind;
    }

    // The kind of a line as its row has it. No row holds a line end: what is equal is not longer than the line.
    private int Find(int at, int end)
    {
        byte[] rows = LineTable.Rows;
        byte[] index = LineTable.Index;
        byte[] window = Window;
        long head = BitConverter.ToInt64(window, at);
        int slot = LineTable.SlotOf((int)head);
        for (int row = index[slot] * 2; row != 0; row = index[slot] * 2)
        {
            // Its first eight bytes and its last, which are the same, or overlap, where there are not sixteen. No row is longer.
            int size = rows[row];
            long difference = BitConverter.ToInt64(rows, row + LineTable.Text) ^ head;
            if (size < Word
                ? difference << ((Word - size) * BitsPerByte) == 0
                : difference == 0 && BitConverter.ToInt64(rows, row + size + LineTable.Text - Word) == BitConverter.ToInt64(window, at + size - Word))
            {
                int kind = rows[row + LineTable.Kind];
                if (kind >= LineTable.Prefix || at + size == end)
                {
                    ValueStart = at + size;
                    return kind;
                }
            }

            slot = (slot + 1) % LineTable.Slots;
        }

        return LineKind.Text;
    }

    // Four kinds carry their link among their fields, in multi connection mode: +CIPRXGET: 1,<n>, DATA ACCEPT:<n>,<length>,
    // +CIPSEND: <n>,<size>, +RECEIVE,<n>,<length>:. Afterwards field 2 is the count and field 3 the rest in both modes.
    private byte TakeLink(byte kind)
    {
        int[] fields = Numbers;
        int next = 0;
        if (kind == LineKind.Received)
        {
            switch (fields[0])
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

        int link = Multi ? fields[next++] : 0;
        int count = fields[next];
        fields[3] = fields[next + 1];
        fields[2] = count;
        Fields = FieldCount;
        Link = link;
        return (uint)link < LinkCount && (count >= 0 || kind == LineKind.DataNotice) ? kind : LineKind.Text;
    }

    // Some list two more.
    private byte TakeStatus()
    {
        int link = Field(0);
        Link = link;
        return (uint)link >= LinkCount ? LineKind.Text : link == LinkCount - 1 ? LineKind.LastLinkStatus : LineKind.LinkStatus;
    }

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
            else if (c < Ascii.N0 || c > Ascii.N9)
            {
                return false;
            }
        }

        return dots == 3;
    }
}
