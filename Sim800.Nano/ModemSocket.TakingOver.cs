using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;

namespace Sim800.Nano;

// A connection of a life before: the microcontroller has restarted, or slept, and the module has not.
public sealed partial class ModemSocket
{
    /// <summary>
    /// Takes over a connection that a life before has left in the module (<see cref="ModemFindings.Links"/>), as if this socket had made it. What the module holds for it can be received; also if the peer has
    /// closed meanwhile, and then it ends behind that. With <see cref="ModemReceiveMode.Push"/> what came before <see cref="Sim800Modem.Attach"/> is lost, because the module does not hold it.
    /// <para>A connection that nobody takes over stays as it is, until its link is the last one left: then <see cref="Connect"/> closes it; or until it is in the way of <see cref="Listen()"/>.</para>
    /// </summary>
    /// <param name="link">The link, 0 to 5: what <see cref="Link"/> was. In single connection mode 0.</param>
    /// <returns>False if there is none in the socket's <see cref="Context"/>, it is of another protocol, or another socket has the link.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="link"/> is out of range.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer, or this did not get its turn within 30 s.</exception>
    /// <exception cref="ModemException">No context is open, the socket has a connection, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public bool TakeOver(int link)
    {
        Check.Range(link, 0, LinkTable.Count - 1);
        _modem.DemandContext(Context);
        DemandIdle();
        if ((_links.Single && link != 0) || !_links.TakeInherited(link, Context))
        {
            return false;
        }

        int outcome = Outcome.Ok;
        bool taken = false;
        try
        {
            Attach(link, null);
            _ring = _links.RingOf(link);
            outcome = AskInherited(link, out taken, out bool gone);
            if (!taken)
            {
                Disown(link);
                _links.LeaveInherited(link, gone);
            }
            else if (!_links.HasEnded(link))
            {
                outcome = LearnSendSize(link);
                Detach(link, outcome);
            }
        }
        finally
        {
            UnuseSender(link);
        }

        Outcome.Check(outcome);
        return taken;
    }

    private int AskInherited(int link, out bool taken, out bool gone)
    {
        taken = false;
        gone = false;
        int outcome = _channel.Enter(Slot.Sender(link));
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        _links.Ask(Context);
        bool single = _links.Single;
        _channel.BeginIn(Context, single ? Command.SingleStatus : Command.LinkStatus, link);
        if (!single)
        {
            _channel.Add(link);
        }

        outcome = _channel.Run();
        if (outcome == Outcome.Ok && single)
        {
            _channel.Sink.Take(_channel.Parser);
        }

        if (outcome == Outcome.Ok)
        {
            byte word = _links.TakeWord(out bool datagrams);
            bool connected = word == StatusWord.Connected;
            gone = !connected && word != StatusWord.Other;
            if ((single || datagrams == _datagrams) && (connected || (word == StatusWord.Closed && AskUnread(link) == Outcome.Ok && _links.UnreadOf(link) > 0)))
            {
                _links.Revive(link, !connected);
                taken = true;
            }
        }

        _channel.Leave();
        return outcome;
    }

    // Closes what a life before has left: it would be in the way.
    private void DropInherited()
    {
        for (int link = 0; link < LinkTable.Count; link++)
        {
            if (_links.StateOf(link) == LinkState.Inherited && _links.TakeInherited(link, _links.ContextOf(link)))
            {
                _channel.Gate.Prepare(Slot.Sender(link));
                try
                {
                    if (_links.GiveUp(link, _links.GenerationOf(link), false))
                    {
                        Drop(link);
                    }
                }
                finally
                {
                    UnuseSender(link);
                }
            }
        }
    }

    // Gives up a link without a word to the module.
    private void Disown(int link)
    {
        lock (_links)
        {
            if (_link == link)
            {
                _link = LinkTable.None;
            }
        }
    }
}
