namespace Host.Tests.NanoHost;

/// <summary>Where the platform differs from .NET, firmware meets the platform.</summary>
public class PlatformSemanticsTests
{
    private const string Declarations = """
        enum Level { Low, High = 7 }
        struct Point { public override string ToString() { return "point"; } }
        static string Twice(object o) { return o.ToString() + o.ToString(); }

        """;

    [Theory]
    [InlineData("new string(new char[] { 'a', '\\0', 'b' }).Length.ToString()", "1")]
    [InlineData("new string('\\0', 3).Length.ToString()", "0")]
    [InlineData("System.Text.Encoding.UTF8.GetString(new byte[] { 65, 0, 66 }, 0, 3).Length.ToString()", "1")]
    [InlineData("System.Text.Encoding.UTF8.GetString(new byte[] { 65, 0xFF }, 0, 2)", "A\uFFFD")]
    [InlineData("Parse(\"5x\")", "False -2147483648")]
    [InlineData("Parse(\"\")", "False -2147483648")]
    [InlineData("Parse(\"99999999999\")", "False -2147483648")]
    [InlineData("Parse(\" +12\")", "True 12")]
    [InlineData("Thrown(\"x\")", "System.FormatException: Exception was thrown: System.FormatException")]
    [InlineData("Thrown(null)", "System.ArgumentNullException: Exception was thrown: System.ArgumentNullException")]
    [InlineData("Level.High.ToString()", "7")]
    [InlineData("((object)Level.High).ToString()", "7")]
    [InlineData("Twice(Level.High)", "77")]
    [InlineData("\"x\" + Level.High", "x7")]
    [InlineData("$\"{Level.High} {Level.Low}\"", "7 0")]
    [InlineData("Twice(new Point())", "pointpoint")]
    [InlineData("new Point().ToString()", "point")]
    [InlineData("(1.5).ToString()", "1.5")]
    [InlineData("'a'.ToUpper().ToString() + 'Z'.ToLower()", "Az")]
    [InlineData("\"abc-ä\".ToUpper()", "ABC-ä")]
    [InlineData("(string.Compare(\"a\", \"B\") > 0).ToString()", "True")]
    [InlineData("BitConverter.IsLittleEndian.ToString()", "True")]
    [InlineData("string.Format(\"{0:X4}|{1,5}|{2:D3}\", 255, \"ab\", 7)", "00FF|   ab|007")]
    [InlineData("new DateTime(2026, 1, 2).Kind.ToString()", "1")]
    [InlineData("DateTime.FromUnixTimeSeconds(86400).ToUnixTimeSeconds().ToString()", "86400")]
    [InlineData("DateTime.UtcNow.ToString()", "01/01/2026 00:00:00")]
    [InlineData("DateTime.Today.Year.ToString()", "2026")]
    [InlineData("TimeSpan.FromDays(1L).TotalHours.ToString()", "24")]
    [InlineData("Guid.NewGuid().ToString().Length.ToString()", "36")]
    [InlineData("Guid.NewGuid().Equals(Guid.NewGuid()).ToString()", "False")]
    [InlineData("new NotSupportedException(\"why\").Message", "why")]
    [InlineData("Sum(new SpanByte(new byte[] { 1, 2, 3, 4 }, 1, 2)).ToString()", "5")]
    [InlineData("new System.Text.StringBuilder(\"a\").Append(1).Append('b').Insert(0, \"x\", 2).Replace(\"1\", \"22\").ToString()", "xxa22b")]
    public void An_expression_gives(string expression, string result)
    {
        const string Helpers = """
            static string Parse(string text) { var ok = int.TryParse(text, out var value); return ok.ToString() + " " + value; }
            static int Sum(SpanByte bytes) { var sum = 0; for (var i = 0; i < bytes.Length; i++) { sum += bytes[i]; } return sum; }
            static string Thrown(string text)
            {
                try { return int.Parse(text).ToString(); }
                catch (Exception e) { return e.GetType().FullName + ": " + e.Message; }
            }

            """;
        var run = TestFirmware.Run($"{Declarations}{Helpers}static void Main() {{ Console.WriteLine({expression}); }}").Clean();
        Assert.Equal(result, run.Line);
    }

    [Fact]
    public void Streams_read_and_write_text()
    {
        var run = TestFirmware.Run("""
            static void Main()
            {
                var memory = new System.IO.MemoryStream();
                var writer = new System.IO.StreamWriter(memory);
                writer.WriteLine("grün");
                writer.Write("last");
                writer.Flush();
                memory.Seek(0, System.IO.SeekOrigin.Begin);
                var reader = new System.IO.StreamReader(memory);
                while (!reader.EndOfStream)
                {
                    Console.WriteLine(reader.ReadLine());
                }
            }
            """).Clean();
        Assert.Equal(["grün", "last"], run.Lines);
    }
}
