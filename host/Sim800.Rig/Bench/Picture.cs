using System.Globalization;
using System.Text;

namespace Sim800.Rig.Bench;

/// <summary>The instructions of each operation as bars, a pair for the two boards, and the target across them.</summary>
internal static class Picture
{
    private const int Width = 860;
    private const int Left = 110;
    private const int Right = 90;
    private const int Top = 64;
    private const int Row = 40;
    private const int Bar = 13;
    private const int GridLines = 6;

    // Between a bar and its figure, and what a figure takes.
    private const int Gap = 5;
    private const int FigureWidth = 34;

    // Too large for the scale, and done once.
    private const string LeftOut = "bringUp";

    private static readonly string[] s_colors = ["#1f5fa8", "#8db8e2"];

    public static string Of(BenchReport report, IReadOnlyList<Budget> budgets)
    {
        string[] names = [.. report.Main.Operations.Select(row => row.Name).Where(name => name != LeftOut)];
        var largest = names.Max(name => report.Boards.Max(board => Il(board, name)));
        var step = Step(largest);
        var scale = (Width - Left - Right) / (double)largest;
        var bottom = Top + (names.Length * Row);

        var svg = new StringBuilder();
        Line($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{Width}\" height=\"{bottom + 58}\" viewBox=\"0 0 {Width} {bottom + 58}\" font-family=\"Helvetica, Arial, sans-serif\" font-size=\"12\">");
        Line($"<rect width=\"{Width}\" height=\"{bottom + 58}\" fill=\"#ffffff\"/>");
        Text(12, 22, "Instructions of Sim800.Nano for each operation", "#222222", "start", "font-size=\"15\" font-weight=\"bold\"");
        Legend(report.Boards);
        for (var value = 0L; value <= largest; value += step)
        {
            var x = X(value);
            Line($"<line x1=\"{x}\" y1=\"{Top - 6}\" x2=\"{x}\" y2=\"{bottom}\" stroke=\"#dddddd\"/>");
            Text(x, bottom + 16, Number(value), "#666666", "middle");
        }

        for (var i = 0; i < names.Length; i++)
        {
            var y = Top + (i * Row);
            Text(Left - 8, y + 18, names[i], "#222222", "end");
            var target = budgets.FirstOrDefault(budget => budget.Operation == names[i] && budget.Figure == "il")?.Target is { } il ? X(il) : -1;
            for (var board = 0; board < report.Boards.Count; board++)
            {
                var value = Il(report.Boards[board], names[i]);
                var at = y + (board * (Bar + 1));
                var end = X(value);
                Line($"<rect x=\"{Left}\" y=\"{at}\" width=\"{Math.Max(1, end - Left)}\" height=\"{Bar}\" fill=\"{s_colors[board % s_colors.Length]}\"/>");
                Text((target >= end && target < end + FigureWidth ? target : end) + Gap, at + 11, Number(value), "#444444", "start", "font-size=\"11\"");
            }

            if (target >= 0)
            {
                Line($"<line x1=\"{target}\" y1=\"{y - 3}\" x2=\"{target}\" y2=\"{y + (2 * Bar) + 4}\" stroke=\"#d9480f\" stroke-width=\"2.5\"/>");
            }
        }

        Text(12, bottom + 42, $"Left out: {LeftOut}, done once ({string.Join(" and ", report.Boards.Select(board => Number(Il(board, LeftOut))))}). The platform's own instructions are not in it.", "#666666", "start");
        Line($"</svg>");
        return svg.ToString();

        int X(double value) => (int)Math.Round(Left + (value * scale));

        void Legend(IReadOnlyList<BoardReport> boards)
        {
            var x = Left;
            for (var board = 0; board < boards.Count; board++, x += 90)
            {
                Line($"<rect x=\"{x}\" y=\"34\" width=\"12\" height=\"12\" fill=\"{s_colors[board % s_colors.Length]}\"/>");
                Text(x + 17, 44, boards[board].Board, "#222222", "start");
            }

            Line($"<line x1=\"{x + 6}\" y1=\"33\" x2=\"{x + 6}\" y2=\"47\" stroke=\"#d9480f\" stroke-width=\"2.5\"/>");
            Text(x + 17, 44, "target", "#222222", "start");
        }

        void Text(int x, int y, string text, string color, string anchor, string more = "") =>
            Line($"<text x=\"{x}\" y=\"{y}\" fill=\"{color}\" text-anchor=\"{anchor}\"{(more.Length == 0 ? "" : " " + more)}>{text}</text>");

        void Line(FormattableString line) => svg.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
    }

    private static long Il(BoardReport board, string operation) => board.Operations.Single(row => row.Name == operation).Il;

    /// <summary>The smallest of 1, 2 or 5 times a power of ten that is not too fine.</summary>
    private static long Step(long largest)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (var step in (long[])[power, 2 * power, 5 * power])
            {
                if (largest / step <= GridLines)
                {
                    return step;
                }
            }
        }
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
