using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;

namespace Sim800.Nano;

// What is known of the connection.
public sealed partial class ModemSocket
{
    /// <summary>Gets the state of the socket, as far as the module has told. Asks nothing.</summary>
    public ModemSocketState State
    {
        get
        {
            int link = _link;
            switch (OwnStateOf(link))
            {
                case LinkState.Taken:
                case LinkState.Connecting:
                    return ModemSocketState.Connecting;
                case LinkState.Listening:
                    return ModemSocketState.Listening;
                case LinkState.Connected:
                    return _links.HasEnded(link) ? ModemSocketState.PeerClosed : ModemSocketState.Connected;
                case LinkState.Failed:
                    return ModemSocketState.Failed;
                default:
                    return ModemSocketState.Closed;
            }
        }
    }

    /// <summary>Gets why the connection has failed, or <see cref="ModemError.None"/>. Asks nothing.</summary>
    public ModemError Error
    {
        get
        {
            int link = _link;
            return OwnStateOf(link) == LinkState.Failed ? _links.ErrorOf(link) : ModemError.None;
        }
    }

    /// <summary>Gets the module's number of the link that the socket has, which reports name (<see cref="Sim800Modem.Reported"/>); -1 if it has none.</summary>
    public int Link => _link;

    /// <summary>Tells the address and port of the peer. If the socket was connected by name the module is asked, once, from the sending side (AT+CIPSTATUS=n).</summary>
    /// <param name="remote">Takes them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="remote"/> is null.</exception>
    /// <exception cref="NotSupportedException">The socket was connected by name in single connection mode, where the module does not tell; or it is bound (<see cref="Bind"/>) and has no peer.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The socket is not connected, its link has failed, another thread sends, or the module refused.</exception>
    public void GetRemoteEndPoint(ModemEndPoint remote)
    {
        Check.NotNull(remote);

        int link = DemandLink();
        if (_target != null)
        {
            throw new NotSupportedException();
        }

        int outcome = StateOutcome(link, ModemWait.None);
        if (outcome == Outcome.Ok && !_links.TellRemote(link, remote))
        {
            if (_links.Single)
            {
                throw new NotSupportedException();
            }

            _channel.Gate.Use(Slot.Sender(link));
            try
            {
                outcome = AskRemote(link);
                if (outcome == Outcome.Ok && !_links.TellRemote(link, remote))
                {
                    outcome = Outcome.Of(ModemError.NotConnected, ModemWait.Answer);
                }
            }
            finally
            {
                UnuseSender(link);
            }
        }

        Outcome.Check(outcome);
    }

    private int AskRemote(int link)
    {
        int outcome = _channel.Enter(Slot.Sender(link));
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        outcome = StateOutcome(link, ModemWait.Answer);
        if (outcome == Outcome.Ok)
        {
            _links.Ask(_links.ContextOf(link));
            _channel.Begin(Command.LinkStatus, link);
            _channel.Add(link);
            outcome = _channel.Run();
            if (outcome == Outcome.Ok)
            {
                outcome = StateOutcome(link, ModemWait.Answer);
            }
        }

        _channel.Leave();
        return outcome;
    }
}
