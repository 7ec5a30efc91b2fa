using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// What becomes of received data (application note 3.1.4, 8; fact sheet 2.17, 2.22): pushed to the host with or without headers, stored until it
/// is asked for, or passed through a transparent connection.
/// </summary>
internal sealed class Incoming(Sim800Machine machine)
{
    private const int LargestSegment = 1460;

    /// <summary>Of a header with number, count and sender.</summary>
    private const int LongestHeader = 64;

    private Timing.Timer? _pause;

    private Settings.TcpIpSettings Settings => machine.TcpIp.Settings;

    /// <summary>A stream has something.</summary>
    public void Take(Link link)
    {
        if (link.IsTransparent)
        {
            Stream(link);
        }
        else if (link.IsManual)
        {
            Store(link);
        }
        else if (link.Connection is { } connection)
        {
            Push(link, connection);
        }
    }

    /// <summary>A datagram has come.</summary>
    public void Take(Link link, Peer sender, byte[] datagram)
    {
        var isPushed = !link.IsTransparent && !link.IsManual;
        if (isPushed && HasRoom)
        {
            Push(link, sender, datagram);
            return;
        }

        if (isPushed || link.Unread.Count + datagram.Length > machine.Options.ReceiveBufferSize)
        {
            machine.Log($"datagram of {sender} lost: no room");
            return;
        }

        link.Unread.Write(sender, datagram);
        if (link.IsTransparent)
        {
            Stream(link);
        }
        else
        {
            Notice(link, sender);
        }
    }

    /// <summary>Whether something waits for its turn in a transparent connection.</summary>
    public bool Holds(Link link) => link.IsTransparent && machine.DataMode.IsActive && link.Unread.Count > 0;

    /// <summary>Whether the output buffer takes one more segment; a stream waits in the network until it does.</summary>
    private bool HasRoom =>
        machine.Output.Unsent is var unsent && (unsent == 0 || unsent + LargestSegment + LongestHeader <= machine.Options.OutputBufferSize);

    private void Store(Link link)
    {
        if (Fill(link))
        {
            Notice(link, link.Remote);
        }

        if (machine.Options.LosesWhatDoesNotFit && link.Connection is { Available: > 0 and var excess } connection)
        {
            connection.Read(new byte[excess]);
            machine.Log($"{excess} bytes lost: no room");
        }
    }

    /// <summary>Moves from the network what fits.</summary>
    private bool Fill(Link link)
    {
        var data = new byte[Math.Max(0, machine.Options.ReceiveBufferSize - link.Unread.Count)];
        var count = data.Length == 0 ? 0 : link.Connection?.Read(data) ?? 0;
        link.Unread.Write(data.AsSpan(0, count));
        return count > 0;
    }

    private void Notice(Link link, Peer sender)
    {
        if (link.NoticeIsArmed || machine.Options.NoticeRearm == NoticeRearm.EverySegment)
        {
            link.NoticeIsArmed = false;
            var number = Settings.Multi ? $",{link.Number}" : "";
            machine.Output.Unsolicited($"+CIPRXGET: 1{number}{Suffix(sender)}", UrcKind.TcpIp);
        }
    }

    private void Push(Link link, INetworkConnection connection)
    {
        var segment = new byte[LargestSegment];
        while (HasRoom && connection.Read(segment) is var count and > 0)
        {
            Push(link, link.Remote, segment.AsSpan(0, count));
        }
    }

    private void Push(Link link, Peer sender, ReadOnlySpan<byte> data) =>
        machine.Output.Unsolicited([.. Framing.Latin(Header(link, sender, data.Length)), .. data], UrcKind.TcpIp);

    private string Header(Link link, Peer sender, int count)
    {
        if (Settings.Multi)
        {
            return $"\r\n+RECEIVE,{link.Number},{count}{Suffix(sender)}:\r\n";
        }

        var from = Settings.ShowsSender ? $"\r\nRECV FROM:{(machine.Options.SpaceAfterReceiveFrom ? " " : "")}{sender}\r\n" : "";
        var protocol = Settings.ShowsProtocol ? "," + StateText.Of(link.Protocol) : "";
        return Settings.Header ? $"{from}\r\n+IPD,{count}{protocol}:" : from;
    }

    private string Suffix(Peer sender) => Settings.ShowsSender ? $",{sender}" : "";

    private void Stream(Link link)
    {
        if (!machine.DataMode.IsActive)
        {
            WhileEscaped(link);
            return;
        }

        if (_pause is { IsPending: true } || !HasRoom)
        {
            return;
        }

        var transfer = Settings.Transfer;
        var limit = transfer.Paced ? transfer.OutputSize : LargestSegment;
        var data = Next(link, limit);
        if (data.Length == 0)
        {
            return;
        }

        // No more than the serial line carries: the rest waits in the network, and an escape need not wait for it.
        machine.Output.Stream(data);
        var interval = transfer.Paced ? transfer.OutputInterval * Nanoseconds.PerMillisecond : 0;
        _pause = machine.Timers.After(Math.Max(interval, data.Length * machine.Receiver.FrameTime), () => machine.TcpIp.OnReadable(link));
    }

    private void WhileEscaped(Link link)
    {
        switch (machine.Options.EscapedData)
        {
            case EscapedData.Hold:
                Fill(link);
                break;
            case EscapedData.Output:
                while (HasRoom && Next(link, LargestSegment) is { Length: > 0 } data)
                {
                    machine.Output.Unsolicited(data, UrcKind.TcpIp);
                }

                break;
            case EscapedData.Drop:
                while (Next(link, LargestSegment) is { Length: > 0 } data)
                {
                    machine.Log($"{data.Length} bytes lost outside data mode");
                }

                break;
        }
    }

    /// <summary>What was held comes before what the network still has.</summary>
    private static byte[] Next(Link link, int limit)
    {
        if (link.Unread.Count > 0)
        {
            return link.Unread.Read(limit, stopsAtBounds: false);
        }

        var data = new byte[limit];
        return data[..(link.Connection?.Read(data) ?? 0)];
    }
}
