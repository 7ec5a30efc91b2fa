using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Host.Tests.NanoHost.Skipping;
using Sim800.Rig.Demo;
using Sim800.Simulator;

namespace Host.Tests.Waveforms;

/// <summary>
/// An independent reader: sigrok's UART decoder finds in the waveform of a demo run exactly the bytes of its text trace, those
/// included that the driver sends at other rates while it looks for the module.
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
            File.WriteAllText(file, vcd.ToString());

            // at every nanosecond: of bytes at four times the rate some edges fall just where a bit is read; the hours in between are skipped
            var decoded = Sigrok("-i", file, "-I", "vcd:compress=1000000", "-P", $"uart:{direction}={direction.ToUpperInvariant()}", "-B", $"uart={direction}");
            Assert.Equal(Convert.ToHexString(BytesOf(trace.ToString(), mark)), Convert.ToHexString(decoded));
        }
        finally
        {
            File.Delete(file);
        }
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
