using System;
using System.Threading;
using Sim800.Nano.Ports;

namespace Sim800.Nano.Events;

/// <summary>A fixed ring of reports and the thread that hands them to subscribers. Both are made at the first subscription. It is its own lock.</summary>
internal sealed class EventQueue
{
    private const int Size = 16;
    private const int Numbers = 4;
    private const int Last = (Size * Numbers) - 1;
    private const int Tick = 60_000;

    private readonly Sim800Modem _modem;
    private readonly Port _port;
    private ModemEventHandler _combined;
    private ModemEventHandler[] _handlers = new ModemEventHandler[0];
    private int[] _ring;
    private AutoResetEvent _filled;

    // How many have been taken and noted, times four; each is written by one side only, and both wrap.
    private int _taken;
    private int _noted;
    private bool _closed;

    public EventQueue(Sim800Modem modem, Port port)
    {
        _modem = modem;
        _port = port;
    }

    /// <summary>How many reports found the ring full and were dropped.</summary>
    public int Lost;

    public void Subscribe(ModemEventHandler handler)
    {
        lock (this)
        {
            // Made before they are used: a report may come at once.
            if (_ring == null && handler != null)
            {
                _filled = new AutoResetEvent(false);
                new Thread(Run).Start();
                _ring = new int[Size * Numbers];
            }

            Combine(_combined + handler);
        }
    }

    public void Unsubscribe(ModemEventHandler handler)
    {
        lock (this)
        {
            Combine(_combined - handler);
        }
    }

    public void Raise(ModemEvent code, int first, int second, int third)
    {
        if (_handlers.Length == 0)
        {
            return;
        }

        lock (this)
        {
            int noted = _noted;
            if (noted - _taken > Last)
            {
                Lost++;
                return;
            }

            int[] ring = _ring;
            int at = noted & Last;
            ring[at] = (int)code;
            ring[at + 1] = first;
            ring[at + 2] = second;
            ring[at + 3] = third;
            _noted = noted + Numbers;
        }

        _filled.Set();
    }

    public void Close()
    {
        _closed = true;
        if (_filled != null)
        {
            _filled.Set();
        }
    }

    // The platform would not call those behind one that throws, so each is called for itself.
    private void Combine(ModemEventHandler handlers)
    {
        Delegate[] list = handlers == null ? new Delegate[0] : handlers.GetInvocationList();
        ModemEventHandler[] each = new ModemEventHandler[list.Length];
        for (int i = 0; i < list.Length; i++)
        {
            each[i] = (ModemEventHandler)list[i];
        }

        _combined = handlers;
        _handlers = each;
    }

    private void Run()
    {
        Port port = _port;
        int taken = 0;
        while (!_closed)
        {
            if (taken == _noted)
            {
                port.Wait(_filled, Tick);
                continue;
            }

            int[] ring = _ring;
            int at = taken & Last;
            ModemEventHandler[] handlers = _handlers;
            for (int i = 0; i < handlers.Length && !_closed; i++)
            {
                try
                {
                    handlers[i](_modem, (ModemEvent)ring[at], ring[at + 1], ring[at + 2], ring[at + 3]);
                }
                catch (Exception)
                {
                    // A handler that throws harms only itself.
                }
            }

            // This thread alone takes.
            taken += Numbers;
            _taken = taken;
        }
    }
}
