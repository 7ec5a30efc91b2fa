using System.Globalization;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Enum: a device does not know the names, so an enum's text is its number.</summary>
public static class Enums
{
    [Replaces("M:System.Enum.ToString")]
    public static string ToString(object self) => Objects.ToString(Number((Enum)self))!;

    internal static object Number(Enum value) => Convert.ChangeType(value, value.GetTypeCode(), CultureInfo.InvariantCulture);
}
