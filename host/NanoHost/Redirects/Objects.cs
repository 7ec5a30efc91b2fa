using System.Globalization;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Object: ToString() of whatever the object turns out to be.</summary>
public static class Objects
{
    [Replaces("M:System.Object.ToString")]
    public static string? ToString(object self)
    {
        switch (self)
        {
            case Enum number:
                return ToString(Enums.Number(number));
            case byte or sbyte or short or ushort or int or uint or long or ulong or float or double:
                DeviceHeap.Number();
                return DeviceHeap.String(((IFormattable)self).ToString(null, CultureInfo.InvariantCulture));
            case DateTime or TimeSpan or Guid:
                return DeviceHeap.String(((IFormattable)self).ToString(null, CultureInfo.InvariantCulture));
            case char character:
                return Characters.ToString(ref character);
            default:
                return self.ToString();
        }
    }
}
