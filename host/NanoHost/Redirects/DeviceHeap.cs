using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>
/// Counts what platform calls allocate on the heap of a device. Measured: the result of an 11-character concat 36 bytes,
/// int.ToString() 60, Split into three 204 with its array of separators. A string is taken as 24 bytes and its UTF-8 text
/// with the terminating zero in whole cells of 12, which gives all three; what was not measured follows the same rule.
/// </summary>
public static class DeviceHeap
{
    /// <summary>An exception that is thrown and caught.</summary>
    public const int ThrownException = 120;

    /// <summary>A boxed number.</summary>
    private const int Boxed = 24;

    /// <summary>A string that the platform makes.</summary>
    public static string String(string text)
    {
        Cpu.AllocatedByPlatform(DeviceSizes.Text(text));
        return text;
    }

    /// <summary>An array that the platform makes.</summary>
    public static T[] Array<T>(T[] array)
    {
        Count(array);
        return array;
    }

    /// <inheritdoc cref="Array{T}"/>
    public static void Count(Array array) =>
        Cpu.AllocatedByPlatform((int)Cpu.ArrayBytes(array.Length, ElementBytes(array.GetType().GetElementType()!)));

    /// <summary>A number that the platform boxes, as it does to format it.</summary>
    public static void Number() => Cpu.AllocatedByPlatform(Boxed);

    private static int ElementBytes(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean or TypeCode.Byte or TypeCode.SByte => 1,
        TypeCode.Char or TypeCode.Int16 or TypeCode.UInt16 => 2,
        TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Single => 4,
        TypeCode.Int64 or TypeCode.UInt64 or TypeCode.Double or TypeCode.DateTime => 8,
        _ => 12,
    };
}
