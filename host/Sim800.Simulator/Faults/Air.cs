namespace Sim800.Simulator.Faults;

/// <summary>What the air does to packets: late, lost, or silent for a while. The same seed loses the same packets.</summary>
internal sealed class Air(Sim800Machine machine)
{
    /// <summary>After that many nobody repeats a packet any more, whatever the settings.</summary>
    private const int MostRepeats = 12;

    private readonly Random _random = new(machine.Options.Seed);

    /// <summary>By how much every packet is late, in nanoseconds.</summary>
    public long Delay { get; set; }

    /// <summary>Nothing passes before this instant.</summary>
    public long SilentUntil { get; set; }

    /// <summary>Whether nothing passes at this instant.</summary>
    public bool IsSilent => machine.Now < SilentUntil;

    /// <summary>When a packet that is sent now arrives, or null if it never does.</summary>
    /// <param name="repeats">Whether its sender repeats it until it arrives, as TCP does, each time after twice the time.</param>
    public long? Arrival(bool repeats)
    {
        var sent = machine.Now;
        var wait = machine.Options.RetransmissionTime;
        for (var repeat = 0; sent < SilentUntil || IsLost(); repeat++)
        {
            if (!repeats || repeat == MostRepeats)
            {
                return null;
            }

            sent += wait;
            wait *= 2;
        }

        return sent + Delay;
    }

    /// <summary>Carries a packet that nobody repeats.</summary>
    public void Carry(Action arrive)
    {
        if (Arrival(repeats: false) is not { } due)
        {
            return;
        }

        if (due == machine.Now)
        {
            arrive();
        }
        else
        {
            machine.Timers.At(due, arrive, lasting: true);
        }
    }

    private bool IsLost()
    {
        var isLost = machine.Faults.Strike<PacketLossFault>(fault => fault.Probability >= 1 || _random.NextDouble() < fault.Probability) is not null;
        if (isLost)
        {
            machine.Log("fault PacketLossFault strikes");
        }

        return isLost;
    }
}
