using System.Globalization;
using System.Text;
using Wire;

namespace Sim800.Simulator;

/// <summary>
/// Writes down what happens at a module, one line each: time in seconds, then <c>&gt;</c> bytes from the host, <c>&lt;</c> bytes from
/// the module (when they are handed to the transmitter), a level, or a note. The same run gives the same text to the byte.
/// </summary>
public sealed class Recorder
{
    private const int LongestRun = 64;

    private readonly TextWriter _writer;
    private readonly Run _received = new('>');
    private readonly Run _sent = new('<');

    /// <summary>Writes into memory: see <see cref="ToString"/>.</summary>
    public Recorder()
        : this(new StringWriter())
    {
    }

    /// <summary>Writes wherever it is told.</summary>
    public Recorder(TextWriter writer) => _writer = writer;

    /// <summary>What was written, if it was written into memory.</summary>
    public override string ToString()
    {
        Flush();
        return _writer.ToString() ?? "";
    }

    /// <summary>Writes out what was gathered of a line that is not complete.</summary>
    public void Flush()
    {
        var (first, second) = _sent.Begun < _received.Begun ? (_sent, _received) : (_received, _sent);
        Write(first);
        Write(second);
    }

    /// <summary>A byte from the host.</summary>
    public void Received(long now, byte value)
    {
        _received.Add(now, value);
        if (value is (byte)'\r' || _received.Length >= LongestRun)
        {
            Write(_received);
        }
    }

    /// <summary>Bytes from the module.</summary>
    public void Sent(long now, ReadOnlySpan<byte> unit)
    {
        if (unit.Length > 1)
        {
            Flush();
        }

        foreach (var value in unit)
        {
            _sent.Add(now, value);
            if (_sent.Length >= LongestRun)
            {
                Write(_sent);
            }
        }

        if (unit.Length > 1 || unit is [(byte)'\r'])
        {
            Write(_sent);
        }
    }

    /// <summary>An edge.</summary>
    public void Line(long now, string name, bool high) => Note(now, $"{name} {(high ? "high" : "low")}");

    /// <summary>Anything else.</summary>
    public void Note(long now, string text)
    {
        Flush();
        Write(now, $"  {text}");
    }

    private void Write(Run run)
    {
        if (run.Length > 0)
        {
            Write(run.Begun, run.Take());
        }
    }

    private void Write(long time, string text)
    {
        var microseconds = time / Nanoseconds.PerMicrosecond;
        _writer.Write(string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1_000_000,8}.{microseconds % 1_000_000:D6} {text}\n"));
    }

    private sealed class Run(char mark)
    {
        private readonly StringBuilder _text = new();

        public long Begun { get; private set; }

        public int Length { get; private set; }

        public void Add(long now, byte value)
        {
            if (Length++ == 0)
            {
                Begun = now;
            }

            switch (value)
            {
                case (byte)'\r':
                    _text.Append("\\r");
                    break;
                case (byte)'\n':
                    _text.Append("\\n");
                    break;
                case (byte)'\\':
                    _text.Append(@"\\");
                    break;
                case >= 0x20 and < 0x7F:
                    _text.Append((char)value);
                    break;
                default:
                    _text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
                    break;
            }
        }

        public string Take()
        {
            var text = $"{mark} {_text}";
            _text.Clear();
            Length = 0;
            return text;
        }
    }
}
