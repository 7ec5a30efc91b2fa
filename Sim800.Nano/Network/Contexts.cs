using Sim800.Nano.Events;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Network;

/// <summary>What is known of the two contexts: which are open, with which options and addresses.</summary>
internal sealed class Contexts
{
    public const int Count = 2;

    private readonly Port _port;
    private readonly ModemContextState[] _states = new ModemContextState[Count];
    private readonly string[] _addresses = new string[Count];
    private readonly ModemGprsState[] _gprs = new ModemGprsState[Count];
    private readonly EventQueue _events;

    public Contexts(Port port, EventQueue events)
    {
        _port = port;
        _events = events;
    }

    /// <summary>Gets a value indicating whether one is open. As long as one is, the options do not change.</summary>
    public bool IsOpen => IsOpenIn(0) || IsOpenIn(1);

    /// <summary>What holds for the whole module as long as a context is open, or null.</summary>
    public ModemContextOptions Options;

    /// <summary>Whether the module must be asked: one of two that are open has ended, and it has not said which; or there are data of a client whom it has not reported.</summary>
    public bool InDoubt;

    /// <summary>How the last one was lost, or the module with it.</summary>
    public ModemError LossReason;

    /// <summary>Says whether a context is open.</summary>
    public bool IsOpenIn(int context) => _states[context] == ModemContextState.Open;

    /// <summary>The state of a context.</summary>
    public ModemContextState StateOf(int context) => _states[context];

    /// <summary>The address of a context. It is not forgotten when the context ends.</summary>
    public string AddressOf(int context) => _addresses[context];

    /// <summary>A context has come to another state of its way.</summary>
    public void Move(int context, ModemGprsState state)
    {
        ModemGprsState old = _gprs[context];
        if (state != old)
        {
            _gprs[context] = state;
            _events.Raise(ModemEvent.GprsState, context, (int)state, (int)old);
        }
    }

    /// <summary>Has options hold: from now on they do not change, until every context has ended, or <see cref="Settle"/> finds that none was opened.</summary>
    public void Apply(ModemContextOptions options)
    {
        Settle();
        Options = options;
        options.InUse = true;
    }

    /// <summary>A context is open.</summary>
    public void Open(int context, string address)
    {
        _addresses[context] = address;
        Change(context, ModemContextState.Open);
        _port.Counters.Count(Counter.ContextsOpened);
        Move(context, ModemGprsState.Ready);
    }

    /// <summary>A context has ended, if it was open.</summary>
    public void End(int context, ModemContextState state) => End(context, state, state == ModemContextState.Lost ? ModemGprsState.Deactivated : ModemGprsState.Initial);

    /// <summary>Both have ended, if they were open, and with them whatever was set up: the module has restarted, is off, or is nobody's.</summary>
    public void EndAll(ModemContextState state)
    {
        InDoubt = false;
        for (int context = 0; context < Count; context++)
        {
            End(context, state, ModemGprsState.Initial);
            Move(context, ModemGprsState.Initial);
        }
    }

    /// <summary>Lets the options go if no context is open with them.</summary>
    public void Settle()
    {
        if (Options != null)
        {
            Options.InUse = IsOpen;
        }
    }

    private void End(int context, ModemContextState state, ModemGprsState gprs)
    {
        if (IsOpenIn(context))
        {
            Change(context, state);
            if (state == ModemContextState.Lost)
            {
                _port.Counters.Count(Counter.ContextsLost);
            }

            Move(context, gprs);
            Settle();
        }
    }

    private void Change(int context, ModemContextState state)
    {
        _states[context] = state;
        _port.Recorder?.State(_port.Now, RecordState.Context, context, (int)state);
    }
}
