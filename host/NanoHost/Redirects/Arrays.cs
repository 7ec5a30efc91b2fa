using System.Collections;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Array. A search is native on the platform: 24 instructions with those of the call, whatever the length, and no allocation.</summary>
public static class Arrays
{
    private const int SearchInstructions = 18;

    [Replaces("M:System.Array.IndexOf(System.Array,System.Object)")]
    public static int IndexOf(Array array, object? value)
    {
        Cpu.Tick(SearchInstructions);
        return Array.IndexOf(array, value);
    }

    [Replaces("M:System.Array.IndexOf(System.Array,System.Object,System.Int32)")]
    public static int IndexOf(Array array, object? value, int start)
    {
        Cpu.Tick(SearchInstructions);
        return Array.IndexOf(array, value, start);
    }

    [Replaces("M:System.Array.IndexOf(System.Array,System.Object,System.Int32,System.Int32)")]
    public static int IndexOf(Array array, object? value, int start, int count)
    {
        Cpu.Tick(SearchInstructions);
        return Array.IndexOf(array, value, start, count);
    }

    [Replaces("M:System.Array.Clone")]
    public static object Clone(Array self)
    {
        DeviceHeap.Count(self);
        return self.Clone();
    }

    [Replaces("M:System.Array.CreateInstance(System.Type,System.Int32)")]
    public static Array CreateInstance(Type type, int length)
    {
        var array = Array.CreateInstance(type, length);
        DeviceHeap.Count(array);
        return array;
    }

    [Replaces("M:System.Array.GetEnumerator")]
    public static IEnumerator GetEnumerator(Array self)
    {
        Cpu.AllocatedByPlatform(72);
        return self.GetEnumerator();
    }

    [Replaces("M:System.Array.GetValue(System.Int32)")]
    public static object? GetValue(Array self, int index)
    {
        var value = self.GetValue(index);
        if (value is ValueType)
        {
            DeviceHeap.Number();
        }

        return value;
    }
}
