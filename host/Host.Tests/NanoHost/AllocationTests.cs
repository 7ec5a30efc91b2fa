namespace Host.Tests.NanoHost;

/// <summary>What firmware allocates is counted in the bytes of a device's heap, as they were measured there.</summary>
public class AllocationTests
{
    private const string Declarations = """
        class Empty { }
        class OneByte { public byte A; }
        class TwoInts { public int A, B; }
        class Derived : TwoInts { public string C; }
        class HoldsStruct { public Pair P; public int A; }
        struct Pair { public int A, B; }
        delegate void Handler();
        class MyException : Exception { public int Code; }
        enum Small : byte { A, B }

        static object o;
        static int i = 1234;
        static int n = 64;
        static string s;
        static string[] pieces;
        static byte[] bytes = new byte[10];
        static string ten = "0123456789";
        static string list = "AT,OK,ERR";
        static System.Text.Encoding utf8 = System.Text.Encoding.UTF8;
        static Handler handler;
        static void Work() { }

        """;

    [Theory]
    [InlineData("o = new Empty();", 12)]
    [InlineData("o = new OneByte();", 24)]
    [InlineData("o = new TwoInts();", 36)]
    [InlineData("o = new Derived();", 48)]
    [InlineData("o = new HoldsStruct();", 48)]
    [InlineData("var p = new Pair(); p.A = i; i = p.A;", 0)]
    [InlineData("o = i;", 24)]
    [InlineData("o = Small.B;", 24)]
    [InlineData("o = new Pair();", 36)]
    [InlineData("o = new byte[0];", 24)]
    [InlineData("o = new byte[12];", 24)]
    [InlineData("o = new byte[13];", 36)]
    [InlineData("o = new byte[n];", 84)]
    [InlineData("o = new Small[n];", 84)]
    [InlineData("o = new byte[1024];", 1044)]
    [InlineData("o = new int[n];", 276)]
    [InlineData("o = new object[n];", 792)]
    [InlineData("o = new byte[n][];", 792)]
    [InlineData("o = new Pair[n];", 3096)]
    [InlineData("handler = new Handler(Work);", 36)]
    [InlineData("o = new Exception();", 72)]
    [InlineData("o = new MyException();", 84)]
    [InlineData("o = new System.Collections.ArrayList();", 120)]
    [InlineData("o = new System.Text.StringBuilder();", 156)]
    [InlineData("o = new System.Threading.Thread(Work);", 132)]
    [InlineData("s = ten + \"a\";", 36)]
    [InlineData("o = System.Text.Encoding.UTF8;", 12)]
    [InlineData("o = utf8.GetBytes(ten);", 48)]
    [InlineData("s = utf8.GetString(bytes, 0, 0);", 24 + 36 + 48)]
    [InlineData("s = i.ToString();", 60)]
    [InlineData("s = $\"{i}\";", 420)]
    [InlineData("pieces = list.Split(',');", 204)]
    [InlineData("try { throw new Exception(); } catch (Exception) { }", 120)]
    [InlineData("i = Array.IndexOf(bytes, o, 0, 10);", 0)]
    [InlineData("o = bytes.Clone();", 24)]
    public void A_statement_allocates(string statement, long bytes)
    {
        Assert.Equal(bytes, Bytes(statement) - Bytes(""));
    }

    [Fact]
    public void Decoding_ten_characters_allocates_120_bytes()
    {
        const string Fill = "for (int j = 0; j < 10; j++) { bytes[j] = 65; }";
        Assert.Equal(120, Bytes(Fill + "s = utf8.GetString(bytes, 0, 10);") - Bytes(Fill));
    }

    private static long Bytes(string statement) => TestFirmware.Run($"{Declarations}static void Main() {{ {statement} }}").Clean().Cost.Bytes;
}
