using System.Text;
using Spectre.Console;

namespace Sim800.Rig.Demo;

/// <summary>
/// Shows the recorder's lines as they come: what the microcontroller says, what the module says, levels and states, and the
/// firmware's own words, each in its colour where the terminal has any. Line ends at the borders of an answer are left out;
/// the trace gets every line as it is.
/// </summary>
internal sealed class Timeline(IAnsiConsole? console, TextWriter? trace = null) : TextWriter
{
    private const string CommandMark = " > AT";
    private const string LineEnd = @"\r\n";

    /// <summary>Command lines that have gone to the module.</summary>
    public int Commands { get; private set; }

    public override Encoding Encoding => Encoding.UTF8;

    public override void Write(string? line)
    {
        if (line is null)
        {
            return;
        }

        Commands += line.Contains(CommandMark, StringComparison.Ordinal) ? 1 : 0;
        trace?.Write(line);
        console?.Write(new Text(Readable(line), new Style(ColorOf(line))));
    }

    private static string Readable(string line)
    {
        line = line.TrimEnd('\n').Replace($"< {LineEnd}", "< ", StringComparison.Ordinal);
        line = line.EndsWith(LineEnd, StringComparison.Ordinal) ? line[..^LineEnd.Length] : line.EndsWith(@"\r", StringComparison.Ordinal) ? line[..^2] : line;
        return line + '\n';
    }

    private static Color ColorOf(string line)
    {
        var mark = line.AsSpan().TrimStart();
        mark = mark[(mark.IndexOf(' ') + 1)..];
        return mark switch
        {
            ['>', ..] => Color.Aqua,
            ['<', ..] => Color.Green,
            _ when line.Contains("firmware:", StringComparison.Ordinal) => Color.Yellow,
            _ => Color.Grey,
        };
    }
}
