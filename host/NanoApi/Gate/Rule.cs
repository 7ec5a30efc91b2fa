namespace NanoApi.Gate;

/// <summary>A rule of the gate: its code, and what to do instead.</summary>
internal sealed record Rule(string Code, string Instead)
{
    public static readonly Rule Generics = new("NANO01", "the runtime has no generics: use a concrete type, an array, ArrayList or a delegate of your own");
    public static readonly Rule MultiDimensionalArrays = new("NANO02", "use an array of arrays, or one array and a computed index");
    public static readonly Rule Pointers = new("NANO03", "use a ref, an array and an index, or SpanByte");
    public static readonly Rule InterfaceBodies = new("NANO04", "leave interface members without a body and put the code into a class");
    public static readonly Rule StackAllocation = new("NANO05", "use an array that is made once");
    public static readonly Rule OverflowChecks = new("NANO06", "no OverflowException is ever thrown: compare before the operation");
    public static readonly Rule ZeroInText = new("NANO07", "strings end at the first NUL: use a byte[]");
    public static readonly Rule StaticConstructors = new("NANO08",
        "static constructors all run before Main, while no other thread does: store constants, arrays of constants, boxed constants, new object() or Encoding.UTF8, and do the rest later");
}
