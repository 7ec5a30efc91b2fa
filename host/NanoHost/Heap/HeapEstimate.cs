using System.Reflection;

namespace NanoHost;

/// <summary>What an assembly of the firmware holds on the heap of a device, estimated by the device's sizes. Garbage is not in it.</summary>
/// <param name="Objects">Bytes of what is reachable otherwise: objects of the assembly's types and what they hold, threads included.</param>
/// <param name="StaticTables">Bytes of the assembly's static fields and of what only they hold.</param>
/// <param name="ByType">The same bytes by the type of the objects, the largest first.</param>
public sealed record HeapEstimate(int Objects, int StaticTables, IReadOnlyList<KeyValuePair<string, int>> ByType)
{
    /// <summary>All of it.</summary>
    public int Bytes => Objects + StaticTables;

    /// <summary>Looks at the firmware that runs on a machine now. Serial ports, pins and their controller are the platform's and not counted.</summary>
    public static HeapEstimate Of(Machine machine, string assembly)
    {
        var own = machine.Firmware.Single(loaded => loaded.GetName().Name == assembly);
        var walk = new HeapWalk(own, machine.Firmware);
        var objects = machine.Firmware.Where(other => other != own).SelectMany(StaticFields).Sum(field => walk.Visit(field.GetValue(null), counts: false))
            + machine.Threads.Sum(thread => walk.Visit(thread.Facade, counts: true));
        var tables = StaticFields(own).Sum(field => HeapWalk.StaticField + walk.Visit(field.GetValue(null), counts: true));
        return new HeapEstimate(objects, tables, [.. walk.ByType.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key, StringComparer.Ordinal)]);
    }

    private static IEnumerable<FieldInfo> StaticFields(Assembly assembly) =>
        from type in assembly.GetTypes()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && !IsData(field)
        select field;

    /// <summary>The initial content of an array lies in flash.</summary>
    private static bool IsData(FieldInfo field) => (field.Attributes & FieldAttributes.HasFieldRVA) != 0;
}
