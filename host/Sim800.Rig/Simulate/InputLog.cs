using System.Globalization;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>
/// Writes everything that reaches a module from outside, each with its nanosecond: what is enough to run it again. Only what
/// the network did is not in it.
/// </summary>
internal sealed class InputLog
{
    /// <summary>The first line of the file.</summary>
    public const string Heading = "sim800 input 1";

    /// <summary>The line behind the choice of the module.</summary>
    public const string Begin = "begin";

    private readonly EventQueue _queue;
    private readonly TextWriter _writer;

    public InputLog(EventQueue queue, TextWriter writer, ModuleChoice module)
    {
        _queue = queue;
        _writer = writer;
        foreach (var line in (string[])[Heading, .. module.ToLines(), Begin])
        {
            writer.Write(line + '\n');
        }
    }

    /// <summary>A byte begins to arrive.</summary>
    public void Byte(byte value, int rate) => Write(string.Create(CultureInfo.InvariantCulture, $"byte {value:X2} {rate}"));

    /// <summary>A line of the control channel.</summary>
    public void Control(string line) => Write($"control {line}");

    /// <summary>The run is over.</summary>
    public void End() => Write("end");

    private void Write(string text) => _writer.Write(string.Create(CultureInfo.InvariantCulture, $"{_queue.Now} {text}\n"));
}
