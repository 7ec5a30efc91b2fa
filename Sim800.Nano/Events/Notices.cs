using Sim800.Nano.Channels;
using Sim800.Nano.Links;
using Sim800.Nano.Network;
using Sim800.Nano.Parsing;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Events;

/// <summary>Sorts the codes that no command has asked for: to their link, to the state of the context, to the subscribers. What is none of these was owed to somebody who has given up, and ends here.</summary>
internal sealed class Notices : ICodeSink
{
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly Contexts _contexts;
    private readonly NameLookup _names;
    private readonly EventQueue _events;
    private readonly ModemRecorder _recorder;
    private readonly int[] _counts;

    public Notices(Channel channel, LinkTable links, Contexts contexts, NameLookup names, EventQueue events)
    {
        _channel = channel;
        _links = links;
        _contexts = contexts;
        _names = names;
        _events = events;
        _recorder = channel.Port.Recorder;
        _counts = channel.Port.Counters.Counts;
    }

    /// <inheritdoc/>
    public void Take(Parser line)
    {
        byte kind = line.Kind;
        _recorder?.Line(_channel.Port.Now, line);
        _counts[kind == LineKind.Text ? Counter.UnknownCodes : Counter.Codes]++;
        if (kind == LineKind.DataNotice)
        {
            if (_links.Announce(line.Link))
            {
                // A client whose report was lost: the module is asked who it is.
                Reconcile();
            }

            _events.Raise(ModemEvent.Data, line.Link, -1, -1);
            return;
        }

        if (kind == LineKind.Text)
        {
            return;
        }

        if (kind <= LineKind.LastOfLink || kind == LineKind.Pushed)
        {
            _links.Note(kind, line.Link);
            if (kind == LineKind.Pushed)
            {
                if (_links.IsStranger(line.Link))
                {
                    // What such a client has sent by itself is lost, and so is the client.
                    _links.TurnAway(line.Link);
                }

                _events.Raise(ModemEvent.Data, line.Link, -1, -1);
            }

            return;
        }

        switch (kind)
        {
            case LineKind.Sender:
                // It comes where links have no numbers, in a line of its own before the header.
                Ring ring = _links.FindRing(0);
                if (ring != null)
                {
                    line.ReadSender(ring.Sender);
                }
                break;
            case LineKind.Accepted:
                int at = line.ValueStart;
                _links.Admit(line.Link, Ascii.ReadAddress(line.Window, ref at, line.TextEnd));
                _events.Raise(ModemEvent.Accepted, line.Link, -1, -1);
                break;
            case LineKind.Server:
                _links.NoteServer(line.Window[line.ValueStart]);
                break;
            case LineKind.Registration:
                _events.Raise(ModemEvent.Registration, line.Numbers[0], line.Numbers[1], line.Numbers[2]);
                break;
            case LineKind.PacketRegistration:
                _events.Raise(ModemEvent.PacketRegistration, line.Numbers[0], line.Numbers[1], line.Numbers[2]);
                break;
            case LineKind.Ring:
                Tell(ModemEvent.Ring);
                break;
            case LineKind.Message:
                _events.Raise(ModemEvent.Message, line.Field(1), -1, -1);
                break;
            case LineKind.Sim:
                Tell(ModemEvent.Sim);
                break;
            case LineKind.UnderVoltage:
                Tell(ModemEvent.UnderVoltage);
                break;
            case LineKind.OverVoltage:
                Tell(ModemEvent.OverVoltage);
                break;
            case LineKind.MessageReady:
                Tell(ModemEvent.MessageReady);
                break;
            case LineKind.CallReady:
                // Of a module that has long been ready it is the only sign of a restart where the rate is detected.
                if (_contexts.IsOpen)
                {
                    _channel.Doubt();
                }

                Tell(ModemEvent.CallReady);
                break;
            case LineKind.ShutOk:
                // Closed by a command of the user's own, or confirmed late.
                EndContext(ModemContextState.Closed);
                break;
            case LineKind.ContextLost:
                EndContext(ModemContextState.Lost);
                break;
            case LineKind.State:
                TakeState(StatusWord.Read(line));
                break;
            case LineKind.ListenerStatus:
                _links.TakeListener(StatusWord.Read(line));
                break;
            case LineKind.LinkStatus:
            case LineKind.LastLinkStatus:
                if (_links.TakeStatus(line))
                {
                    _events.Raise(ModemEvent.Accepted, line.Link, -1, -1);
                }

                if (kind == LineKind.LastLinkStatus)
                {
                    _links.EndList();
                }

                break;
            case LineKind.Resolved:
                _names.Take(line);
                break;
            case LineKind.PowerDown:
                Lose(ModemError.PoweredDown, ModemEvent.PoweredDown);
                break;
            case LineKind.Ready:
                Restarted();
                break;
            case LineKind.Function:
                if (line.Field(0) == 1)
                {
                    Restarted();
                }

                break;
        }
    }

    /// <inheritdoc/>
    public Ring FindRing(Parser header)
    {
        Ring ring = _links.FindRing(header.Link);
        if (ring != null && ring.HoldsDatagrams && header.Multi)
        {
            header.ReadSender(ring.Sender);
        }

        return ring;
    }

    /// <inheritdoc/>
    public void Lose(int link) => _links.Fail(link, ModemError.DataLost);

    /// <inheritdoc/>
    public void Settle()
    {
        if (_links.Settle())
        {
            TellEnds();
        }
    }

    private void TellEnds()
    {
        for (int link = _links.TakeEnd(out ModemError why); link >= 0; link = _links.TakeEnd(out why))
        {
            _channel.Port.Counters.Count(why);
            _recorder?.State(_channel.Port.Now, RecordState.LinkEnded, link, (int)why);
            _events.Raise(ModemEvent.Closed, link, (int)why, -1);
        }
    }

    /// <inheritdoc/>
    public void Abandon(int link)
    {
        if (link >= 0)
        {
            _links.Fail(link, ModemError.Aborted);
        }
    }

    /// <inheritdoc/>
    public void Tell(ModemEvent code) => _events.Raise(code, -1, -1, -1);

    /// <inheritdoc/>
    public void Restarted() => Lose(ModemError.Restarted, ModemEvent.Restarted);

    /// <summary>Nothing of before is left in the module, which may not be spoken to until it is found again.</summary>
    public void Forget(ModemError error, ModemContextState state)
    {
        _channel.IsOpen = false;
        _contexts.EndAll(state);
        _contexts.LossReason = error;
        _links.FailAll(error);
        _names.Fail(error, _names.Context);
        _names.Forget();
    }

    // In single connection mode the state is that of the one link. It also comes before CONNECT FAIL, which does not follow if the context has gone.
    private void TakeState(byte word)
    {
        int asked = _links.Asked;
        if ((word == StatusWord.Lost && (asked >= 0 || _links.Single)) || (word == StatusWord.Down && asked >= 0))
        {
            EndContext(asked < 0 ? 0 : asked, ModemContextState.Lost);
        }
        else if (asked >= 0 && !_links.Single)
        {
            _links.BeginList();
        }
        else if (asked >= 0)
        {
            _links.TakeListener(word);
            if (_links.TakeStatus(0, word, 0, 0))
            {
                _events.Raise(ModemEvent.Accepted, 0, -1, -1);
            }
        }
    }

    private void Reconcile()
    {
        _contexts.InDoubt = true;
        _channel.Gate.Wake(Slot.Driver);
    }

    // The code does not say which. If both are open, the driver thread asks the module.
    private void EndContext(ModemContextState state)
    {
        if (_contexts.IsOpenIn(0) && _contexts.IsOpenIn(1))
        {
            Reconcile();
        }
        else
        {
            EndContext(_contexts.IsOpenIn(1) ? 1 : 0, state);
        }
    }

    private void EndContext(int context, ModemContextState state)
    {
        _contexts.End(context, state);
        _links.FailAll(ModemError.ContextLost, context);
        _names.Fail(ModemError.ContextLost, context);
        if (state == ModemContextState.Lost)
        {
            _contexts.LossReason = ModemError.ContextLost;
            _events.Raise(ModemEvent.ContextLost, context, -1, -1);
        }
    }

    private void Lose(ModemError error, ModemEvent code)
    {
        // While the module is being switched on its boot codes are welcome.
        if (!_channel.IsOpen)
        {
            return;
        }

        _counts[Counter.Outages]++;
        _counts[error == ModemError.Restarted ? Counter.Restarts : Counter.PowerDowns]++;
        Forget(error, ModemContextState.Lost);
        _channel.Break(Outcome.Of(error, ModemWait.Answer));
        _events.Raise(code, -1, -1, -1);
    }
}
