using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// Put to sleep: by the program, or by the driver when nobody has talked for some time.
public sealed partial class Sim800Modem
{
    // AT+CSCLK: never, by DTR, by itself.
    private const int Awake = 0;
    private const int ByDtr = 1;
    private const int ByItself = 2;

    private const int ShortestIdle = 500;

    private ModemSleepPolicy _sleepPolicy;
    private int _idleTime;
    private int _slowClock;
    private bool _sleepSuspended;
    private long _busyAt;

    /// <summary>Gets when the module is put to sleep.</summary>
    public ModemSleepPolicy SleepPolicy => _sleepPolicy;

    /// <summary>
    /// Says when the module is put to sleep. Legal before it is open and with connections open; while the one connection is in data mode, what is said holds when it is left.
    /// <para><see cref="ModemSleepPolicy.Never"/> wakes a module that sleeps, within 6 s after its turn; the others send nothing now.</para>
    /// </summary>
    /// <param name="policy">When.</param>
    /// <param name="idleTime">For <see cref="ModemSleepPolicy.WhenIdle"/>: how long nothing must have been said to the module, in milliseconds, 500 to 86,400,000. It may be up to 2 s more.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="policy"/> is none, or <paramref name="idleTime"/> is out of range.</exception>
    /// <exception cref="ModemTimeoutException">The module sleeps and does not wake. The policy holds nevertheless.</exception>
    /// <exception cref="ModemException">It does not let itself be kept awake, another thread is in a call of this kind, or the modem was closed meanwhile. The policy holds nevertheless.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void SetSleepPolicy(ModemSleepPolicy policy, int idleTime = 10_000)
    {
        if (policy < ModemSleepPolicy.OnDemand || policy > ModemSleepPolicy.Never || idleTime < ShortestIdle || idleTime > 86_400_000)
        {
            throw new ArgumentOutOfRangeException();
        }

        DemandAlive();
        _idleTime = idleTime;
        _sleepPolicy = policy;
        _channel.Gate.Wake(Slot.Driver);
        if (policy != ModemSleepPolicy.Never || !_channel.Dozing || !_channel.IsOpen)
        {
            return;
        }

        Enter();
        int outcome = Outcome.Ok;
        try
        {
            if (_channel.Naps)
            {
                outcome = SetSlowClock(Awake);
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Lets the module sleep. Whatever talks to it next wakes it first, and then it stays awake until the next call of this, or as <see cref="SleepPolicy"/> says.
    /// Data, calls and messages wake it by themselves.
    /// <para>With DTR it is AT+CSCLK=1 and DTR high; waking takes 60 ms and a question, 5 s at most if it does not answer at once. Without DTR it is AT+CSCLK=2, which not every firmware
    /// of the module has: it sleeps by itself 5 s after each exchange, until <see cref="ModemSleepPolicy.Never"/> is set; waking takes 150 ms and a question.</para>
    /// <para>Does nothing if the module sleeps already, or under <see cref="ModemSleepPolicy.Never"/>. Allocates nothing.</para>
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, in data mode (<see cref="ModemError.InDataMode"/>), in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Sleep()
    {
        if (!_channel.IsClear)
        {
            DemandOpen();
            if (_channel.Dozing)
            {
                return;
            }
        }

        if (_sleepSuspended)
        {
            throw new ModemException(ModemError.InDataMode, ModemWait.None, -1);
        }

        if (_sleepPolicy == ModemSleepPolicy.Never)
        {
            return;
        }

        _channel.Gate.Use(Slot.Modem);
        int outcome;
        try
        {
            outcome = Outcome.Ok;
            if (_slowClock == Awake || !_channel.TryDoze(Slot.Modem))
            {
                outcome = _channel.Enter(Slot.Modem);
                outcome = outcome == Outcome.Ok ? FallAsleep() : outcome;
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Keeps the module awake and DTR at rest until <see cref="ResumeSleep"/>: its low is the beginning of an escape now. The module has been told.</summary>
    internal void SuspendSleep()
    {
        ForgetSleep();
        _sleepSuspended = true;
    }

    /// <summary>Lets the module be put to sleep again.</summary>
    internal void ResumeSleep()
    {
        _busyAt = _port.Now;
        _sleepSuspended = false;
    }

    // The module does not sleep, whatever it was told before.
    private void ForgetSleep()
    {
        _slowClock = Awake;
        _channel.ForgetSleep();
    }

    // For the owner of the gate.
    private int FallAsleep()
    {
        // It is told once.
        int outcome = _slowClock != Awake ? Outcome.Ok : SetSlowClock(_port.Has(PortLine.Dtr) ? ByDtr : ByItself);
        if (outcome == Outcome.Ok)
        {
            _channel.Dozing = true;
            _port.Assert(PortLine.Dtr, false);
        }

        return outcome;
    }

    private int SetSlowClock(int mode)
    {
        _channel.Begin(Command.SlowClock, -1);
        _channel.Add(mode);
        int outcome = _channel.Run();
        if (outcome == Outcome.Ok)
        {
            _slowClock = mode;
        }

        // One that shall sleep by itself and has not answered may have obeyed.
        if (outcome == Outcome.Ok || (mode == ByItself && Outcome.ErrorOf(outcome) != ModemError.Rejected))
        {
            _channel.Naps = mode == ByItself;
            _channel.Dozing = _channel.Naps;
        }

        return outcome;
    }

    // How long the driver thread may wait: up to the moment at which the module has been idle for its time.
    private int TimeToSleep()
    {
        if (_sleepPolicy != ModemSleepPolicy.WhenIdle || _channel.Dozing || _sleepSuspended || !IsOpen)
        {
            return DriverTick;
        }

        // Who talks, or has something to take, is not idle.
        if ((_channel.Gate.Owner >= 0 && _channel.Gate.Owner != Slot.Driver) || _channel.HasWork)
        {
            _busyAt = _port.Now;
        }

        _busyAt = _busyAt > _channel.HeardAt ? _busyAt : _channel.HeardAt;
        long left = (_busyAt > _channel.SpokeAt ? _busyAt : _channel.SpokeAt) + _idleTime - _port.Now;
        return left <= 0 ? 0 : left < DriverTick ? (int)left : DriverTick;
    }
}
