using System.Collections;
using System.Reflection;

namespace NanoHost.Loader;

/// <summary>How many fields the platform's own types have on a device. Where the size was measured, the fields follow from it.</summary>
internal static class PlatformSizes
{
    /// <summary>What a class counts as whose size nobody has measured.</summary>
    private const int Unknown = 3;

    /// <summary>Fields that a class adds to those of its base.</summary>
    private static readonly Dictionary<string, int> s_own = new()
    {
        ["System.Object"] = 0,
        ["System.Attribute"] = 0,
        ["System.EventArgs"] = 0,
        ["System.MarshalByRefObject"] = 0,
        ["System.Exception"] = 5, // an exception takes 72 bytes
        ["System.ArgumentException"] = 1,
        ["System.ObjectDisposedException"] = 1,
        ["System.Collections.ArrayList"] = 3, // 120 with its array of four
        ["System.Text.StringBuilder"] = 8, // 156 with its first 16 characters
        ["System.Text.Encoding"] = 0,
        ["System.Text.UTF8Encoding"] = 0, // 12
        ["System.Threading.Thread"] = 7, // 132 with its start delegate
        ["System.Threading.WaitHandle"] = 0,
        ["System.Threading.AutoResetEvent"] = 1,
        ["System.Threading.ManualResetEvent"] = 1,
        ["System.WeakReference"] = 1,
    };

    public static int Fields(Type? type)
    {
        if (type is null)
        {
            return Unknown;
        }

        if (type.IsValueType)
        {
            return type.IsEnum || type.Assembly == typeof(object).Assembly ? 1 : InstanceFields(type);
        }

        var fields = 0;
        for (var level = type; level is not null; level = level.BaseType)
        {
            fields += s_own.TryGetValue(level.FullName!, out var own) ? own : typeof(Exception).IsAssignableFrom(level) ? 0 : Unknown;
        }

        return fields;
    }

    private static int InstanceFields(Type type) => type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).Length;
}
