namespace Sim800.Simulator.Serial;

/// <summary>
/// The RI pin: rests high; 120 ms low for unsolicited codes as AT+CFGRI says, and for a short message whatever it says; low
/// while a call waits to be answered, 50 ms for it in data mode (fact sheet 2.30, 5.5).
/// </summary>
internal sealed class RingIndicator(Sim800Machine machine)
{
    private Timing.Timer? _release;
    private bool _isHeld;

    /// <summary>AT+DLYRI: milliseconds between the edge and its code; not stored.</summary>
    public int Lead { get; set; }

    /// <summary>Back to rest.</summary>
    public void Reset()
    {
        Lead = 0;
        _release?.Cancel();
        _release = null;
        machine.Port.Drive(ModuleLine.Ri, true);
        _isHeld = false;
    }

    /// <summary>An unsolicited code goes out: pulses if that class of code does. Codes within a pulse prolong it.</summary>
    /// <returns>Whether it does.</returns>
    public bool Pulse(UrcKind kind)
    {
        var drives = (_isHeld ? 0 : machine.Profile.RingIndicator) switch
        {
            1 => kind != UrcKind.Call,
            2 => kind == UrcKind.TcpIp,
            _ => false,
        };
        if (!drives)
        {
            return false;
        }

        Flash(machine.Options.RingPulse);
        return true;
    }

    /// <summary>A call waits to be answered.</summary>
    public void Hold()
    {
        _isHeld = true;
        _release?.Cancel();
        machine.Port.Drive(ModuleLine.Ri, false);
    }

    /// <summary>It is answered, or over.</summary>
    public void Release()
    {
        if (_isHeld)
        {
            _isHeld = false;
            machine.Port.Drive(ModuleLine.Ri, true);
        }
    }

    /// <summary>Low for a while, whatever the setting: a short message, or a call in data mode.</summary>
    public void Flash(long duration)
    {
        if (!_isHeld)
        {
            _release?.Cancel();
            machine.Port.Drive(ModuleLine.Ri, false);
            _release = machine.Timers.After(duration, () => machine.Port.Drive(ModuleLine.Ri, true));
        }
    }
}
