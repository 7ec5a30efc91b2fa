using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;
using static Sim800.Nano.Parsing.Ascii;

namespace Sim800.Nano;

/// <summary>What has come in while data mode was left for it: calls and messages.</summary>
public sealed class ModemIncoming : ICodeSink
{
    internal readonly AutoResetEvent Changed = new AutoResetEvent(false);

    private readonly ICodeSink _next;

    internal ModemIncoming(ICodeSink next)
    {
        _next = next;
    }

    /// <summary>Gets how often it rang.</summary>
    public int Rings { get; private set; }

    /// <summary>Gets the number of the caller, if the module tells it (AT+CLIP=1), or null.</summary>
    public string Caller { get; private set; }

    /// <summary>Gets how many messages have been stored.</summary>
    public int Messages { get; private set; }

    /// <summary>Gets the index of the last one, or -1.</summary>
    public int MessageIndex { get; private set; } = -1;

    /// <inheritdoc/>
    void ICodeSink.Take(Parser line)
    {
        if (line.Kind == LineKind.Ring)
        {
            Rings++;
            Changed.Set();
        }
        else if (line.Kind == LineKind.Message)
        {
            Messages++;
            MessageIndex = line.Field(1);
            Changed.Set();
        }
        else if (line.Kind == LineKind.Text && Caller == null)
        {
            TakeCaller(line);
        }

        _next.Take(line);
    }

    /// <inheritdoc/>
    Ring ICodeSink.FindRing(Parser header) => _next.FindRing(header);

    /// <inheritdoc/>
    void ICodeSink.Lose(int link) => _next.Lose(link);

    /// <inheritdoc/>
    void ICodeSink.Settle() => _next.Settle();

    /// <inheritdoc/>
    void ICodeSink.Abandon(int link) => _next.Abandon(link);

    /// <inheritdoc/>
    void ICodeSink.Restarted() => _next.Restarted();

    /// <inheritdoc/>
    void ICodeSink.Tell(ModemEvent code) => _next.Tell(code);

    // +CLIP: "<number>",…
    private void TakeCaller(Parser line)
    {
        byte[] window = line.Window;
        int end = line.TextEnd;
        if (!Begins(window, line.TextStart, end, "+CLIP:"))
        {
            return;
        }

        int first = Find(window, Quote, line.TextStart, end) + 1;
        int last = Find(window, Quote, first, end);
        if (last < end)
        {
            Caller = ToText(window, first, last - first);
            Changed.Set();
        }
    }
}
