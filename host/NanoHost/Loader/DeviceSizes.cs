using System.Text;
using Mono.Cecil;

namespace NanoHost.Loader;

/// <summary>
/// What objects cost on the heap of a device, in bytes. The heap is made of cells of 12 bytes: an object takes one cell and
/// one for each instance field, inherited ones included and whatever their type; the fields of a struct lie in the object
/// that holds it. Arrays of primitive values are packed; those of references take a cell an element, those of structs a
/// cell an element and an object for each (64 structs of two fields: 24 + 64 × (12 + 36) = 3,096).
/// </summary>
internal sealed class DeviceSizes(Firmware firmware)
{
    /// <summary>A cell of the heap.</summary>
    public const int Cell = 12;

    /// <summary>A delegate, whatever its type.</summary>
    public const int Delegate = 36;

    /// <summary>The stack trace that a throw adds to its exception: throw and catch cost 120, of which the exception is 72.</summary>
    public const int StackTrace = 48;

    /// <summary>A string: 24 bytes, and its UTF-8 text with the terminating zero in whole cells.</summary>
    public static int Text(string text) => 24 + (Encoding.UTF8.GetByteCount(text) + Cell) / Cell * Cell;

    /// <summary>The bytes of an object of this class.</summary>
    public int Object(TypeReference type) => IsDelegate(type) ? Delegate : Cell + Cell * Fields(type);

    /// <summary>The bytes of a boxed value: a primitive one counts as one field.</summary>
    public int Boxed(TypeReference type) => Cell + Cell * Fields(type);

    /// <summary>The bytes an element takes in an array: the size of a primitive value, else whole cells.</summary>
    public int Element(TypeReference type)
    {
        if (type.IsArray || !firmware.IsValueType(type))
        {
            return Cell;
        }

        var packed = PackedSize(type);
        return packed > 0 ? packed : Cell + Cell + Cell * Fields(type);
    }

    private int Fields(TypeReference type)
    {
        if (firmware.Find(type) is not { } definition)
        {
            return PlatformSizes.Fields(PlatformTypes.Find(type));
        }

        var own = definition.Fields.Where(field => !field.IsStatic).Sum(field => CellsOf(field.FieldType));
        return own + (definition.BaseType is { } parent && !definition.IsValueType ? Fields(parent) : 0);
    }

    private int CellsOf(TypeReference field) => !field.IsArray && !field.IsByReference && firmware.IsValueType(field) ? Fields(field) : 1;

    private bool IsDelegate(TypeReference type) => firmware.Find(type) is { } definition
        ? definition.BaseType?.FullName == "System.MulticastDelegate"
        : PlatformTypes.Find(type)?.IsSubclassOf(typeof(System.Delegate)) ?? false;

    private int PackedSize(TypeReference type)
    {
        if (firmware.Find(type) is { IsEnum: true } definition)
        {
            type = definition.Fields.First(field => !field.IsStatic).FieldType;
        }
        else if (PlatformTypes.Find(type) is { IsEnum: true } platform)
        {
            return PackedSize(platform.GetEnumUnderlyingType().FullName!);
        }

        return PackedSize(type.FullName);
    }

    /// <summary>The bytes of a primitive value in an array; 0 for any other type.</summary>
    public static int PackedSize(string type) => type switch
    {
        "System.Boolean" or "System.Byte" or "System.SByte" => 1,
        "System.Char" or "System.Int16" or "System.UInt16" => 2,
        "System.Int32" or "System.UInt32" or "System.Single" or "System.IntPtr" or "System.UIntPtr" => 4,
        "System.Int64" or "System.UInt64" or "System.Double" or "System.DateTime" or "System.TimeSpan" => 8,
        _ => 0,
    };
}
