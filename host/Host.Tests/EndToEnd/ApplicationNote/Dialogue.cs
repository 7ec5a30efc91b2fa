using System.Text;

namespace Host.Tests.EndToEnd.ApplicationNote;

/// <summary>What went over the wire, compared with an example of the note.</summary>
internal static class Dialogue
{
    // Behind the time; then a space, and the bytes.
    private const int Mark = 16;

    /// <summary>
    /// Expects the rows of an example on the wire, in this order; between them may be what the driver says besides. A row that begins with
    /// <c>&gt; </c> is said to the module, one with <c>&lt; </c> by it, from the beginning of what it says.
    /// </summary>
    public static void Has(Bench bench, params string[] rows)
    {
        var wire = Of(bench);
        var at = 0;
        foreach (var row in rows)
        {
            var found = wire.IndexOf(row, at, StringComparison.Ordinal);
            Assert.True(found >= 0, $"'{row}' does not follow in\n{wire[at..]}");
            at = found + row.Length;
        }
    }

    // The trace breaks long runs; here they are whole.
    private static string Of(Bench bench)
    {
        var wire = new StringBuilder();
        var last = ' ';
        foreach (var line in bench.Trace.Split('\n').Where(line => line.Length > Mark && line[Mark] is '>' or '<'))
        {
            wire.Append(line[Mark] == last ? line[(Mark + 2)..] : $"\n{line[Mark..]}");
            last = line[Mark];
        }

        return wire.ToString();
    }
}
