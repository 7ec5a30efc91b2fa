using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Power;

namespace Sim800.Nano.Network;

// What a life before has left in a module that is on.
internal sealed partial class PacketNetwork
{
    /// <summary>Takes over the contexts and links that there are, as they are. Only a transparent connection is closed, because nothing can be beside it, unless it is wanted. For the owner of the gate.</summary>
    public int Inherit(Inventory found, bool keepsTransparent)
    {
        bool multi = _channel.Parser.Multi;
        _links.Single = !multi;
        int outcome = Outcome.Ok;

        // The second first, so that the first stays chosen.
        for (int context = multi ? Contexts.Count - 1 : 0; context >= 0 && outcome == Outcome.Ok; context--)
        {
            found.Begin();
            _channel.Chooses = multi;
            if (!found.HasStarted && (multi || !found.IsDown))
            {
                outcome = AskStatus(context);
            }

            if (outcome == Outcome.Ok && found.Transparent)
            {
                if (keepsTransparent && found.Links != 0)
                {
                    return outcome;
                }

                outcome = EndTransparency(found);
            }

            if (outcome == Outcome.Ok && found.IsUp)
            {
                outcome = Inherit(found, context);
            }
        }

        _channel.Chooses = _contexts.IsOpenIn(1);
        return outcome == Outcome.Ok ? ChooseOpen() : outcome;
    }

    /// <summary>Asks how far a context is on its way. For the owner of the gate.</summary>
    public int AskState(int context, out ModemGprsState state)
    {
        var found = new Inventory(_channel.Sink);
        _channel.Sink = found;
        int outcome;
        try
        {
            _links.Ask(context);
            outcome = AskStatus(context);
        }
        finally
        {
            _channel.Sink = found.Next;
        }

        state = found.Gprs;
        if (outcome == Outcome.Ok && (state <= ModemGprsState.Ready || state == ModemGprsState.Deactivated))
        {
            _contexts.Move(context, state);
        }

        return outcome;
    }

    private int Inherit(Inventory found, int context)
    {
        if (!_contexts.IsOpen)
        {
            int outcome = found.Ask(_channel, Inventory.ContextQuestion);
            if (outcome == Outcome.Ok)
            {
                _contexts.Apply(found.ToOptions(_links.Single));
                outcome = SetUpInherited(found);
            }

            if (outcome != Outcome.Ok)
            {
                return outcome;
            }
        }

        int learned = Learn(context);
        if (learned == Outcome.Ok)
        {
            found.Findings |= ModemFindings.Context;
            for (int link = 0; link < LinkTable.Count; link++)
            {
                if ((found.Links & (1 << link)) != 0)
                {
                    found.Findings |= ModemFindings.Links;
                    _links.Inherit(link, context);
                }
            }
        }

        _contexts.Settle();
        if (learned == Outcome.Ok && found.Listens)
        {
            learned = EndListening(found, context);
        }

        // One that has gone at this moment is opened anew by who needs it.
        return Outcome.Pardon(learned);
    }

    // Nobody is there to accept, and the module refuses to listen twice.
    private int EndListening(Inventory found, int context)
    {
        found.Findings |= ModemFindings.Listener;
        return AskIn(context, Command.EndListening);
    }

    // Receive mode and way of sending stay; the rest is as the driver wants it.
    private int SetUpInherited(Inventory found)
    {
        ModemContextOptions options = _contexts.Options;
        bool push = options.ReceiveMode == ModemReceiveMode.Push;
        int outcome = Outcome.Ok;
        if (_links.Single || (push && !found.ShowSender))
        {
            _channel.Begin(Command.ShowSender, -1);
            Add(options.ShowRemoteAddress || push);
            if (_links.Single)
            {
                AppendHeaders(push);
            }

            outcome = _channel.Run();
        }

        Obey(options);
        return outcome;
    }

    // Whatever it was to carry: who wants a transparent connection makes one.
    private int EndTransparency(Inventory found)
    {
        bool connected = found.Links != 0;
        found.Findings |= connected ? ModemFindings.DataMode : ModemFindings.ForeignSettings;
        int outcome = Outcome.Ok;
        if (connected)
        {
            found.EndLinks();
            _channel.Begin(Command.Close, 0);
            _channel.Add(1);
            outcome = _channel.Run();
        }

        outcome = outcome == Outcome.Ok ? LeaveTransparency() : outcome;
        if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            // It listens, or was connecting.
            found.Begin();
            outcome = Shut(0);
            outcome = outcome == Outcome.Ok ? LeaveTransparency() : outcome;
        }

        return outcome;
    }

    private int LeaveTransparency()
    {
        // It had to be without manual receive.
        _channel.Begin(Command.Transparent, -1);
        Add(false);
        Append(Command.ReceiveMode, true);
        return _channel.Run();
    }
}
