using System;

namespace Sim800.Nano.Parsing;

// The lines that data comes and goes with, in the form in which the module sends them in multi connection mode:
// <CR><LF>+CIPRXGET: 1,0<CR><LF>, <CR><LF>+CIPRXGET: 2,0,1460,99<CR><LF> and <CR><LF>DATA ACCEPT:0,1460<CR><LF>,
// and the longest of those that come by themselves: <CR><LF>+CREG: 1,"00A1","B2C3"<CR><LF>, where the last number may have eight digits.
// What is not exactly one of them goes the longer way, where it means the same.
internal sealed partial class Parser
{
    // Their first eight bytes, and of the first three the eight that end with a link, 0.
    private const long ReceivedLine = 0x5852_5049_432B_0A0D;
    private const long NoticeRest = 0x302C_3120_3A54_4547;
    private const long AcceptLine = 0x4120_4154_4144_0A0D;
    private const long AcceptRest = 0x303A_5450_4543_4341;
    private const long RegistrationLine = 0x3A47_4552_432B_0A0D;

    // By what a header differs there from a notice: 2 from 1.
    private const long HeaderInstead = 3L << 40;
    private const int LinkShift = 56;
    private const long BelowLink = (1L << LinkShift) - 1;
    private const int ShortestNotice = 18;
    private const int ShortestCount = 19;
    private const int ShortestCounts = 22;
    private const int LengthOfTypeAndLink = 4;
    private const int FourDigits = 4;

    // Behind +CREG: a digit, and four in quotes, which are the upper half; what is between these and the next, and behind those.
    private const int PlaceBegins = 0x222C_3020;
    private const int PlaceMask = unchecked((int)0xFFFF_F0FF);
    private const int StateShift = 8;
    private const int StateMask = 15;
    private const long AreaMask = -1L << 32;
    private const int Between = 16;
    private const int CellBegins = 0x22_2C22;
    private const int CellEnds = 0x0A_0D22;
    private const int CellEnd = 1 + LineEnd;
    private const int ThreeBytes = 0xFF_FFFF;
    private const int Cell = 19;
    private const int Places = 3;
    private const int ShortestPlace = Cell + FourDigits + CellEnd;

    private int _behind;

    // Each gives the place behind the line, and 0 if it is not exactly such a line, or not whole.
    private int GlanceAtReceived(int at, int end)
    {
        if (end - at < ShortestNotice || !Multi)
        {
            return 0;
        }

        int behind = at + (Word + Word);
        long rest = BitConverter.ToInt64(Window, at + Word) ^ NoticeRest;
        byte kind = LineKind.DataNotice;
        int count = -1;
        int left = -1;
        if ((rest & BelowLink) != 0)
        {
            if ((rest & BelowLink) != HeaderInstead || end - at < ShortestCounts)
            {
                return 0;
            }

            kind = LineKind.DataHeader;
            count = ReadCount(behind);
            left = count < 0 ? count : ReadCount(_behind);
            if (left < 0)
            {
                return 0;
            }

            behind = _behind;
        }

        int link = (int)((ulong)rest >> LinkShift);
        if (link >= LinkCount || behind + LineEnd > end || BitConverter.ToInt16(Window, behind) != LineEndBytes)
        {
            return 0;
        }

        if (count >= 0)
        {
            ValueStart = at + (Word + Word - LengthOfTypeAndLink);
            Hex = false;
            PayloadLeft = count;
        }

        Kind = kind;
        Link = link;
        int[] numbers = Numbers;
        numbers[0] = kind;
        numbers[1] = link;
        numbers[2] = count;
        numbers[3] = left;
        Fields = FieldCount;
        return behind + LineEnd;
    }

    private int GlanceAtAcceptance(int at, int end)
    {
        if (end - at < ShortestCount || !Multi)
        {
            return 0;
        }

        long rest = BitConverter.ToInt64(Window, at + (Word - 1)) ^ AcceptRest;
        int link = (int)((ulong)rest >> LinkShift);
        if ((rest & BelowLink) != 0 || link >= LinkCount)
        {
            return 0;
        }

        int count = ReadCount(at + (Word + Word - 1));
        int behind = _behind;
        if (count < 0 || behind + LineEnd > end || BitConverter.ToInt16(Window, behind) != LineEndBytes)
        {
            return 0;
        }

        Kind = LineKind.DataAccept;
        Link = link;
        int[] numbers = Numbers;
        numbers[0] = link;
        numbers[1] = count;
        numbers[2] = count;
        numbers[3] = -1;
        Fields = FieldCount;
        return behind + LineEnd;
    }

    private int GlanceAtPlace(int at, int end)
    {
        if (end - at < ShortestPlace)
        {
            return 0;
        }

        byte[] window = Window;
        long text = BitConverter.ToInt64(window, at + Word);
        int state = ((int)text >> StateShift) & StateMask;
        if (((int)text & PlaceMask) != PlaceBegins || state >= Decimal || (BitConverter.ToInt32(window, at + Between) & ThreeBytes) != CellBegins)
        {
            return 0;
        }

        int behind = at + ShortestPlace;
        long cell = BitConverter.ToInt64(window, at + Cell) ^ Ascii.Zeros;
        if ((BitConverter.ToInt32(window, behind - CellEnd) & ThreeBytes) == CellEnds)
        {
            cell <<= FourDigits * BitsPerByte;
        }
        else
        {
            behind += FourDigits;
            if (behind > end || (BitConverter.ToInt32(window, behind - CellEnd) & ThreeBytes) != CellEnds)
            {
                return 0;
            }
        }

        long area = Ascii.ReadHex((text ^ Ascii.Zeros) & AreaMask);
        cell = Ascii.ReadHex(cell);
        if ((area | cell) < 0)
        {
            return 0;
        }

        Kind = LineKind.Registration;
        Link = -1;
        int[] numbers = Numbers;
        numbers[0] = state;
        numbers[1] = (int)area;
        numbers[2] = (int)cell;
        numbers[3] = -1;
        Fields = Places;
        return behind;
    }

    // A comma and a number of up to four digits, and the place behind it; -1 where there is none. All digits are looked at together.
    private int ReadCount(int at)
    {
        byte[] window = Window;
        if (window[at] != Ascii.Comma)
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
