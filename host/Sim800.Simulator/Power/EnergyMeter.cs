namespace Sim800.Simulator.Power;

/// <summary>
/// Adds up time and charge for each state, from the moment at which the supply comes. It needs no timers: whoever changes something that counts settles
/// first, and the time in between is told apart here.
/// </summary>
public sealed class EnergyMeter
{
    private const double NanosecondsPerHour = 3_600e9;

    /// <summary>Headers of IP and TCP; a segment without data is just that.</summary>
    private const int Headers = 40;

    private readonly Sim800Machine _machine;
    private readonly long[] _times = new long[Enum.GetValues<EnergyState>().Length];
    private readonly double[] _charges = new double[Enum.GetValues<EnergyState>().Length];
    private long? _settledAt;
    private long _sendsUntil;
    private long _holdsUntil;

    internal EnergyMeter(Sim800Machine machine) => _machine = machine;

    private Currents Currents => _machine.Options.Currents;

    /// <summary>The states that have taken any time up to now, with their shares.</summary>
    /// <param name="now">The instant, in nanoseconds.</param>
    public IReadOnlyList<EnergyShare> Read(long now)
    {
        Settle(now);
        return [.. Enum.GetValues<EnergyState>().Where(state => _times[(int)state] > 0).Select(state => new EnergyShare(state, _times[(int)state], _charges[(int)state]))];
    }

    /// <summary>The whole charge up to now, in mAh.</summary>
    /// <param name="now">The instant, in nanoseconds.</param>
    public double Charge(long now)
    {
        Settle(now);
        return _charges.Sum();
    }

    /// <summary>The supply is there.</summary>
    internal void Start() => _settledAt = _machine.Now;

    /// <summary>Something that counts is about to change.</summary>
    internal void Settle() => Settle(_machine.Now);

    /// <summary>The radio is off, and whatever it held.</summary>
    internal void EndAir()
    {
        Settle();
        _sendsUntil = 0;
        _holdsUntil = 0;
    }

    /// <summary>A packet with so many bytes of payload leaves.</summary>
    internal void Send(int payload)
    {
        Settle();
        _sendsUntil = Math.Max(_sendsUntil, _machine.Now) + AirTime(payload);
        Hold(_sendsUntil);
    }

    /// <summary>A packet with so many bytes of payload arrives.</summary>
    internal void Receive(int payload)
    {
        Settle();
        Hold(_machine.Now + AirTime(payload));
    }

    private void Hold(long from) => _holdsUntil = Math.Max(_holdsUntil, from + Currents.AirTail);

    private long AirTime(int payload) => (payload + Headers) * 8 * Wire.Nanoseconds.PerSecond / Currents.AirRate;

    private void Settle(long now)
    {
        while (_settledAt is { } from && from < now)
        {
            var (state, current, until) = At(from);
            var to = Math.Min(now, until);
            _times[(int)state] += to - from;
            _charges[(int)state] += current * ((to - from) / NanosecondsPerHour);
            _settledAt = to;
        }
    }

    private (EnergyState State, double Current, long Until) At(long time) => _machine.Power.State switch
    {
        PowerState.Off or PowerState.HeldInReset => (EnergyState.Off, Currents.Off, long.MaxValue),
        PowerState.Booting => (EnergyState.Booting, Currents.Booting, long.MaxValue),
        _ when _machine.Calls.Exists => (EnergyState.Calling, Currents.Calling, long.MaxValue),
        _ when time < _sendsUntil => (EnergyState.Transmitting, Currents.Transmitting, _sendsUntil),
        _ when time < _holdsUntil => (EnergyState.Receiving, Currents.Receiving, _holdsUntil),
        _ when _machine.TcpIp.IsBringingUp => (EnergyState.Receiving, Currents.Receiving, long.MaxValue),
        _ when _machine.Radio.IsSearching => (EnergyState.Searching, Currents.Searching, long.MaxValue),
        _ when !_machine.Sleep.IsAsleep => (EnergyState.Idle, Currents.Idle, long.MaxValue),
        _ when _machine.TcpIp.HasConnection => (EnergyState.SleepingConnected, Currents.SleepingConnected, long.MaxValue),
        _ => (EnergyState.Sleeping, Asleep(), long.MaxValue),
    };

    private double Asleep() => _machine.Radio.Functionality switch
    {
        0 => Currents.SleepingMinimum,
        4 => Currents.SleepingInFlight,
        _ => Currents.Sleeping,
    };
}
