using System.Globalization;
using Wire;

namespace Sim800.Rig.Simulate;

/// <summary>
/// Writes everything that reaches a module from outside, each with its nanosecond and in its order: what the terminal types, the lines of the control
/// channel, and what the network does. That is enough to run it again.
/// </summary>
internal sealed class InputLog
{
    /// <summary>The first line of the file.</summary>
    public const string Heading = "sim800 input 2";

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

    /// <summary>The terminal hands over bytes; they go out one after another.</summary>
    public void Typed(byte[] bytes) => Write($"typed {Convert.ToHexString(bytes)}");

    /// <summary>A line of the control channel.</summary>
    public void Control(string line) => Write($"control {line}");

    /// <summary>The network does something.</summary>
    public void Network(string line) => Write($"network {line}");

    /// <summary>The run is over.</summary>
    public void End() => Write("end");

    private void Write(string text) => _writer.Write(string.Create(CultureInfo.InvariantCulture, $"{_queue.Now} {text}\n"));
}
