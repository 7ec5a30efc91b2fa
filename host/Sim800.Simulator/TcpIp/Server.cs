using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;

namespace Sim800.Simulator.TcpIp;

/// <summary>The module's listener (application note 3.1.3, 4.2; fact sheet 2.20): it occupies one connection, and its clients take free links.</summary>
internal sealed class Server(Sim800Machine machine, INetwork network)
{
    private INetworkListener? _listener;
    private Session? _session;

    public ServerState State { get; private set; }

    public int Port { get; private set; }

    /// <summary>The number of the context through which clients come.</summary>
    public int Bearer { get; private set; }

    public bool IsOn => State != ServerState.Off;

    /// <summary>Whether one more connection would take what the listener occupies.</summary>
    public bool IsInTheWay => IsOn && machine.TcpIp.Links.Count(link => !link.IsFree) >= machine.TcpIp.Links.Count - 1;

    /// <summary>Begins to listen; the result comes as a code of its own.</summary>
    public void Open(int port)
    {
        var tcpIp = machine.TcpIp;
        State = ServerState.Opening;
        Port = port;
        Bearer = tcpIp.Context.Number;
        tcpIp.Context.State = tcpIp.Settings.Multi ? IpState.Processing : IpState.Listening;
        machine.Log($"listens at {port}");
        _session = new Session(this);
        _listener = network.Listen(port, _session);
    }

    /// <summary>Nobody can come any more; those who came stay.</summary>
    public void Close()
    {
        _session = null;
        _listener?.Close();
        _listener = null;
        State = ServerState.Off;
    }

    private void OnListening()
    {
        State = ServerState.Listening;
        machine.Output.Unsolicited("SERVER OK", UrcKind.TcpIp);
    }

    private void OnFailed()
    {
        Close();
        machine.TcpIp.SettleWithoutServer(Bearer);
        machine.Output.Unsolicited(machine.Options.ServerFailure, UrcKind.TcpIp);
    }

    private Link? FindLink()
    {
        var tcpIp = machine.TcpIp;
        return State != ServerState.Listening || IsInTheWay ? null
            : tcpIp.Settings.Multi ? tcpIp.Links.FirstOrDefault(link => link.IsFree)
            : tcpIp.Links[0].IsFree ? tcpIp.Links[0]
            : null;
    }

    private IConnectionEvents? Accept(long now, INetworkConnection connection)
    {
        IConnectionEvents? session = null;
        machine.OnNetwork(now, () =>
        {
            if (FindLink() is not { } link)
            {
                session = TurnAway(connection);
                return;
            }

            link.Begin(Protocol.Tcp, new Peer(connection.RemoteAddress, connection.RemotePort), Bearer, machine.TcpIp.Settings);
            link.Connection = connection;
            link.Session = new LinkSession(machine, link);
            session = link.Session;
            machine.TcpIp.OnAccepted(link);
        });
        return session;
    }

    /// <summary>There is no link for it.</summary>
    private LinkSession? TurnAway(INetworkConnection connection)
    {
        if (!machine.Options.DropsClientsInExcess)
        {
            machine.Log($"client {connection.RemoteAddress} refused");
            return null;
        }

        machine.Log($"client {connection.RemoteAddress} dropped");
        machine.Timers.After(0, () => connection.Close(quick: true));
        return new LinkSession(machine, machine.TcpIp.Links[0]);
    }

    /// <summary>Passes on what one listener reports, as long as it is the present one.</summary>
    private sealed class Session(Server server) : IListenerEvents
    {
        public void Listening(long now) => Pass(now, server.OnListening);

        public void ListenFailed(long now) => Pass(now, server.OnFailed);

        public IConnectionEvents? Accept(long now, INetworkConnection connection) =>
            server._session == this ? server.Accept(now, connection) : null;

        private void Pass(long now, Action action) => server.Pass(this, now, action);
    }

    private void Pass(Session session, long now, Action action)
    {
        if (_session == session)
        {
            machine.OnNetwork(now, action);
        }
    }
}
