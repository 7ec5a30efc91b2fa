using NanoApi.Gate;
using Sim800.Rig.Boards;

namespace Host.Tests.NanoApi;

/// <summary>The second gate: what compiles and breaks on the device is found in the IL.</summary>
public class IlGateTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        { "NANO01", "C`1", "class C<T> { }" },
        { "NANO01", "C.M", "class C { void M<T>() { } }" },
        { "NANO01", "C.M", "class C { void M() => N<int>(); void N<T>() { } }" },
        { "NANO01", "C._make", "using System; class C { Func<int> _make; }" },
        { "NANO01", "C._take", "using System; class C { Action<int> _take; }" },
        { "NANO01", "C.Done", "using System; class C { event EventHandler<EventArgs> Done; void M() => Done(this, null); }" },
        { "NANO01", "C.M", "using System; class C { void M(Func<int, int>[] functions) { } }" },
        { "NANO01", "C.M", "using System; class C { Action<byte> M() => null; }" },
        { "NANO01", "C.M", "using System; class C { object M() => typeof(Action<>); }" },
        { "NANO01", "D", "using System; interface I<T> { } class D : I<int> { }" },
        { "NANO02", "C._grid", "class C { int[,] _grid; }" },
        { "NANO02", "C.M", "class C { int M() => (new int[2, 3])[1, 1]; }" },
        { "NANO03", "C.M", "unsafe class C { byte M(byte[] b) { fixed (byte* p = b) { return *p; } } }" },
        { "NANO03", "C.M", "unsafe class C { void M(int* p) { } }" },
        { "NANO03", "C._function", "unsafe class C { delegate*<void> _function; }" },
        { "NANO04", "I.M", "interface I { int M() => 1; }" },
        { "NANO04", "I.get_P", "interface I { int P => 1; }" },
        { "NANO05", "C.M", "unsafe class C { int M() { int* p = stackalloc int[4]; return p[2]; } }" },
        { "NANO06", "C.M", "class C { int M(int a, int b) => checked(a + b); }" },
        { "NANO06", "C.M", "class C { uint M(uint a, uint b) => checked(a - b); }" },
        { "NANO06", "C.M", "class C { long M(long a, long b) => checked(a * b); }" },
        { "NANO06", "C.M", "class C { byte M(int a) => checked((byte)a); }" },
        { "NANO06", "C.M", "class C { int M(ulong a) => checked((int)a); }" },
        { "NANO07", "C.M", "class C { string M() => \"a\\0b\"; }" },
        { "NANO07", "C.Text", "class C { const string Text = \"a\\0b\"; }" },
        { "NANO08", "C.cctor", "class C { static readonly int[] s_table = Make(); static int[] Make() => new int[3]; }" },
        { "NANO08", "C.cctor", "class C { static int s_sum; static C() { for (int i = 0; i < 3; i++) { s_sum += i; } } }" },
        { "NANO08", "C.cctor", "class C { static C() { new System.Threading.Thread(() => { }).Start(); } }" },
        { "NANO08", "C.cctor", "class C { static C() { System.Threading.Thread.Sleep(1); } }" },
        { "NANO08", "C.cctor", "using System.Threading; class C { static readonly AutoResetEvent s_wake = new AutoResetEvent(false); }" },
        { "NANO08", "C.cctor", "using System.Device.Gpio; class C { static readonly GpioController s_pins = new GpioController(); }" },
        { "NANO08", "C.cctor", "using System.IO.Ports; class C { static readonly SerialPort s_port = new SerialPort(\"COM1\"); }" },
        { "NANO08", "C.cctor", "using System.Text; class C { static readonly byte[] s_at = Encoding.UTF8.GetBytes(\"AT\"); }" },
        { "NANO08", "C.cctor", "using System; class C { static readonly DateTime s_start = DateTime.UtcNow; }" },
        { "NANO08", "C.cctor", "class D { } class C { static readonly D s_other = new D(); }" },
        { "NANO08", "C.cctor", "class C { static readonly object s_lock = new object(); static C() { lock (s_lock) { } } }" },
        { "NANO08", "C.cctor", "class C { static C() { throw null; } }" },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void IsRefused(string code, string where, string source)
    {
        using var assembly = FirmwareCompiler.Assembly(source);
        IReadOnlyList<Finding> findings = IlGate.Check(assembly);

        Assert.Contains(findings, finding => finding.Code == code && finding.Where == where);
        Assert.All(findings, finding => Assert.False(string.IsNullOrWhiteSpace(finding.Instead)));
    }

    [Theory]
    [InlineData("class C { static readonly byte[] s_table = { 1, 2, 3, 4, 5 }; static readonly byte[] s_two = { 1, 2 }; static readonly ulong[] s_wide = { 1, 2, 3 }; }")]
    [InlineData("class C { static readonly byte[][] s_rows = { new byte[] { 1, 2, 3 }, new byte[] { 4 } }; static readonly string[] s_names = { \"a\", \"b\" }; }")]
    [InlineData("class C { static int s_i = -1; static long s_l = 5; static uint s_u = 4000000000; static double s_d = 1.5; static string s_s = \"AT\"; static char s_c = 'x'; static bool s_b = true; }")]
    [InlineData("class C { static readonly object s_boxedLf = (byte)10; static readonly object s_lock = new object(); static readonly byte[] s_buffer = new byte[64]; }")]
    [InlineData("class C { static readonly System.Text.Encoding s_utf8 = System.Text.Encoding.UTF8; static readonly object[] s_rows = { 1, \"a\", null }; }")]
    [InlineData("using System.Threading; class C { void M() => new Thread(() => { }).Start(); }")]
    [InlineData("using System; class C { Action _a; event EventHandler E; void M(int x) { _a = () => E?.Invoke(this, EventArgs.Empty); _a += delegate { x++; }; } }")]
    [InlineData("class C { int M(int a, byte[] b) => unchecked((byte)(a + b[0]) * 3); ref byte R(byte[] b) => ref b[1]; void S(ref int x, out byte y) { x++; y = 0; } }")]
    [InlineData("class C { string M(string s) { switch (s) { case \"a\": return \"1\"; case \"b\": return \"2\"; case \"c\": return \"3\"; case \"d\": return \"4\"; case \"e\": return \"5\"; case \"f\": return \"6\"; case \"g\": return \"7\"; default: return null; } } }")]
    [InlineData("interface I { int M(); event System.EventHandler E; int this[int i] { get; } } struct S { public int A; } readonly struct R { } ref struct F { }")]
    [InlineData("class C { int[][] _jagged = new int[3][]; object M(object o) => o is int[] a && a.Length > 0 ? typeof(int[]) : null; }")]
    public void IsAllowed(string source)
    {
        using var assembly = FirmwareCompiler.Assembly(source);
        Assert.Empty(IlGate.Check(assembly));
    }

    [Fact]
    public void AFindingSaysWhatAndWhereAndWhatInstead()
    {
        using var assembly = FirmwareCompiler.Assembly("namespace N { class C { class D { int M(int a) => checked(a + 1); } } }");
        Finding finding = Assert.Single(IlGate.Check(assembly));

        Assert.Equal("N.C.D.M: error NANO06: N.C.D.M: checked arithmetic; no OverflowException is ever thrown: compare before the operation", finding.ToString());
    }

    [Theory]
    [InlineData("Sim800.Nano")]
    [InlineData("NFUnitTest")]
    [InlineData("Samples.Esp32")]
    [InlineData("Scenarios")]
    [InlineData("Bench")]
    public void TheFirmwarePasses(string file)
    {
        Assert.Empty(IlGate.Check(BuiltFirmware.PathOf(file)));
    }
}
