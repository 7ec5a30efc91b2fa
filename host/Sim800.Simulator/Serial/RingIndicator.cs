namespace Sim800.Simulator.Serial;

/// <summary>The RI pin: rests high, 120 ms low for unsolicited codes as AT+CFGRI says (fact sheet 2.30, 5.5).</summary>
internal sealed class RingIndicator(Sim800Machine machine)
{
    private Timing.Timer? _release;

    /// <summary>AT+DLYRI: milliseconds between the edge and its code; not stored.</summary>
    public int Lead { get; set; }

    /// <summary>Back to rest.</summary>
    public void Reset()
    {
        Lead = 0;
        _release?.Cancel();
        _release = null;
        machine.Port.Drive(ModuleLine.Ri, true);
    }

    /// <summary>An unsolicited code goes out: pulses if that class of code does. Codes within a pulse prolong it.</summary>
    /// <returns>Whether it does.</returns>
    public bool Pulse(UrcKind kind)
    {
        var drives = machine.Profile.RingIndicator switch
        {
            1 => true,
            2 => kind == UrcKind.TcpIp,
            _ => false,
        };
        if (!drives)
        {
            return false;
        }

        _release?.Cancel();
        machine.Port.Drive(ModuleLine.Ri, false);
        _release = machine.Timers.After(machine.Options.RingPulse, () => machine.Port.Drive(ModuleLine.Ri, true));
        return true;
    }
}
