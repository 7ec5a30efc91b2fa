using System;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

/// <summary>Refuses bad input before a byte of it goes out.</summary>
internal static class Check
{
    private const int MaxHost = 253;
    private const int MinPin = 4;
    private const int MaxPin = 8;
    private const int MaxAccessPoint = 50;
    private const int MaxPort = 65_535;
    private const int MaxLine = 556;
    private const char FirstPrintable = ' ';
    private const char LastPrintable = '~';
    private const char Quote = '"';

    public static void NotNull(object value)
    {
        if (value == null)
        {
            throw new ArgumentNullException();
        }
    }

    public static void Host(string host)
    {
        NotNull(host);

        if (host.Length == 0 || !IsQuotable(host, MaxHost) || host.IndexOf(' ') >= 0)
        {
            throw new ArgumentException();
        }
    }

    public static int PortNumber(int port) => Range(port, 1, MaxPort);

    /// <summary>Lets a value through that is within its limits.</summary>
    public static int Range(int value, int least, int most)
    {
        if (value < least || value > most)
        {
            throw new ArgumentOutOfRangeException();
        }

        return value;
    }

    public static int Context(int context) => Range(context, 0, Network.Contexts.Count - 1);

    /// <summary>Reads an IPv4 address: its first number becomes the highest byte.</summary>
    public static uint Address(string text)
    {
        NotNull(text);

        if (!TryAddress(text, out uint address))
        {
            throw new ArgumentException();
        }

        return address;
    }

    /// <summary>Reads an IPv4 address, or says that it is none: then it is 0.</summary>
    public static bool TryAddress(string text, out uint address)
    {
        address = 0;
        uint read = 0;
        int part = -1;
        int dots = 0;
        int length = text.Length;
        for (int i = 0; i < length; i++)
        {
            char c = text[i];
            if (c == '.' && part >= 0)
            {
                read = (read << 8) + (uint)part;
                part = -1;
                dots++;
                continue;
            }

            if (c < '0' || c > '9')
            {
                return false;
            }

            part = part < 0 ? c - '0' : (part * 10) + c - '0';
            if (part > 255)
            {
                return false;
            }
        }

        if (part < 0 || dots != 3)
        {
            return false;
        }

        address = (read << 8) + (uint)part;
        return true;
    }

    public static void Pin(string pin)
    {
        NotNull(pin);

        int length = pin.Length;
        bool right = length >= MinPin && length <= MaxPin;
        for (int i = 0; i < length && right; i++)
        {
            right = pin[i] >= '0' && pin[i] <= '9';
        }

        if (!right)
        {
            throw new ArgumentException();
        }
    }

    public static void AccessPoint(string name, string user, string password)
    {
        AccessPoint(name);
        AccessPoint(user);
        AccessPoint(password);
    }

    private static void AccessPoint(string text)
    {
        NotNull(text);

        if (!IsQuotable(text, MaxAccessPoint))
        {
            throw new ArgumentException();
        }
    }

    public static void CommandLine(string command)
    {
        NotNull(command);

        // The module counts the line without its AT.
        int length = command.Length;
        if (length < 2 || length > MaxLine + 2 || (command[0] | ' ') != 'a' || (command[1] | ' ') != 't' || !IsPrintable(command, 2, length))
        {
            throw new ArgumentException();
        }
    }

    public static void Buffer(byte[] buffer, int offset, int count)
    {
        NotNull(buffer);

        if ((uint)offset > (uint)buffer.Length || (uint)count > (uint)(buffer.Length - offset))
        {
            throw new ArgumentOutOfRangeException();
        }
    }

    /// <summary>Refuses what a send of unknown length does not carry.</summary>
    public static void Text(byte[] buffer, int offset, int count)
    {
        for (int i = 0; i < count; i++)
        {
            byte c = buffer[offset + i];
            if (c == Ascii.Substitute || c == Ascii.Escape || c == Ascii.Backspace)
            {
                throw new ArgumentException();
            }
        }
    }

    public static int Timeout(int milliseconds) => Range(milliseconds, -1, int.MaxValue);

    // A NUL ends a string of the platform where it stands: what follows it is not seen, and not sent.
    private static bool IsQuotable(string text, int limit)
    {
        int length = text.Length;
        return length <= limit && IsPrintable(text, 0, length) && text.IndexOf(Quote) < 0;
    }

    private static bool IsPrintable(string text, int start, int length)
    {
        for (int i = start; i < length; i++)
        {
            if ((uint)(text[i] - FirstPrintable) > LastPrintable - FirstPrintable)
            {
                return false;
            }
        }

        return true;
    }
}
