using Sim800.Nano.Ports;

namespace Sim800.Nano.Events;

/// <summary>
/// Measures the pulses of RI. The platform gives edges without a time stamp and late; each was noted when it was told of, so a length is wrong by as much as one edge came later
/// than the other. What that leaves open is unknown.
/// </summary>
internal sealed class RingWatch
{
    private const int CallPulse = 50;
    private const int MessagePulse = 120;

    // Codes within a pulse prolong it; a call holds the line for longer than they do.
    private const int Held = 1_000;

    private readonly Port _port;
    private readonly EventQueue _events;
    private long _fell;
    private bool _low;
    private bool _told;
    private bool _inData;
    private bool _mixed;

    public RingWatch(Port port, EventQueue events)
    {
        _port = port;
        _events = events;
    }

    /// <summary>How late an edge may be told, in milliseconds.</summary>
    public int Delay = 30;

    /// <summary>Whether data pulse RI as messages do (AT+CFGRI=1 or 2).</summary>
    public bool DataToo;

    /// <summary>What a pulse of so many milliseconds means.</summary>
    public static ModemRing Classify(long width, bool inData, int delay)
    {
        bool message = Fits(width, MessagePulse, delay);
        if (!inData)
        {
            return width - delay >= Held ? ModemRing.Call : message ? ModemRing.MessageOrCode : ModemRing.Unknown;
        }

        bool call = Fits(width, CallPulse, delay);
        return call == message ? ModemRing.Unknown : call ? ModemRing.Call : ModemRing.Message;
    }

    /// <summary>Takes the edges that have been noted. The mode is that of the line now.</summary>
    public void Observe(bool inData)
    {
        // What mode there was before the line falls decides nothing.
        EdgeRing edges = _port.Edges;
        if (edges == null || (edges.IsEmpty && !_low))
        {
            return;
        }

        _mixed |= inData != _inData;
        _inData = inData;
        while (edges.Take(out long time, out bool low, out bool lost))
        {
            _mixed |= lost;
            if (low)
            {
                if (_low && !_told)
                {
                    // The rise between was lost.
                    Report(ModemRing.Unknown, -1);
                }

                _low = true;
                _told = false;
                _mixed = lost;
                _fell = time;
            }
            else if (!_low)
            {
                Report(ModemRing.Unknown, -1);
            }
            else
            {
                _low = false;
                if (!_told)
                {
                    long width = time - _fell;
                    ModemRing ring = _mixed ? ModemRing.Unknown : Classify(width, inData, Delay);
                    Report(ring == ModemRing.Message && DataToo ? ModemRing.MessageOrCode : ring, (int)width);
                }
            }
        }

        if (_low && !_told && !inData && !_mixed && _port.Now - _fell >= Held + Delay && _port.IsAsserted(PortLine.RingIndicator))
        {
            _told = true;
            Report(ModemRing.Call, -1);
        }
    }

    // Clocks tick in whole milliseconds.
    private static bool Fits(long width, int pulse, int delay) => width >= pulse - delay - 1 && width <= pulse + delay + 1;

    private void Report(ModemRing ring, int width) => _events.Raise(ModemEvent.RingPulse, (int)ring, width, Delay);
}
