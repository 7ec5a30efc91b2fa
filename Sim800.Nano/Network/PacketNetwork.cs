using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Events;
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
    private readonly Notices _notices;

    public PacketNetwork(Port port, Channel channel, LinkTable links, Notices notices)
    {
        _port = port;
        _channel = channel;
        _links = links;
        _notices = notices;
    }

    /// <summary>Gets or sets what holds for the whole module as long as a context is open.</summary>
    public ModemContextOptions Options { get; set; }

    /// <summary>Gets the address of the context.</summary>
    public string LocalAddress { get; private set; }

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

    /// <summary>Opens the context. For the owner of the gate.</summary>
    public int BringUp(string accessPoint, string user, string password)
    {
        int outcome = Outcome.Ok;
        if (_notices.ContextOpen)
        {
            outcome = Shut();
        }

        // Only a module without a context takes the mode and the access point. What a life before has left is closed, once.
        for (int attempt = 0; outcome == Outcome.Ok; attempt++)
        {
            outcome = Ask(Command.Mode);
            if (outcome == Outcome.Ok)
            {
                _channel.Parser.Multi = true;
                _channel.Begin(Command.AccessPoint, -1);
                _channel.AddQuoted(accessPoint);
                _channel.Add(Ascii.Comma);
                _channel.AddQuoted(user);
                _channel.Add(Ascii.Comma);
                _channel.AddQuoted(password);
                outcome = _channel.Run();
            }

            if (attempt > 0 || Outcome.ErrorOf(outcome) != ModemError.Rejected)
            {
                break;
            }

            outcome = Shut();
        }

        if (outcome == Outcome.Ok)
        {
            outcome = Ask(Command.BringUp);
            if (outcome == Outcome.Ok)
            {
                outcome = Ask(Command.Address);
            }

            if (Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                // The state after a refusal is not documented; this one is. The refusal is what counts.
                Shut();
            }
        }

        if (outcome == Outcome.Ok)
        {
            Parser parser = _channel.Parser;
            LocalAddress = parser.Text();
            _notices.ContextOpen = true;
        }

        return outcome;
    }

    /// <summary>Closes the context, and with it every link. For the owner of the gate.</summary>
    public int Shut()
    {
        int outcome = Ask(Command.Shut);
        if (outcome == Outcome.Ok)
        {
            _notices.ContextOpen = false;
            _links.FailAll(ModemError.ContextLost);
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
