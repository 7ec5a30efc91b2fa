using System.Globalization;
using System.Text;

namespace Sim800.Simulator.Messages;

/// <summary>The hexadecimal form of short messages (3GPP 23.040), as far as plain 7-bit text goes.</summary>
internal static class Pdu
{
    /// <summary>A message with its service centre: the text and the length that the commands state, without the centre's part.</summary>
    public static (string Hex, int Length) Encode(Message message, string serviceCentre)
    {
        var centre = serviceCentre.Length == 0 ? new List<byte> { 0 } : Address(serviceCentre, countsOctets: true);
        var unit = new List<byte>();
        if (message.IsReceived)
        {
            unit.Add(0x04);
            unit.AddRange(Address(message.Number, countsOctets: false));
            unit.AddRange([0, 0]);
            unit.AddRange(TimeStamp(message.Time));
        }
        else
        {
            unit.AddRange([0x11, 0]);
            unit.AddRange(Address(message.Number, countsOctets: false));
            unit.AddRange([0, 0, 0xA7]);
        }

        unit.Add((byte)message.Text.Length);
        unit.AddRange(Pack(message.Text));
        return (Convert.ToHexString([.. centre, .. unit]), unit.Count);
    }

    /// <summary>Reads what AT+CMGS gets in PDU mode.</summary>
    /// <param name="hex">Service centre and SUBMIT unit.</param>
    /// <param name="length">The length that the command stated.</param>
    /// <returns>Number and text, or null if it is none.</returns>
    public static (string Number, string Text)? Decode(string hex, int length)
    {
        try
        {
            var bytes = Convert.FromHexString(hex.Trim());
            var at = 1 + bytes[0];
            if (bytes.Length - at != length || (bytes[at] & 3) != 1)
            {
                return null;
            }

            var validity = (bytes[at] >> 3) & 3;
            at += 2;
            var digits = bytes[at];
            var number = (bytes[at + 1] == 0x91 ? "+" : "") + Digits(bytes.AsSpan(at + 2, (digits + 1) / 2), digits);
            at += 2 + ((digits + 1) / 2);
            var coding = bytes[at + 1];
            at += 2 + (validity == 0 ? 0 : validity == 2 ? 1 : 7);
            var count = bytes[at++];
            var data = bytes.AsSpan(at);
            return (number, coding switch
            {
                8 => Encoding.BigEndianUnicode.GetString(data[..count]),
                4 => Convert.ToHexString(data[..count]),
                _ => Unpack(data, count),
            });
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static List<byte> Address(string number, bool countsOctets)
    {
        var digits = number.TrimStart('+');
        var address = new List<byte> { (byte)(countsOctets ? 1 + ((digits.Length + 1) / 2) : digits.Length), (byte)(number.StartsWith('+') ? 0x91 : 0x81) };
        for (var i = 0; i < digits.Length; i += 2)
        {
            address.Add((byte)((digits[i] & 15) | (i + 1 < digits.Length ? (digits[i + 1] & 15) << 4 : 0xF0)));
        }

        return address;
    }

    private static string Digits(ReadOnlySpan<byte> bytes, int count)
    {
        var digits = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            digits.Append((char)('0' + ((bytes[i / 2] >> (4 * (i % 2))) & 15)));
        }

        return digits.ToString();
    }

    /// <summary>Seven octets of swapped digits from <c>yy/MM/dd,HH:mm:ss±zz</c>.</summary>
    private static IEnumerable<byte> TimeStamp(string time)
    {
        for (var i = 0; i < 7; i++)
        {
            var value = int.Parse(time.AsSpan(3 * i, 2), CultureInfo.InvariantCulture);
            yield return (byte)((value / 10) | ((value % 10) << 4) | (i == 6 && time[17] == '-' ? 8 : 0));
        }
    }

    private static IEnumerable<byte> Pack(string text)
    {
        int bits = 0, count = 0;
        foreach (var c in text)
        {
            bits |= ToSevenBits(c) << count;
            count += 7;
            while (count >= 8)
            {
                yield return (byte)bits;
                bits >>= 8;
                count -= 8;
            }
        }

        if (count > 0)
        {
            yield return (byte)bits;
        }
    }

    private static string Unpack(ReadOnlySpan<byte> data, int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            var bit = 7 * i;
            var pair = data[bit / 8] | ((bit / 8) + 1 < data.Length ? data[(bit / 8) + 1] << 8 : 0);
            text.Append(FromSevenBits((pair >> (bit % 8)) & 127));
        }

        return text.ToString();
    }

    /// <summary>The default alphabet is ASCII but for a few places.</summary>
    private static int ToSevenBits(char c) => c switch
    {
        '@' => 0,
        '$' => 2,
        '_' => 17,
        < '\x80' => c,
        _ => '?',
    };

    private static char FromSevenBits(int value) => value switch
    {
        0 => '@',
        2 => '$',
        17 => '_',
        _ => (char)value,
    };
}
