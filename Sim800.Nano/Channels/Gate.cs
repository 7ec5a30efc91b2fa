using System.Threading;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Channels;

/// <summary>
/// One exchange at a time. A gate and not a lock, because the platform's lock knows no time-out: who waits here waits bounded, can be
/// told to give up, allocates nothing, and gets its turn in a round. Each slot has one event for all that its thread waits for.
/// What is locked in here for a moment is the gate itself: another object would be 24 bytes more.
/// </summary>
internal sealed class Gate
{
    /// <summary>Who is told to give up lets what is on the line come in for so long, in milliseconds.</summary>
    public const int LeaveGrace = 20;

    private const int Nobody = -1;
    private const int Empty = 0;
    private const int Used = 1;
    private const int Aborted = 2;

    // So long does who names no time wait for his turn.
    private const int TurnTimeout = 30_000;

    private readonly Port _port;
    private readonly AutoResetEvent[] _events = new AutoResetEvent[Slot.Count];

    // One number for each slot, and one for the owner, so that each can be changed in one step without the lock, which costs an interpreter as much as all the rest.
    private readonly int[] _slots = new int[Slot.Count];
    private int _waiting;
    private bool _closed;

    // Whether anybody has been told to give up: one look tells that nobody has.
    private bool _disturbed;
    private long _leaveAt;

    public Gate(Port port)
    {
        _port = port;
    }

    /// <summary>The slot that owns the gate, or -1.</summary>
    public int Owner = Nobody;

    /// <summary>Gets a value indicating whether everybody is turned away.</summary>
    public bool IsClosed => _closed;

    /// <summary>Gets a value indicating whether somebody waits for the gate.</summary>
    public bool IsAwaited => _waiting != 0;

    /// <summary>Gets a value indicating whether the owner has been told to give up.</summary>
    public bool IsOwnerAborted
    {
        get
        {
            if (!_disturbed)
            {
                return false;
            }

            int owner = Owner;
            return _closed || (owner >= 0 && _slots[owner] == Aborted);
        }
    }

    /// <summary>Says whether what was on the line when the owner was told to give up has had its time.</summary>
    public bool MustLeave()
    {
        if (_leaveAt == 0)
        {
            _leaveAt = _port.Now + LeaveGrace;
        }

        return _port.Now >= _leaveAt;
    }

    /// <summary>Makes the event of a slot, once: what lives for ever is made when something is opened.</summary>
    public void Prepare(int slot)
    {
        if (_events[slot] == null)
        {
            _events[slot] = new AutoResetEvent(false);
        }
    }

    /// <summary>Puts a thread onto a slot. False if another one is there.</summary>
    public bool TryUse(int slot) => Interlocked.CompareExchange(ref _slots[slot], Used, Empty) == Empty;

    /// <summary>Puts a thread onto a slot; if another one is there it is <see cref="ModemError.InUse"/>.</summary>
    public void Use(int slot)
    {
        if (Interlocked.CompareExchange(ref _slots[slot], Used, Empty) != Empty)
        {
            throw new ModemException(ModemError.InUse, ModemWait.None, -1);
        }
    }

    /// <summary>Takes the thread off the slot again.</summary>
    public void Unuse(int slot)
    {
        _slots[slot] = Empty;
        if (_disturbed)
        {
            Calm();
        }
    }

    /// <summary>Says whether a thread is on a slot.</summary>
    public bool IsUsed(int slot) => _slots[slot] != Empty;

    /// <summary>Takes the gate for a slot if nobody has it.</summary>
    public bool TryEnter(int slot) => !_closed && Interlocked.CompareExchange(ref Owner, slot, Nobody) == Nobody;

    /// <summary>Waits for the turn of a slot, at most 30 s.</summary>
    public int Enter(int slot) => Enter(slot, _port.Now + TurnTimeout);

    /// <summary>Waits for the turn of a slot, at most up to the deadline.</summary>
    public int Enter(int slot, long deadline)
    {
        if (TryEnter(slot))
        {
            return Outcome.Ok;
        }

        Prepare(slot);
        int bit = 1 << slot;
        lock (this)
        {
            _waiting |= bit;
        }

        try
        {
            // It may have been left before that was noted.
            while (Owner != slot && !TryEnter(slot))
            {
                long left = deadline - _port.Now;
                if (left <= 0 || IsAborted(slot))
                {
                    lock (this)
                    {
                        if (Owner != slot)
                        {
                            _waiting &= ~bit;
                            return Outcome.Of(left <= 0 ? ModemError.TimedOut : ModemError.Aborted, ModemWait.Turn);
                        }
                    }

                    break;
                }

                WaitFor(slot, left);
            }
        }
        finally
        {
            lock (this)
            {
                _waiting &= ~bit;
            }
        }

        return Outcome.Ok;
    }

    /// <summary>Hands the gate to the next who waits, counted round from the owner.</summary>
    public void Leave()
    {
        int slot = Owner;
        if (_waiting == 0)
        {
            Owner = Nobody;
            if (_waiting == 0)
            {
                if (_closed)
                {
                    // Close waits here when the driver thread no longer does.
                    Wake(Slot.Driver);
                }

                return;
            }
        }

        HandOn(slot);
    }

    /// <summary>Waits on the event of a slot, at most for the given milliseconds.</summary>
    /// <returns>False if the time is over.</returns>
    public bool WaitFor(int slot, long milliseconds) =>
        _port.Wait(_events[slot], milliseconds > int.MaxValue ? int.MaxValue : (int)milliseconds);

    /// <summary>Waits on the event of a slot, at most up to a deadline, for what is looked at again after each return.</summary>
    /// <returns>Not well if that is to end: the thread on the slot has been told to give up, or the time is over.</returns>
    public int WaitFor(int slot, long deadline, ModemWait what)
    {
        long left = deadline - _port.Now;
        if (IsAborted(slot))
        {
            return Outcome.Of(ModemError.Aborted, what);
        }

        if (left <= 0)
        {
            return Outcome.Of(ModemError.TimedOut, what);
        }

        WaitFor(slot, left);
        return Outcome.Ok;
    }

    /// <summary>Gets the event of a slot, to wait for again and again.</summary>
    public AutoResetEvent EventOf(int slot) => _events[slot];

    /// <summary>Sets the event of a slot.</summary>
    public void Wake(int slot)
    {
        AutoResetEvent signal = _events[slot];
        if (signal != null)
        {
            signal.Set();
        }
    }

    /// <summary>Sets the event of a slot whose thread may wait for a change; that of the owner looks by itself before it waits.</summary>
    public void Rouse(int slot)
    {
        if (slot != Owner)
        {
            Wake(slot);
        }
    }

    /// <summary>Tells the thread on a slot to give up whatever it waits for.</summary>
    public void Abort(int slot)
    {
        lock (this)
        {
            Interlocked.CompareExchange(ref _slots[slot], Aborted, Used);
            _disturbed = true;
            if (Owner == slot)
            {
                _leaveAt = _port.Now + LeaveGrace;
            }
        }

        Wake(slot);
    }

    /// <summary>Says whether the thread on a slot has been told to give up.</summary>
    public bool IsAborted(int slot) => _closed || _slots[slot] == Aborted;

    /// <summary>Turns everybody away from now on. The owner, if there is one, is told to give up.</summary>
    public void Close()
    {
        lock (this)
        {
            _closed = true;
            _disturbed = true;
        }

        for (int slot = 0; slot < Slot.Count; slot++)
        {
            Wake(slot);
        }
    }

    private void Calm()
    {
        lock (this)
        {
            bool disturbed = _closed;
            for (int slot = 0; slot < Slot.Count; slot++)
            {
                disturbed |= _slots[slot] == Aborted;
            }

            _disturbed = disturbed;
            _leaveAt = 0;
        }
    }

    private void HandOn(int slot)
    {
        int next = slot;
        lock (this)
        {
            int waiting = _waiting;
            if (waiting == 0)
            {
                // Who waited has given up. Nobody else can have come: he would wait.
                Owner = Owner == slot ? Nobody : Owner;
                return;
            }

            do
            {
                next = next + 1 == Slot.Count ? 0 : next + 1;
            }
            while ((waiting & (1 << next)) == 0);

            // The owner hands it on; who has given it away already does so only if nobody has come since.
            if (Owner != slot && Interlocked.CompareExchange(ref Owner, next, Nobody) != Nobody)
            {
                return;
            }

            _waiting &= ~(1 << next);
            Owner = next;
        }

        Wake(next);
    }
}
