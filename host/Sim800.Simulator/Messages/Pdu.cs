using System.Globalization;
using System.Text;

namespace Sim800.Simulator.Messages;

/// <summary>The hexadecimal form of short messages (3GPP 23.040): DELIVER, SUBMIT and STATUS-REPORT without user data headers.</summary>
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
            unit.AddRange([0, (byte)message.DataCoding]);
            unit.AddRange(TimeStamp(message.Time));
        }
        else
        {
            unit.AddRange([0x11, 0]);
            unit.AddRange(Address(message.Number, countsOctets: false));
            unit.AddRange([0, (byte)message.DataCoding, 0xA7]);
        }

        unit.AddRange(UserData(message));
        return (Convert.ToHexString([.. centre, .. unit]), unit.Count);
    }

    /// <summary>What the service centre tells of a message that was sent: the report and its length.</summary>
    public static (string Hex, int Length) Report(string number, int reference, string sent, string received, string serviceCentre)
    {
        List<byte> unit = [0x06, (byte)reference, .. Address(number, countsOctets: false), .. TimeStamp(sent), .. TimeStamp(received), 0];
        return (Convert.ToHexString([.. Address(serviceCentre, countsOctets: true), .. unit]), unit.Count);
    }

    /// <summary>Reads what AT+CMGS gets in PDU mode.</summary>
    /// <param name="hex">Service centre and SUBMIT unit.</param>
    /// <param name="length">The length that the command stated.</param>
    /// <returns>The message, or null if it is none.</returns>
    public static SubmittedMessage? Decode(string hex, int length)
    {
        try
        {
            var bytes = Convert.FromHexString(hex.Trim());
            var at = 1 + bytes[0];
            if (bytes.Length - at != length || (bytes[at] & 3) != 1)
            {
                return null;
            }

            var wantsReport = (bytes[at] & 0x20) != 0;
            var validity = (bytes[at] >> 3) & 3;
            at += 2;
            var digits = bytes[at];
            var number = (bytes[at + 1] == 0x91 ? "+" : "") + Digits(bytes.AsSpan(at + 2, (digits + 1) / 2), digits);
            at += 2 + ((digits + 1) / 2);
            var coding = Message.CodingOf(bytes[at + 1]);
            at += 2 + (validity == 0 ? 0 : validity == 2 ? 1 : 7);
            var count = bytes[at++];
            var data = bytes.AsSpan(at);
            var text = coding switch
            {
                Coding.Ucs2 => Encoding.BigEndianUnicode.GetString(data[..count]),
                Coding.Octets => Encoding.Latin1.GetString(data[..count]),
                _ => GsmAlphabet.Decode(Unpack(data, count)),
            };
            return new SubmittedMessage(number, text, coding, wantsReport);
        }
        catch (Exception e) when (e is FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Its length in septets or octets, and the data.</summary>
    private static byte[] UserData(Message message)
    {
        switch (message.Coding)
        {
            case Coding.Ucs2:
                var characters = Encoding.BigEndianUnicode.GetBytes(message.Text);
                return [(byte)characters.Length, .. characters];
            case Coding.Octets:
                return [(byte)message.Text.Length, .. Encoding.Latin1.GetBytes(message.Text)];
            default:
                var septets = GsmAlphabet.Encode(message.Text);
                return [(byte)septets.Length, .. Pack(septets)];
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

    private static IEnumerable<byte> Pack(byte[] septets)
    {
        int bits = 0, count = 0;
        foreach (var septet in septets)
        {
            bits |= septet << count;
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

    private static byte[] Unpack(ReadOnlySpan<byte> data, int count)
    {
        var septets = new byte[count];
        for (var i = 0; i < count; i++)
        {
            var bit = 7 * i;
            var pair = data[bit / 8] | ((bit / 8) + 1 < data.Length ? data[(bit / 8) + 1] << 8 : 0);
            septets[i] = (byte)((pair >> (bit % 8)) & 127);
        }

        return septets;
    }
}
