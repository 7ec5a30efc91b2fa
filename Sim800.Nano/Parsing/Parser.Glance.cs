using System;

namespace Sim800.Nano.Parsing;

// The lines that data comes and goes with, in the form in which the module sends them in multi connection mode:
// <CR><LF>+CIPRXGET: 1,0<CR><LF>, <CR><LF>+CIPRXGET: 2,0,1460,99<CR><LF> and <CR><LF>DATA ACCEPT:0,1460<CR><LF>.
internal sealed partial class Parser
{
    // Their first eight bytes, and the eight that end with a link, 0.
    private const long ReceivedLine = 0x5852_5049_432B_0A0D;
    private const long NoticeRest = 0x302C_3120_3A54_4547;
    private const long AcceptLine = 0x4120_4154_4144_0A0D;
    private const long AcceptRest = 0x303A_5450_4543_4341;

    // By what a header differs there from a notice: 2 from 1.
    private const long HeaderInstead = 3L << 40;
    private const int LinkShift = 56;
    private const long BelowLink = (1L << LinkShift) - 1;
    private const int ShortestGlance = 18;
    private const int LengthOfTypeAndLink = 4;
    private const int FourDigits = 4;

    private int _behind;

    // What is not exactly one of them goes the longer way, where it means the same.
    private Token Glance(int at, int end, bool received)
    {
        if (end - at < ShortestGlance || _state != 0 || !Multi)
        {
            return Token.None;
        }

        byte[] window = Window;
        int text = at + LineEnd;
        at += received ? Word : Word - 1;
        long rest = BitConverter.ToInt64(window, at) ^ (received ? NoticeRest : AcceptRest);
        at += Word;
        int value = at - (received ? LengthOfTypeAndLink : 1);
        int link = (int)(rest >> LinkShift);
        byte kind = received ? LineKind.DataNotice : LineKind.DataAccept;
        rest &= BelowLink;
        if (rest != 0)
        {
            kind = LineKind.DataHeader;
            if (rest != HeaderInstead || !received)
            {
                return Token.None;
            }
        }

        int count = -1;
        int left = -1;
        if (kind != LineKind.DataNotice)
        {
            count = ReadCount(at, end);
            at = _behind;
            if (kind == LineKind.DataHeader)
            {
                left = ReadCount(at, end);
                at = _behind;
            }
        }

        if (at + LineEnd > end || (uint)link >= LinkCount || BitConverter.ToInt16(window, at) != LineEndBytes)
        {
            return Token.None;
        }

        Start = at + LineEnd;
        TextStart = text;
        ValueStart = value;
        TextEnd = at;
        Kind = kind;
        Link = link;
        int[] fields = _fields;
        fields[0] = received ? kind : link;
        fields[1] = received ? link : count;
        fields[2] = count;
        fields[3] = left;
        Fields = FieldCount;
        if (kind != LineKind.DataHeader)
        {
            return Token.Line;
        }

        Hex = false;
        PayloadLeft = count;
        return Token.Payload;
    }

    // A comma and a number of up to four digits, and the place behind it, which is the end where it is none. All digits are looked at together.
    private int ReadCount(int at, int end)
    {
        byte[] window = Window;
        _behind = end;
        if (at >= end || window[at] != Ascii.Comma)
        {
            return -1;
        }

        // Each digit as its value, the first lowest, and what is none as more than 9.
        int digits = BitConverter.ToInt32(window, at + 1) ^ 0x3030_3030;
        int others = ((digits + 0x0606_0606) | digits) & -0x0F0F_0F10;
        int count = FourDigits;
        if (others != 0)
        {
            if ((others & 0xFFFF) != 0)
            {
                if ((others & 0xFF) != 0)
                {
                    return -1;
                }

                _behind = at + 2;
                return digits & 0xFF;
            }

            // Those that are there become the last ones, behind zeros.
            count = (others & 0xFF_FFFF) != 0 ? 2 : 3;
            digits <<= (FourDigits - count) * BitsPerByte;
        }

        // Two neighbours become one, twice.
        _behind = at + 1 + count;
        digits = ((digits * 0xA01) >> 8) & 0x00FF_00FF;
        return (digits * 0x64_0001) >> 16;
    }
}
