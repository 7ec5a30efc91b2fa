using System.Reflection;
using NanoHost.Loader;

namespace NanoHost;

/// <summary>
/// Follows references and adds up sizes, each object once. What belongs to another assembly of the firmware is looked through and not counted:
/// a program's own variables and arrays lead to the driver's objects and are not the driver's.
/// </summary>
internal sealed class HeapWalk(Assembly own, IReadOnlyList<Assembly> firmware)
{
    /// <summary>What a static field takes.</summary>
    public const int StaticField = DeviceSizes.Cell;

    private static readonly string[] s_notCounted = ["System.IO.Ports", "System.Device.Gpio"];

    private readonly HashSet<object> _visited = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, int> _byType = [];

    /// <summary>The bytes counted so far, by type.</summary>
    public IReadOnlyDictionary<string, int> ByType => _byType;

    /// <summary>The bytes of an object and of all that it leads to, without what was visited before.</summary>
    /// <param name="target">The object, or null.</param>
    /// <param name="counts">Whether it is the driver's, or only on the way to it.</param>
    public int Visit(object? target, bool counts)
    {
        if (target is null || (target is ValueType ? !counts : !_visited.Add(target)))
        {
            return 0;
        }

        var type = target.GetType();
        counts = type.IsArray ? counts : type.Assembly == own || (counts && !firmware.Contains(type.Assembly));
        if (target is not Delegate && s_notCounted.Contains(type.Namespace))
        {
            return HandlersOf(target).Sum(handler => Visit(handler, counts: true));
        }

        var bytes = counts ? Count(target) : 0;
        return bytes + target switch
        {
            Delegate handler => handler.GetInvocationList().Sum(single => Visit(single.Target, counts: false)),
            Array array when !type.GetElementType()!.IsPrimitive => array.Cast<object?>().Sum(element => Visit(element, counts && element is not ValueType)),
            _ when firmware.Contains(type.Assembly) => References(target).Sum(value => Visit(value, counts)),
            _ => 0,
        };
    }

    private int Count(object target)
    {
        var type = target.GetType();
        var bytes = target switch
        {
            string text => DeviceSizes.Text(text),
            Array array => (int)Cpu.ArrayBytes(array.Length, ElementBytes(type.GetElementType()!)),
            Delegate handler => DeviceSizes.Delegate * handler.GetInvocationList().Length,
            _ when type.FullName == "System.Threading.Thread" => DeviceSizes.Cell * (1 + PlatformSizes.Fields(type)) + DeviceSizes.Delegate,
            _ => DeviceSizes.Cell * (1 + Cells(type)),
        };
        _byType[type.Name] = _byType.GetValueOrDefault(type.Name) + bytes;
        return bytes;
    }

    /// <summary>The handlers that the firmware has given to an object of the platform.</summary>
    private IEnumerable<Delegate> HandlersOf(object target) =>
        Fields(target.GetType()).Select(field => field.GetValue(target)).OfType<Delegate>().Where(handler => handler.Target?.GetType().Assembly == own);

    private IEnumerable<object?> References(object target) =>
        Fields(target.GetType()).Where(field => !field.FieldType.IsValueType).Select(field => field.GetValue(target));

    private int Cells(Type type) => firmware.Contains(type.Assembly)
        ? Fields(type).Sum(field => field.FieldType is { IsValueType: true, IsPrimitive: false, IsEnum: false } ? Cells(field.FieldType) : 1)
        : PlatformSizes.Fields(type);

    private int ElementBytes(Type type)
    {
        type = type.IsEnum ? type.GetEnumUnderlyingType() : type;
        return type.IsPrimitive ? DeviceSizes.PackedSize(type.FullName!) : type.IsValueType ? DeviceSizes.Cell * (2 + Cells(type)) : DeviceSizes.Cell;
    }

    private static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (var level = type; level is not null; level = level.BaseType)
        {
            foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                yield return field;
            }
        }
    }
}
