using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;

namespace Sim800.Nano;

// Listening: the module accepts by itself and says so; here is who takes what it has accepted.
public sealed partial class ModemSocket
{
    // A thread of the last owner of a link is on its way out.
    private const int OwnerPoll = 50;

    /// <summary>
    /// Opens the module's listener (AT+CIPSERVER) at the port that <see cref="Bind"/> has set. It takes one of the six links; the module has only one listener. From then on the module
    /// accepts clients by itself, five at most with all other connections, or one in single connection mode, and they wait for <see cref="Accept(ModemSocket, ModemEndPoint)"/>.
    /// </summary>
    /// <exception cref="NotSupportedException">The protocol is UDP.</exception>
    /// <exception cref="InvalidOperationException">No port is set; or there is a listener already; or another socket is connected, or is still being closed, and <see cref="ModemContextOptions.ListensWhileConnected"/> is false.</exception>
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">
    /// No context is open; the socket is connected or listens; the module refused (<see cref="ModemError.Rejected"/>): a connection that a peer has closed may keep it from listening until the context is closed;
    /// or it could not listen at this port (<see cref="ModemError.ConnectFailed"/>); or the socket was closed meanwhile.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Listen()
    {
        DemandStream();
        _modem.DemandContext(Context);
        DemandIdle();
        Listen(false);
    }

    /// <summary>
    /// Has the module open the first context by itself and listen in it (application note 3.1.3): single connection mode without <see cref="Sim800Modem.OpenContext(string)"/>. A context that is open already,
    /// also one of a life before, is closed first, with every link. Afterwards the context is open as any other, also when the listener is closed. At most 100 s before <see cref="ConnectTimeout"/> begins.
    /// </summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others (AT+CIPCSGP).</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <param name="options">What holds for the whole module, with <see cref="ModemContextOptions.SingleConnection"/>. It is not changed from now on until the context is closed or lost.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of the texts is too long or has a character that cannot be sent.</exception>
    /// <exception cref="NotSupportedException">The protocol is UDP, or the options or <see cref="Context"/> ask for what single connection mode does not have.</exception>
    /// <exception cref="InvalidOperationException">No port is set, or another modem uses the options.</exception>
    /// <exception cref="ModemTimeoutException">No result came within <see cref="ConnectTimeout"/> (<see cref="ModemWait.Connect"/>), or the module does not answer.</exception>
    /// <exception cref="ModemException">The socket is connected or listens; the module or the network refused; or it could not listen at this port (<see cref="ModemError.ConnectFailed"/>); or the socket was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of <see cref="Sim800Modem.LocalAddress"/>.</remarks>
    public void Listen(string accessPoint, string user, string password, ModemContextOptions options)
    {
        DemandStream();
        Check.AccessPoint(accessPoint, user, password);
        Check.NotNull(options);

        if (!options.SingleConnection || Context > 0)
        {
            throw new NotSupportedException();
        }

        DemandIdle();
        if (LocalPort == 0)
        {
            throw new InvalidOperationException();
        }

        try
        {
            _modem.PrepareContext(accessPoint, user, password, options);
            Listen(true);
        }
        finally
        {
            _modem.SettleContexts();
        }
    }

    /// <summary>
    /// Accepts the client that has waited longest, waiting for one if there is none; up to 20 s more if an answer to an older connection of its link is still owed.
    /// Allocates nothing but what a link needs when it is first used.
    /// </summary>
    /// <param name="into">Becomes the connection: a socket of the same modem that is not connected. It can be used again after <see cref="Close"/>.</param>
    /// <param name="remote">Takes the address of the client; the module does not tell its port, which is 0. May be null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="into"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="into"/> is of another modem, or for UDP.</exception>
    /// <exception cref="ModemTimeoutException">No client came within <see cref="ReceiveTimeout"/> (<see cref="ModemWait.Client"/>; the listener goes on), or the module does not answer.</exception>
    /// <exception cref="ModemException">The socket does not listen, <paramref name="into"/> is connected, the listener has failed, another thread accepts or polls, or the socket was closed meanwhile.</exception>
    public void Accept(ModemSocket into, ModemEndPoint remote)
    {
        Check.NotNull(into);

        if (into._modem != _modem || into._datagrams)
        {
            throw new ArgumentException();
        }

        int link = DemandLink();
        into.DemandIdle();
        _channel.Gate.Use(Slot.Receiver(link));
        int outcome;
        try
        {
            long deadline = _modem.DeadlineIn(_receiveTimeout);
            int client = LinkTable.None;
            while ((outcome = AwaitClient(link, deadline)) == Outcome.Ok && (client = _links.TakeClient()) < 0)
            {
                _channel.Gate.WaitFor(Slot.Receiver(link), OwnerPoll);
            }

            if (outcome == Outcome.Ok)
            {
                if (remote != null)
                {
                    _links.TellRemote(client, remote);
                }

                outcome = into.Adopt(client);
            }
        }
        finally
        {
            _channel.Unuse(Slot.Receiver(link));
        }

        Outcome.Check(outcome);
    }

    /// <summary>Accepts as <see cref="Accept(ModemSocket, ModemEndPoint)"/>, into a socket that it allocates.</summary>
    /// <param name="remote">Takes the address of the client; the module does not tell its port, which is 0. May be null.</param>
    /// <returns>The connection.</returns>
    /// <exception cref="ModemTimeoutException">As <see cref="Accept(ModemSocket, ModemEndPoint)"/>.</exception>
    /// <exception cref="ModemException">As <see cref="Accept(ModemSocket, ModemEndPoint)"/>.</exception>
    public ModemSocket Accept(ModemEndPoint remote)
    {
        var into = new ModemSocket(_modem, ModemProtocol.Tcp);
        Accept(into, remote);
        return into;
    }

    // Alone is a listener that opens its context.
    private void Listen(bool alone)
    {
        bool besides = !alone && _modem.Options.ListensWhileConnected;
        if (!besides)
        {
            DropInherited();
        }

        int link = LocalPort == 0 ? LinkTable.None : _links.TakeListener(Context, besides);
        if (link < 0)
        {
            throw new InvalidOperationException();
        }

        int outcome;
        try
        {
            Attach(link, null);
            long deadline = _modem.DeadlineIn(_connectTimeout);
            outcome = OpenListener(link, deadline);
            if (alone && outcome == Outcome.Ok)
            {
                outcome = TakeOverContext(link, deadline);
            }

            Detach(link, outcome);
        }
        finally
        {
            UnuseSender(link);
        }

        Outcome.Check(outcome);
    }

    private int TakeOverContext(int link, long deadline)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome == Outcome.Ok)
        {
            outcome = _modem.TakeOverContext();
            _channel.Leave();
        }

        return Explain(link, outcome, ModemWait.Connect);
    }

    private void DemandStream()
    {
        if (_datagrams)
        {
            throw new NotSupportedException();
        }
    }

    private int OpenListener(int link, long deadline)
    {
        int outcome = _channel.Enter(Slot.Sender(link), deadline);
        if (outcome != Outcome.Ok)
        {
            _links.Fail(link, ModemError.NotConnected);
            return outcome;
        }

        if (!_links.Begin(link, 0, 0))
        {
            _channel.Leave();
            return StateOutcome(link, ModemWait.Connect);
        }

        _channel.BeginIn(Context, Command.Server, link);
        _channel.Add(1);
        _channel.AddNext(LocalPort);
        outcome = _channel.Run();
        _channel.Leave();
        if (outcome == Outcome.Ok)
        {
            outcome = AwaitResult(link, deadline);
        }

        outcome = Explain(link, outcome == Outcome.Ok ? ListenOutcome(link) : outcome, ModemWait.Connect);
        if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            _links.Fail(link, ModemError.NotConnected);
        }

        return outcome;
    }

    private int ListenOutcome(int link)
    {
        if (OwnStateOf(link) == LinkState.Listening)
        {
            return Outcome.Ok;
        }

        int outcome = StateOutcome(link, ModemWait.Client);
        return outcome == Outcome.Ok ? Outcome.Of(ModemError.NotConnected, ModemWait.None) : outcome;
    }

    // Waits until a client has come. Holds no turn.
    private int AwaitClient(int link, long deadline)
    {
        int outcome = ListenOutcome(link);
        while (outcome == Outcome.Ok && !_links.HasClient)
        {
            outcome = _channel.Gate.WaitFor(Slot.Receiver(link), deadline, ModemWait.Client);
            if (outcome == Outcome.Ok)
            {
                outcome = ListenOutcome(link);
            }
        }

        return outcome;
    }

    // Becomes the connection of a client, whose sending side is taken.
    private int Adopt(int link)
    {
        try
        {
            Attach(link, null);
            _ring = _links.RingOf(link);
            int outcome = AwaitOwed(link, long.MaxValue);
            if (outcome == Outcome.Ok)
            {
                outcome = LearnSendSize(link);
            }

            if (outcome != Outcome.Ok)
            {
                Detach(link, outcome);
            }

            return outcome;
        }
        finally
        {
            UnuseSender(link);
        }
    }
}
