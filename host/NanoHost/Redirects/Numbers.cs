using System.Globalization;
using System.Numerics;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>
/// The numeric types, in the invariant culture. A TryParse that fails gives the least value of the type (measured:
/// -2147483648 for int; the others by analogy, 0 for float and double), and a number out of range is a FormatException, for
/// the platform has no OverflowException.
/// </summary>
public static class Numbers
{
    private const string Integers = "System.Byte System.SByte System.Int16 System.UInt16 System.Int32 System.UInt32 System.Int64 System.UInt64 ";
    private const string Floats = "System.Single System.Double ";

    [Replaces("M:{0}.Parse(System.String)", Types = Integers)]
    public static T ParseInteger<T>(string? text)
        where T : IBinaryInteger<T> =>
        T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : throw Error(text);

    [Replaces("M:{0}.TryParse(System.String,{0}@)", Types = Integers)]
    public static bool TryParseInteger<T>(string? text, out T value)
        where T : IBinaryInteger<T>, IMinMaxValue<T>
    {
        var parsed = T.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var result);
        value = parsed ? result! : T.MinValue;
        return parsed;
    }

    [Replaces("M:{0}.Parse(System.String)", Types = Floats)]
    public static T ParseFloat<T>(string? text)
        where T : IFloatingPoint<T> => TryParseFloat<T>(text, out var value) ? value : throw Error(text);

    [Replaces("M:{0}.TryParse(System.String,{0}@)", Types = Floats)]
    public static bool TryParseFloat<T>(string? text, out T value)
        where T : IFloatingPoint<T>
    {
        var parsed = T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var result);
        value = parsed ? result! : T.Zero;
        return parsed;
    }

    [Replaces("M:{0}.ToString", Types = Integers + Floats)]
    public static string ToString<T>(ref T self)
        where T : IFormattable => ToString(ref self, null);

    [Replaces("M:{0}.ToString(System.String)", Types = Integers + Floats)]
    public static string ToString<T>(ref T self, string? format)
        where T : IFormattable
    {
        DeviceHeap.Number();
        return DeviceHeap.String(self.ToString(format, CultureInfo.InvariantCulture));
    }

    private static Exception Error(string? text)
    {
        Cpu.AllocatedByPlatform(DeviceHeap.ThrownException);
        return text is null ? new ArgumentNullException() : new FormatException();
    }
}
