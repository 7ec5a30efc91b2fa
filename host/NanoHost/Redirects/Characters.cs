using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Char: ToUpper and ToLower are instance methods on the platform, and know ASCII only.</summary>
public static class Characters
{
    [Replaces("M:System.Char.ToLower")]
    public static char ToLower(ref char self) => char.IsAsciiLetterUpper(self) ? (char)(self | 0x20) : self;

    [Replaces("M:System.Char.ToUpper")]
    public static char ToUpper(ref char self) => char.IsAsciiLetterLower(self) ? (char)(self & ~0x20) : self;

    [Replaces("M:System.Char.ToString")]
    public static string ToString(ref char self) => DeviceHeap.String(self == '\0' ? "" : self.ToString());
}
