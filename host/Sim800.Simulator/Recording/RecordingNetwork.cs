using System.Globalization;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Simulator.Recording;

/// <summary>
/// Any network, and a line for each thing that it does to the module: what a <see cref="ReplayedNetwork"/> needs to do the same again. What
/// the module asks for is not written; a number says which of its requests a line belongs to, counted from 1.
/// </summary>
/// <param name="inner">The network.</param>
/// <param name="queue">The simulation's.</param>
/// <param name="write">Takes one line, without its end and without the instant.</param>
public sealed class RecordingNetwork(INetwork inner, EventQueue queue, Action<string> write) : INetwork
{
    private readonly EventQueue _queue = queue;
    private int _requests;

    public INetworkConnection Connect(string host, int port, IConnectionEvents events, int localPort = 0)
    {
        var connection = new RecordedConnection(this, _queue, ++_requests) { Events = events };
        connection.Inner = inner.Connect(host, port, connection, localPort);
        return connection;
    }

    public INetworkListener Listen(int port, IListenerEvents events) => inner.Listen(port, new Listener(this, ++_requests, events));

    public IDatagramPort? OpenDatagrams(int localPort, IDatagramEvents events)
    {
        var number = ++_requests;
        var open = inner.OpenDatagrams(localPort, new Datagrams(this, number, events));
        if (open is null)
        {
            Write($"taken {number}");
        }

        return open;
    }

    public void Resolve(string host, Action<long, IReadOnlyList<string>> resolved)
    {
        var number = ++_requests;
        inner.Resolve(host, (now, addresses) =>
        {
            Write($"resolved {string.Join(' ', addresses.Prepend(Text(number)))}");
            resolved(now, addresses);
        });
    }

    public void Ping(string address, Action<long> answered) => inner.Ping(address, Answer(answered));

    internal void Probe(INetworkConnection connection, Action<long> answered) => connection.Probe(Answer(answered));

    internal void Write(FormattableString line) => write(line.ToString(CultureInfo.InvariantCulture));

    private Action<long> Answer(Action<long> answered)
    {
        var number = ++_requests;
        return now =>
        {
            Write($"answered {number}");
            answered(now);
        };
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private sealed class Listener(RecordingNetwork network, int number, IListenerEvents events) : IListenerEvents
    {
        public void Listening(long now)
        {
            network.Write($"listening {number}");
            events.Listening(now);
        }

        public void ListenFailed(long now)
        {
            network.Write($"listen-failed {number}");
            events.ListenFailed(now);
        }

        public IConnectionEvents? Accept(long now, INetworkConnection inner)
        {
            var connection = new RecordedConnection(network, network._queue, ++network._requests) { Inner = inner };
            network.Write($"accepted {number} {connection.Number} {inner.RemoteAddress} {inner.RemotePort}");
            if (events.Accept(now, connection) is not { } listener)
            {
                return null;
            }

            connection.Events = listener;
            return connection;
        }
    }

    private sealed class Datagrams(RecordingNetwork network, int number, IDatagramEvents events) : IDatagramEvents
    {
        public void Received(long now, Peer sender, byte[] data)
        {
            network.Write($"datagram {number} {sender.Address} {sender.Port} {Convert.ToHexString(data)}");
            events.Received(now, sender, data);
        }
    }
}
