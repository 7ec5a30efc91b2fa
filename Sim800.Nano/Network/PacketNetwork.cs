using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Network;

/// <summary>The way into the packet network: card, registration, attachment, and the context, opened and closed.</summary>
internal sealed class PacketNetwork
{
    private const int NetworkPoll = 1_000;

    private const int SimBusy = 14;
    private const int SimNotInserted = 10;
    private const int SimPinRequired = 11;
    private const int SimPukRequired = 12;

    private readonly Port _port;
    private readonly Channel _channel;
    private readonly LinkTable _links;
    private readonly Contexts _contexts;

    public PacketNetwork(Port port, Channel channel, LinkTable links, Contexts contexts)
    {
        _port = port;
        _channel = channel;
        _links = links;
        _contexts = contexts;
    }

    /// <summary>Waits until card, registration and attachment are there. Takes the gate for each question.</summary>
    public int AwaitReady(long deadline)
    {
        bool ready = false;
        while (true)
        {
            int outcome = _channel.Enter(Slot.Modem, deadline);
            if (outcome != Outcome.Ok)
            {
                return outcome;
            }

            bool attached = false;
            int state = -1;
            if (!ready)
            {
                outcome = AskSim(out ready);
            }

            if (outcome == Outcome.Ok && ready)
            {
                outcome = Ask(Command.Registration);
                state = _channel.Value(1);
            }

            if (outcome == Outcome.Ok && (state == 1 || state == 5))
            {
                outcome = Ask(Command.Attached);
                attached = _channel.Value(0) == 1;
            }

            _channel.Leave();
            if (outcome != Outcome.Ok || attached)
            {
                return outcome;
            }

            long left = deadline - _port.Now;
            if (left <= 0)
            {
                return Outcome.Of(state == 3 ? ModemError.RegistrationDenied : ModemError.TimedOut, ModemWait.Network);
            }

            _channel.Gate.WaitFor(Slot.Modem, left < NetworkPoll ? left : NetworkPoll);
            if (_channel.Gate.IsAborted(Slot.Modem))
            {
                return Outcome.Of(ModemError.Aborted, ModemWait.Network);
            }
        }
    }

    /// <summary>Opens the context with options that hold for the whole module. For the owner of the gate.</summary>
    public int BringUp(string accessPoint, string user, string password, ModemContextOptions options)
    {
        int outcome = _contexts.IsOpen ? Shut() : Outcome.Ok;
        _contexts.Apply(options);

        // Only a module without a context takes the mode and the access point. What a life before has left is closed, once.
        for (int attempt = 0; outcome == Outcome.Ok; attempt++)
        {
            _channel.SetMode(options.SingleConnection, false);
            BeginMode(options);
            _channel.Append(Command.AccessPoint);
            _channel.AddQuoted(accessPoint);
            _channel.Add(Ascii.Comma);
            _channel.AddQuoted(user);
            _channel.Add(Ascii.Comma);
            _channel.AddQuoted(password);
            outcome = _channel.Run();
            if (attempt > 0 || Outcome.ErrorOf(outcome) != ModemError.Rejected)
            {
                break;
            }

            outcome = Shut();
        }

        if (outcome == Outcome.Ok)
        {
            _channel.SetMode(options.SingleConnection, true);
            _links.Single = options.SingleConnection;
            _links.UseRings(options.ReceiveMode == ModemReceiveMode.Push ? options.RingSize : 0);
            _channel.ReadsHex = options.ReceiveMode == ModemReceiveMode.ManualHex;
            outcome = Ask(Command.BringUp);
            if (outcome == Outcome.Ok)
            {
                outcome = Ask(Command.Address);
            }

            if (outcome == Outcome.Ok)
            {
                _contexts.LocalAddress = _channel.Parser.Text();
                outcome = SetNameServers(options);
            }

            if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                // The state after a refusal is not documented; this one is. The refusal is what counts.
                Shut();
            }
        }

        _contexts.IsOpen = outcome == Outcome.Ok;
        return outcome;
    }

    /// <summary>Takes over the context of a life before, with one connection. For the owner of the gate.</summary>
    public int Adopt()
    {
        _contexts.Apply(new ModemContextOptions { SingleConnection = true });
        int outcome = Ask(Command.Address);
        if (outcome == Outcome.Ok)
        {
            _contexts.LocalAddress = _channel.Parser.Text();
        }

        _contexts.IsOpen = outcome == Outcome.Ok;
        return outcome;
    }

    /// <summary>Closes the context, and with it every link. For the owner of the gate.</summary>
    public int Shut()
    {
        int outcome = Ask(Command.Shut);
        if (outcome == Outcome.Ok)
        {
            _contexts.IsOpen = false;
            _links.FailAll(ModemError.ContextLost);
        }

        return outcome;
    }

    // The settings that hold for all connections. All that an earlier context may have changed are written.
    private void BeginMode(ModemContextOptions options)
    {
        bool push = options.ReceiveMode == ModemReceiveMode.Push;
        _channel.Begin(Command.Mode, -1);
        Add(!options.SingleConnection);
        _channel.Append(Command.QuickSend);
        Add(!options.AcknowledgedSend);
        _channel.Append(Command.ReceiveMode);
        Add(!push);
        _channel.Append(Command.ShowSender);
        Add(options.ShowRemoteAddress || push || options.KeepsDatagrams);
        _channel.Append(Command.SendTimer);
        Add(options.SendTimer > 0);
        if (options.SendTimer > 0)
        {
            _channel.Add(Ascii.Comma);
            _channel.Add(options.SendTimer);
        }

        if (options.KeepAliveIdle > 0)
        {
            _channel.Append(Command.KeepAlive);
            Add(true);
            _channel.Add(Ascii.Comma);
            _channel.Add(options.KeepAliveIdle);
            _channel.Add(Ascii.Comma);
            _channel.Add(options.KeepAliveInterval);
            _channel.Add(Ascii.Comma);
            _channel.Add(options.KeepAliveCount);
        }

        if (options.SingleConnection)
        {
            // With several connections each piece of data has its header anyway.
            _channel.Append(Command.Header);
            Add(true);
            _channel.Append(Command.ShowProtocol);
            Add(push);
        }
    }

    private void Add(bool on) => _channel.Add(on ? Ascii.N1 : Ascii.N0);

    // The module takes them only from a context that is up.
    private int SetNameServers(ModemContextOptions options)
    {
        if (options.PrimaryDns == null)
        {
            return Outcome.Ok;
        }

        _channel.Begin(Command.NameServers, -1);
        _channel.AddQuoted(options.PrimaryDns);
        if (options.SecondaryDns != null)
        {
            _channel.Add(Ascii.Comma);
            _channel.AddQuoted(options.SecondaryDns);
        }

        return _channel.Run();
    }

    /// <summary>Has the module tell the truth about the context and its links: codes that say it may have been lost. For the owner of the gate.</summary>
    public int Reconcile()
    {
        _links.Ask(0);
        int outcome = Ask(_links.Single ? Command.SingleStatus : Command.Status);
        if (outcome == Outcome.Ok)
        {
            // The line that has ended the list.
            _channel.Sink.Take(_channel.Parser);
        }

        return outcome;
    }

    private int Ask(int command)
    {
        _channel.Begin(command, -1);
        return _channel.Run();
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
                case SimBusy:
                    return Outcome.Ok;
                case SimNotInserted:
                    return Outcome.Of(ModemError.SimMissing, ModemWait.Network);
                case SimPinRequired:
                case SimPukRequired:
                    return Outcome.Of(ModemError.SimLocked, ModemWait.Network);
            }
        }

        return outcome;
    }
}
