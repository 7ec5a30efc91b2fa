using System.Threading;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Channels;

/// <summary>
/// One exchange at a time. A gate and not a lock, because the platform's lock knows no time-out: who waits here waits bounded, can be
/// told to give up, allocates nothing, and gets its turn in a round. Each slot has one event for all that its thread waits for.
/// </summary>
internal sealed class Gate
{
    private const int Nobody = -1;

    private readonly object _sync = new object();
    private readonly Port _port;
    private readonly AutoResetEvent[] _events = new AutoResetEvent[Slot.Count];
    private int _used;
    private int _waiting;
    private int _aborted;
    private int _owner = Nobody;
    private bool _closed;

    public Gate(Port port)
    {
        _port = port;
    }

    /// <summary>Gets the slot that owns the gate, or -1.</summary>
    public int Owner => _owner;

    /// <summary>Gets a value indicating whether somebody waits for the gate.</summary>
    public bool IsAwaited => _waiting != 0;

    /// <summary>Makes the event of a slot, once: what lives for ever is made when something is opened.</summary>
    public void Prepare(int slot)
    {
        if (_events[slot] == null)
        {
            _events[slot] = new AutoResetEvent(false);
        }
    }

    /// <summary>Puts a thread onto a slot. False if another one is there.</summary>
    public bool TryUse(int slot)
    {
        int bit = 1 << slot;
        lock (_sync)
        {
            if ((_used & bit) != 0)
            {
                return false;
            }

            _used |= bit;
            _aborted &= ~bit;
            return true;
        }
    }

    /// <summary>Puts a thread onto a slot; if another one is there it is <see cref="ModemError.InUse"/>.</summary>
    public void Use(int slot)
    {
        if (!TryUse(slot))
        {
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }
    }

    /// <summary>Takes the thread off the slot again.</summary>
    public void Unuse(int slot)
    {
        lock (_sync)
        {
            _used &= ~(1 << slot);
            _waiting &= ~(1 << slot);
        }
    }

    /// <summary>Gets a value indicating whether the owner has been told to give up.</summary>
    public bool IsOwnerAborted => IsAborted(_owner);

    /// <summary>Says whether a thread is on a slot.</summary>
    public bool IsUsed(int slot) => (_used & (1 << slot)) != 0;

    /// <summary>Waits for the turn of a slot.</summary>
    public int Enter(int slot, long deadline)
    {
        int bit = 1 << slot;
        lock (_sync)
        {
            if (!_closed && _owner == Nobody)
            {
                _owner = slot;
                return Outcome.Ok;
            }

            _waiting |= bit;
        }

        while (true)
        {
            long left = deadline - _port.Now;
            bool late = left <= 0;
            lock (_sync)
            {
                if (_owner == slot)
                {
                    return Outcome.Ok;
                }

                if (late || IsAborted(slot))
                {
                    _waiting &= ~bit;
                    return Outcome.Of(late ? ModemError.TimedOut : ModemError.Aborted, ModemWait.Turn);
                }
            }

            WaitFor(slot, left);
        }
    }

    /// <summary>Hands the gate to the next who waits, counted round from the owner.</summary>
    public void Leave()
    {
        int next = Nobody;
        lock (_sync)
        {
            if (_waiting != 0)
            {
                next = _owner;
                do
                {
                    next = next + 1 == Slot.Count ? 0 : next + 1;
                }
                while ((_waiting & (1 << next)) == 0);

                _waiting &= ~(1 << next);
            }

            _owner = next;
        }

        if (next != Nobody)
        {
            Wake(next);
        }
        else if (_closed)
        {
            // Close waits here when the driver thread no longer does.
            Wake(Slot.Driver);
        }
    }

    /// <summary>Waits on the event of a slot, at most for the given milliseconds.</summary>
    /// <returns>False if the time is over.</returns>
    public bool WaitFor(int slot, long milliseconds) =>
        _port.Wait(_events[slot], milliseconds > int.MaxValue ? int.MaxValue : (int)milliseconds);

    /// <summary>Sets the event of a slot.</summary>
    public void Wake(int slot)
    {
        AutoResetEvent signal = _events[slot];
        if (signal != null)
        {
            signal.Set();
        }
    }

    /// <summary>Tells the thread on a slot to give up whatever it waits for.</summary>
    public void Abort(int slot)
    {
        lock (_sync)
        {
            _aborted |= 1 << slot;
        }

        Wake(slot);
    }

    /// <summary>Says whether the thread on a slot has been told to give up.</summary>
    public bool IsAborted(int slot) => _closed || (_aborted & (1 << slot)) != 0;

    /// <summary>Turns everybody away from now on. The owner, if there is one, is told to give up.</summary>
    public void Close()
    {
        _closed = true;
        for (int slot = 0; slot < Slot.Count; slot++)
        {
            Wake(slot);
        }
    }
}
