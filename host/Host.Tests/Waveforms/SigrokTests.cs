using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Host.Tests.NanoHost.Skipping;
using Sim800.Rig.Demo;
using Sim800.Simulator;
using Wire;

namespace Host.Tests.Waveforms;

/// <summary>
/// An independent reader: sigrok's UART decoder finds in the waveform of a demo run exactly the bytes of its text trace, from
/// the moment the module is on. Before that the driver looks for it at other rates, and what those bytes look like at this one
/// is everybody's own guess.
/// </summary>
public class SigrokTests
{
    [SkippableTheory]
    [InlineData("rx", '>')]
    [InlineData("tx", '<')]
    public void TheDecoderFindsTheBytesOfTheTrace(string direction, char mark)
    {
        if (!IsInstalled())
        {
            throw new SkipException("sigrok-cli is not installed; Debian's package of that name brings it.");
        }

        var file = Path.Combine(Path.GetTempPath(), $"sim800-{Guid.NewGuid():N}.vcd");
        try
        {
            using var trace = new StringWriter();
            using var vcd = new StringWriter();
            Assert.Null(new DemoRun(new Timeline(null, trace), reports: 1, seed: 1, new Waveform(vcd)).Run().Problem);
            var text = trace.ToString();
            var switchedOn = text.IndexOf("   STATUS high\n", StringComparison.Ordinal);
            var lines = text[(text.LastIndexOf('\n', switchedOn) + 1)..];
            var nanoseconds = long.Parse(lines.AsSpan(0, 8), CultureInfo.InvariantCulture) * Nanoseconds.PerSecond
                + (long.Parse(lines.AsSpan(9, 6), CultureInfo.InvariantCulture) * Nanoseconds.PerMicrosecond);
            File.WriteAllText(file, From(vcd.ToString(), nanoseconds));

            // a sample every 0.5 µs is enough for 115200 baud; the hours in between are skipped
            var decoded = Sigrok("-i", file, "-I", "vcd:downsample=500:compress=1000000", "-P", $"uart:{direction}={direction.ToUpperInvariant()}", "-B", $"uart={direction}");
            Assert.Equal(Convert.ToHexString(BytesOf(lines, mark)), Convert.ToHexString(decoded));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>The waveform without what was before an instant; the lines are at rest then.</summary>
    private static string From(string vcd, long nanoseconds)
    {
        var header = vcd[..(vcd.LastIndexOf("$end\n", StringComparison.Ordinal) + 5)];
        var edges = vcd[header.Length..].Split('\n').SkipWhile(line => line is not ['#', ..] || long.Parse(line.AsSpan(1), CultureInfo.InvariantCulture) < nanoseconds);
        return header + string.Join('\n', edges);
    }

    private static byte[] BytesOf(string trace, char mark)
    {
        var bytes = new List<byte>();
        foreach (var line in trace.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var text = line.TrimStart();
            text = text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            if (text[0] != mark)
            {
                continue;
            }

            for (var i = 2; i < text.Length; i++)
            {
                if (text[i] != '\\')
                {
                    bytes.Add((byte)text[i]);
                    continue;
                }

                switch (text[++i])
                {
                    case 'r':
                        bytes.Add((byte)'\r');
                        break;
                    case 'n':
                        bytes.Add((byte)'\n');
                        break;
                    case 'x':
                        bytes.Add(byte.Parse(text.AsSpan(i + 1, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture));
                        i += 2;
                        break;
                    default:
                        bytes.Add((byte)text[i]);
                        break;
                }
            }
        }

        return [.. bytes];
    }

    private static bool IsInstalled()
    {
        try
        {
            Sigrok("--version");
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    private static byte[] Sigrok(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("sigrok-cli", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return output.ToArray();
    }
}
