using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Events;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Power;

namespace Sim800.Nano.Network;

/// <summary>The way into the packet network: card, registration, attachment, and the context, opened and closed.</summary>
internal sealed partial class PacketNetwork
{
    private const int NetworkPoll = 1_000;
    private const int NetworkTime = 10_000;

    private readonly Port _port;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly Contexts _contexts;
    private readonly NameLookup _names;
    private readonly EventQueue _events;

    public PacketNetwork(Port port, Channel channel, LinkTable links, Contexts contexts, NameLookup names, EventQueue events)
    {
        _port = port;
        _channel = channel;
        _links = links;
        _contexts = contexts;
        _names = names;
        _events = events;
    }

    /// <summary>Waits until card, registration and attachment are there. Takes the gate for each question.</summary>
    public int AwaitReady(long deadline)
    {
        bool ready = false;
        var found = new Inventory(_channel.Sink);
        long begun = _port.Now;
        int told = -1;
        while (true)
        {
            int outcome = _channel.Enter(Slot.Modem, deadline);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            outcome = AskNetwork(found);
            int state = _channel.Value(1);
            bool registered = state == (int)ModemRegistration.Home || state == (int)ModemRegistration.Roaming;
            bool attached = registered && found.IsAttached;
            ready |= registered;
            if (!registered && (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Rejected))
            {
                // A card that lets it register needs not be asked. What is refused counts, unless the card says why, or it was the question that does not matter yet.
                int refusal = state < 0 ? outcome : Outcome.Ok;
                outcome = ready ? Outcome.Ok : AskSim(out ready);
                outcome = outcome == Outcome.Ok && ready ? refusal : outcome;
                state = ready ? state : -1;
            }

            _channel.Leave();
            if (outcome != Outcome.Ok || attached)
            {
                return outcome;
            }

            // Each of them once, with what the network says.
            ModemStage stage = !ready ? ModemStage.AwaitingSim : registered ? ModemStage.AwaitingAttachment : ModemStage.AwaitingRegistration;
            int news = ((int)stage << 8) + state;
            if (news != told)
            {
                told = news;
                _events.Raise(ModemEvent.Progress, (int)stage, state, (int)(_port.Now - begun));
            }

            long left = deadline - _port.Now;
            if (left <= 0)
            {
                return Outcome.Of(state == (int)ModemRegistration.Denied ? ModemError.RegistrationDenied : ModemError.TimedOut, ModemWait.Network);
            }

            _channel.Gate.WaitFor(Slot.Modem, left < NetworkPoll ? left : NetworkPoll);
            if (_channel.Gate.IsAborted(Slot.Modem))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Network);
            }
        }
    }

    /// <summary>Opens the first context with options that hold for the whole module; whatever is open is closed before. For the owner of the gate.</summary>
    public int BringUp(string accessPoint, string user, string password, ModemContextOptions options)
    {
        int outcome = ShutAll();
        if (outcome == Outcome.Ok)
        {
            outcome = SetUp(Command.AccessPoint, accessPoint, user, password, options);
        }

        return outcome == Outcome.Ok ? Activate(0) : outcome;
    }

    /// <summary>Does the part of <see cref="BringUp"/> after which the module opens the context by itself, as soon as it is to listen. For the owner of the gate.</summary>
    public int Prepare(string accessPoint, string user, string password, ModemContextOptions options)
    {
        int outcome = ShutAll();
        if (outcome == Outcome.Ok)
        {
            // One of a life before would not be in the way, and would be the one in which it listens.
            outcome = Shut(0);
        }

        return outcome == Outcome.Ok ? SetUp(Command.Bearer, accessPoint, user, password, options) : outcome;
    }

    /// <summary>Takes note of the first context, which the module has opened by itself. For the owner of the gate.</summary>
    public int TakeOver() => Learn(0);

    /// <summary>Takes over the context of a life before, with one connection. For the owner of the gate.</summary>
    public int Adopt()
    {
        _contexts.Apply(new ModemContextOptions { SingleConnection = true });
        int outcome = Learn(0);
        _contexts.Settle();
        return outcome;
    }

    /// <summary>Opens one context while the other one is open, with the options that hold. For the owner of the gate.</summary>
    public int BringUpIn(int context, string accessPoint, string user, string password)
    {
        _channel.Chooses |= context > 0;
        int outcome = _contexts.IsOpenIn(context) ? Shut(context) : Outcome.Ok;
        for (int attempt = 1; outcome == Outcome.Ok; attempt++)
        {
            _channel.BeginIn(context, Command.AccessPoint, -1);
            outcome = RunAccessPoint(accessPoint, user, password);
            if (attempt == 2 || Outcome.ErrorOf(outcome) != ModemError.Rejected)
            {
                break;
            }

            outcome = Shut(context);
        }

        if (outcome == Outcome.Ok)
        {
            outcome = Activate(context);
        }

        if (outcome != Outcome.Ok && _channel.Prepare() == Outcome.Ok)
        {
            ChooseOpen();
        }

        return outcome;
    }

    /// <summary>Closes a context, and with it its links. For the owner of the gate.</summary>
    public int Shut(int context)
    {
        int outcome = AskIn(context, Command.Shut);
        if (outcome == Outcome.Ok)
        {
            _contexts.End(context, ModemContextState.Closed);
            _contexts.Move(context, ModemGprsState.Initial);
            _links.FailAll(ModemError.ContextLost, context);
            _names.Fail(ModemError.ContextLost, context);
            outcome = ChooseOpen();
        }

        return outcome;
    }

    /// <summary>Closes whatever is open; the second context first, so that it is not the one that stays chosen. For the owner of the gate.</summary>
    public int ShutAll()
    {
        int outcome = Outcome.Ok;
        for (int context = Contexts.Count - 1; context >= 0 && outcome == Outcome.Ok; context--)
        {
            if (_contexts.IsOpenIn(context))
            {
                outcome = Shut(context);
            }
        }

        return outcome;
    }

    /// <summary>Has the module tell the truth about its contexts and links: codes that say it may have been lost. For the owner of the gate.</summary>
    public int Reconcile()
    {
        _contexts.InDoubt = false;
        int outcome = Outcome.Ok;
        for (int context = 0; context < Contexts.Count && outcome == Outcome.Ok; context++)
        {
            if (_contexts.IsOpenIn(context))
            {
                _links.Ask(context);
                outcome = AskStatus(context);
            }
        }

        if (outcome == Outcome.Ok)
        {
            outcome = ChooseOpen();
        }

        _contexts.InDoubt |= outcome != Outcome.Ok;
        return outcome;
    }

    // Links are named by their number alone; but whether the module sends at all may depend on the state of the context that is chosen.
    private int ChooseOpen()
    {
        if (!_channel.Chooses || _contexts.IsOpenIn(0) == _contexts.IsOpenIn(1))
        {
            return Outcome.Ok;
        }

        _channel.Begin(Command.Choose, -1);
        _channel.Add(_contexts.IsOpenIn(1) ? 1 : 0);
        return _channel.Run();
    }

    private int ShutBoth()
    {
        _channel.Chooses = true;
        int outcome = Shut(1);
        if (outcome == Outcome.Ok)
        {
            outcome = Shut(0);
        }

        _channel.Chooses = false;
        return outcome;
    }

    // What holds for the whole module, and the access point.
    private int SetUp(int command, string accessPoint, string user, string password, ModemContextOptions options)
    {
        _contexts.Apply(options);
        bool single = options.SingleConnection;
        _channel.Chooses &= !single;

        // Only a module without a context takes the mode and the access point. What a life before has left is closed: the context that it
        // has chosen, and if that was not all, both.
        int outcome;
        int attempts = _channel.Parser.Multi ? 3 : 2;
        int attempt = 0;
        do
        {
            outcome = attempt == 0 ? Outcome.Ok : attempt == 1 ? Shut(0) : ShutBoth();
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            _channel.SetMode(single, false);
            BeginMode(options);
            if (_channel.Chooses)
            {
                _channel.Append(Command.Choose);
                _channel.Add(0);
            }

            _channel.Append(command);
            outcome = RunAccessPoint(accessPoint, user, password);
        }
        while (++attempt < attempts && Outcome.ErrorOf(outcome) == ModemError.Rejected);

        if (outcome == Outcome.Ok)
        {
            Obey(options);
        }

        return outcome;
    }

    // From now on the module does as the options say.
    private void Obey(ModemContextOptions options)
    {
        bool single = options.SingleConnection;
        _channel.SetMode(single, true);
        _links.Single = single;
        _links.UseRings(options.ReceiveMode == ModemReceiveMode.Push ? options.RingSize : 0);
        _channel.ReadsHex = options.ReceiveMode == ModemReceiveMode.ManualHex;
    }

    private int RunAccessPoint(string accessPoint, string user, string password)
    {
        _channel.AddQuoted(accessPoint);
        _channel.Add(Ascii.Comma);
        _channel.AddQuoted(user);
        _channel.Add(Ascii.Comma);
        _channel.AddQuoted(password);
        return _channel.Run();
    }

    private int Activate(int context)
    {
        _contexts.Move(context, ModemGprsState.Start);
        _contexts.Move(context, ModemGprsState.Config);
        int outcome = AskIn(context, Command.BringUp);
        if (outcome == Outcome.Ok)
        {
            _contexts.Move(context, ModemGprsState.Activated);
            outcome = Learn(context);
        }

        if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            // The state after a refusal is not documented; this one is. The refusal is what counts.
            Shut(context);
        }

        return outcome;
    }

    private int Learn(int context)
    {
        int outcome = AskIn(context, Command.Address);
        if (outcome == Outcome.Ok)
        {
            string address = _channel.Parser.Text();
            outcome = SetNameServers(context);
            if (outcome == Outcome.Ok)
            {
                _contexts.Open(context, address);
            }
        }

        return outcome;
    }

    // The settings that hold for all connections. All that an earlier context may have changed are written.
    private void BeginMode(ModemContextOptions options)
    {
        bool push = options.ReceiveMode == ModemReceiveMode.Push;
        _channel.Begin(Command.Mode, -1);
        Add(!options.SingleConnection);
        Append(Command.QuickSend, !options.AcknowledgedSend);
        Append(Command.ReceiveMode, !push);
        Append(Command.ShowSender, options.ShowRemoteAddress || push || options.KeepsDatagrams);
        int timer = options.SendTimer;
        Append(Command.SendTimer, timer > 0);
        if (timer > 0)
        {
            _channel.AddNext(timer);
        }

        if (options.KeepAliveIdle > 0)
        {
            Append(Command.KeepAlive, true);
            _channel.AddNext(options.KeepAliveIdle);
            _channel.AddNext(options.KeepAliveInterval);
            _channel.AddNext(options.KeepAliveCount);
        }

        if (options.SingleConnection)
        {
            AppendHeaders(push);
        }
    }

    // With several connections each piece of data has its header anyway.
    private void AppendHeaders(bool push)
    {
        Append(Command.Header, true);
        Append(Command.ShowProtocol, push);
    }

    private void Append(int command, bool on)
    {
        _channel.Append(command);
        Add(on);
    }

    private void Add(bool on) => _channel.Add(on ? Ascii.N1 : Ascii.N0);

    // The module takes them only from a context that is up.
    private int SetNameServers(int context)
    {
        ModemContextOptions options = _contexts.Options;
        if (options.PrimaryDns == null)
        {
            return Outcome.Ok;
        }

        _channel.BeginIn(context, Command.NameServers, -1);
        _channel.AddQuoted(options.PrimaryDns);
        if (options.SecondaryDns != null)
        {
            _channel.Add(Ascii.Comma);
            _channel.AddQuoted(options.SecondaryDns);
        }

        return _channel.Run();
    }

    private int AskStatus(int context)
    {
        int outcome = AskIn(context, _links.Single ? Command.SingleStatus : Command.Status);
        if (outcome == Outcome.Ok)
        {
            // The line that has ended the list.
            _channel.Sink.Take(_channel.Parser);
        }

        return outcome;
    }

    private int AskIn(int context, int command)
    {
        _channel.BeginIn(context, command, -1);
        return _channel.Run();
    }

    private int Ask(int command)
    {
        _channel.Begin(command, -1);
        return _channel.Run();
    }

    // Registration and attachment on one line: the one is the information of the command, the other one goes to the taker of codes.
    private int AskNetwork(Inventory found)
    {
        found.IsAttached = false;
        _channel.Sink = found;
        try
        {
            _channel.Begin(Command.Registration, -1);
            _channel.Append(Command.Attached);
            _channel.Limit = NetworkTime;
            return _channel.Run();
        }
        finally
        {
            _channel.Sink = found.Next;
        }
    }

    private int AskSim(out bool ready)
    {
        int outcome = Ask(Command.Sim);
        ready = false;
        if (outcome == Outcome.Ok)
        {
            switch (_channel.Value(0))
            {
                case Ascii.R:
                    ready = true;
                    break;
                case -1:
                    break;
                case Ascii.N:
                    return Outcome.Of(ModemError.SimMissing, ModemWait.Network);
                default:
                    return Outcome.Of(ModemError.SimLocked, ModemWait.Network);
            }
        }
        else if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            switch (Outcome.ModuleCodeOf(outcome))
            {
                case SimCard.Busy:
                    return Outcome.Ok;
                case SimCard.NotInserted:
                    return Outcome.Of(ModemError.SimMissing, ModemWait.Network);
                case SimCard.PinRequired:
                case SimCard.PukRequired:
                    return Outcome.Of(ModemError.SimLocked, ModemWait.Network);
            }
        }

        return outcome;
    }
}
