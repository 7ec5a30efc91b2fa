using Sim800.Nano.Channels;
using Sim800.Nano.Links;
using Sim800.Nano.Network;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Events;

/// <summary>Sorts the codes that no command has asked for: to their link, to the state of the context, to the subscribers. What is none of these was owed to somebody who has given up, and ends here.</summary>
internal sealed class Notices : ICodeSink
{
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly Contexts _contexts;
    private readonly NameLookup _names;
    private readonly EventQueue _events;

    public Notices(Channel channel, LinkTable links, Contexts contexts, NameLookup names, EventQueue events)
    {
        _channel = channel;
        _links = links;
        _contexts = contexts;
        _names = names;
        _events = events;
    }

    /// <inheritdoc/>
    public void Take(Parser line)
    {
        byte kind = line.Kind;
        if (kind == LineKind.Text)
        {
            return;
        }

        if (kind <= LineKind.LastOfLink)
        {
            _links.Note(kind, line.Link);
            return;
        }

        switch (kind)
        {
            case LineKind.Pushed:
                _links.Note(kind, line.Link);
                break;
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
                break;
            case LineKind.Server:
                _links.NoteServer(line.Window[line.ValueStart]);
                break;
            case LineKind.Registration:
                _events.Raise(ModemEvent.Registration, line.Field(0), line.Field(1), line.Field(2));
                break;
            case LineKind.PacketRegistration:
                _events.Raise(ModemEvent.PacketRegistration, line.Field(0), line.Field(1), line.Field(2));
                break;
            case LineKind.Ring:
                _events.Raise(ModemEvent.Ring, -1, -1, -1);
                break;
            case LineKind.Message:
                _events.Raise(ModemEvent.Message, line.Field(1), -1, -1);
                break;
            case LineKind.Sim:
                _events.Raise(ModemEvent.Sim, -1, -1, -1);
                break;
            case LineKind.UnderVoltage:
                _events.Raise(ModemEvent.UnderVoltage, -1, -1, -1);
                break;
            case LineKind.OverVoltage:
                _events.Raise(ModemEvent.OverVoltage, -1, -1, -1);
                break;
            case LineKind.MessageReady:
                _events.Raise(ModemEvent.MessageReady, -1, -1, -1);
                break;
            case LineKind.CallReady:
                // Of a module that has long been ready it is the only sign of a restart where the rate is detected.
                if (_contexts.IsOpen)
                {
                    _channel.Doubt();
                }

                _events.Raise(ModemEvent.CallReady, -1, -1, -1);
                break;
            case LineKind.ShutOk:
                // Closed by a command of the user's own, or confirmed late.
                _contexts.IsOpen = false;
                _links.FailAll(ModemError.ContextLost);
                _names.Fail(ModemError.ContextLost);
                break;
            case LineKind.ContextLost:
                LoseContext();
                break;
            case LineKind.State:
                TakeState(StatusWord.Read(line));
                break;
            case LineKind.LinkStatus:
            case LineKind.LastLinkStatus:
                _links.TakeStatus(line);
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
        _links.Settle();
        _names.Settle();
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
    public void Restarted() => Lose(ModemError.Restarted, ModemEvent.Restarted);

    // In single connection mode the state is that of the one link. It also comes before CONNECT FAIL, which does not follow if the context has gone.
    private void TakeState(byte word)
    {
        bool asked = _links.Asked >= 0;
        if (_contexts.IsOpen && ((word == StatusWord.Lost && (asked || _links.Single)) || (word == StatusWord.Down && asked)))
        {
            LoseContext();
        }
        else if (asked && _links.Single)
        {
            _links.TakeStatus(0, word);
        }
    }

    private void LoseContext()
    {
        _contexts.IsOpen = false;
        _links.FailAll(ModemError.ContextLost);
        _names.Fail(ModemError.ContextLost);
        _events.Raise(ModemEvent.ContextLost, -1, -1, -1);
    }

    private void Lose(ModemError error, ModemEvent code)
    {
        // While the module is being switched on its boot codes are welcome.
        if (!_channel.IsOpen)
        {
            return;
        }

        _channel.IsOpen = false;
        _contexts.IsOpen = false;
        _links.FailAll(error);
        _names.Fail(error);
        _names.Forget();
        _channel.Break(Outcome.Of(error, ModemWait.Answer));
        _events.Raise(code, -1, -1, -1);
    }
}
