using System;
using System.Threading;
using Sim800.Nano.Recovery;

namespace Sim800.Nano;

/// <summary>
/// Brings a module back into service, whatever has happened to it, by the ladder of the application note's section 13: close and connect again; shut the context and bring it up; restart the module, by
/// command, by RST, by PWRKEY, by its supply. No larger step is taken while a smaller one may do, nor the module restarted for what it has no part in before <see cref="ModemRecoveryOptions.Patience"/> is at its end.
/// <para>It is told of every failure (<see cref="Failed(ModemException)"/>) and of every success (<see cref="Succeeded"/>); <see cref="Wait"/> is the pause before the next attempt, and <see cref="GoOnline"/>
/// takes the step that is due. <see cref="ModemConnection"/> does all that. One recovery belongs to one modem, and one thread uses it at a time; the steps of one are outages to every other socket of the modem.</para>
/// <para>It allocates when it is made, and what opening a context allocates.</para>
/// </summary>
public sealed class ModemRecovery
{
    private const int Steps = (int)ModemRecoveryStep.Supply + 1;
    private const int ProbeTimeout = 30_000;
    private const int LeastNetworkTimeout = 1_000;

    // Nothing tells a pause that the modem is closed.
    private const int Tick = 2_000;

    private readonly Sim800Modem _modem;
    private readonly ModemRecoveryOptions _options;
    private readonly Ladder _ladder;
    private readonly Backoff _backoff;
    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
    private readonly int[] _taken = new int[Steps];
    private readonly int[] _cures = new int[Steps];
    private readonly long[] _times = new long[Steps];
    private bool _wasOnline;
    private bool _online;
    private bool _inCall;
    private long _since;
    private long _dueAt;
    private long _longest;
    private long _total;

    /// <summary>Initializes a new instance of the <see cref="ModemRecovery"/> class. Nothing is opened or sent.</summary>
    /// <param name="modem">The modem.</param>
    /// <param name="options">How patient it is.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    public ModemRecovery(Sim800Modem modem, ModemRecoveryOptions options)
    {
        Check.NotNull(modem);
        Check.NotNull(options);

        _modem = modem;
        _options = options;
        int wired = 0;
        for (ModemRecoveryStep step = ModemRecoveryStep.Command; step <= ModemRecoveryStep.Supply; step++)
        {
            wired |= modem.CanRestart(MeansOf(step)) ? 1 << (int)step : 0;
        }

        _ladder = new Ladder(options, wired);
        _backoff = new Backoff(options.Seed != 0 ? options.Seed : (int)modem.Port.Now);
    }

    /// <summary>Gets the modem.</summary>
    public Sim800Modem Modem => _modem;

    /// <summary>Gets a value indicating whether service is lost: since a failure, and until a success.</summary>
    public bool IsOutage { get; private set; }

    /// <summary>Gets the largest step of this outage, or of the last one.</summary>
    public ModemRecoveryStep Step { get; private set; }

    /// <summary>Gets why the last attempt failed, or how service was last lost.</summary>
    public ModemError LastError { get; private set; }

    /// <summary>Gets what the last attempt waited for when it failed.</summary>
    public ModemWait LastWait { get; private set; }

    /// <summary>Gets how often service was lost.</summary>
    public int Outages { get; private set; }

    /// <summary>Gets the length of the longest outage in milliseconds, this one included.</summary>
    public long LongestOutage => IsOutage && Age > _longest ? Age : _longest;

    /// <summary>Gets the length of all outages together in milliseconds, this one included.</summary>
    public long OutageTime => IsOutage ? _total + Age : _total;

    /// <summary>Gets a name that is asked for where the options name none.</summary>
    internal string ProbeHost;

    private long Now => _modem.Port.Now;

    private long Age => Now - _since;

    /// <summary>Gets how often a step was taken.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The count since this object was made.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int GetCount(ModemRecoveryStep step) => _taken[IndexOf(step)];

    /// <summary>Gets how many outages had a step as the largest that was taken before they ended.</summary>
    /// <param name="step">The step.</param>
    /// <returns>The count since this object was made.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public int GetCures(ModemRecoveryStep step) => _cures[IndexOf(step)];

    /// <summary>Gets what a step has cost in all, with the bring-up that followed it.</summary>
    /// <param name="step">The step.</param>
    /// <returns>Milliseconds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such step.</exception>
    public long GetTime(ModemRecoveryStep step) => _times[IndexOf(step)];

    /// <summary>
    /// Has module, network and context in service: at once if they are; else, and after failures, by the step that is due. What is on and answers is not switched, what is open is not closed, unless that is the step.
    /// <para>The longest it takes is a restart (75 s), the wait for the network, and the context (175 s); after <paramref name="timeout"/> none of them is begun, and the network is not waited for.</para>
    /// </summary>
    /// <param name="timeout">The time in milliseconds, or -1 for no limit.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    /// <exception cref="ModemException">It has not come so far. <see cref="Failed(ModemException)"/> is to be told of it.</exception>
    /// <exception cref="InvalidOperationException">Somebody else has opened the serial port.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void GoOnline(int timeout = -1)
    {
        Check.Timeout(timeout);
        _online = _modem.IsOpen && _modem.IsContextOpen;
        if (!IsOutage)
        {
            if (_online)
            {
                return;
            }

            if (_wasOnline)
            {
                Begin(_modem.LossReason, ModemWait.None);
            }
        }

        long begun = Now;
        ModemRecoveryStep step = IsOutage ? _ladder.Next : ModemRecoveryStep.None;
        _inCall = true;
        try
        {
            if (step == ModemRecoveryStep.Context && _ladder.Suspect == Suspect.Peer && _online && _ladder.IsPatient(begun) && PacketsPass())
            {
                step = ModemRecoveryStep.Reconnect;
            }

            step = Take(step, _modem.DeadlineIn(timeout));
            _online = true;
            _wasOnline = true;
        }
        finally
        {
            _inCall = false;
            _times[(int)step] += Now - begun;
        }
    }

    /// <summary>Waits until the pause after the last failure is over.</summary>
    /// <param name="timeout">The longest time in milliseconds, or -1 for no limit.</param>
    /// <returns>False if it is not over: the time is, or the wait was ended by <see cref="ModemConnection.Close"/>, or the modem is closed.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is less than -1.</exception>
    public bool Wait(int timeout = -1)
    {
        Check.Timeout(timeout);
        long deadline = _modem.DeadlineIn(timeout);
        while (!_modem.IsClosed)
        {
            long now = Now;
            long left = IsOutage ? _dueAt - now : 0;
            if (left <= 0)
            {
                return true;
            }

            if (now >= deadline)
            {
                return false;
            }

            left = left < deadline - now ? left : deadline - now;
            if (_modem.Port.Wait(_wake, left < Tick ? (int)left : Tick))
            {
                return false;
            }
        }

        return false;
    }

    /// <summary>Takes note of a failure: of <see cref="GoOnline"/>, or of a socket that was used after it.</summary>
    /// <param name="failure">The failure.</param>
    /// <exception cref="ArgumentNullException"><paramref name="failure"/> is null.</exception>
    public void Failed(ModemException failure)
    {
        Check.NotNull(failure);

        Failed(failure.Error, failure.Wait);
    }

    /// <summary>Takes note of a failure that was no exception.</summary>
    /// <param name="error">What has failed. <see cref="ModemError.None"/> is an answer of the peer that was not the one hoped for.</param>
    /// <param name="wait">What was waited for.</param>
    public void Failed(ModemError error, ModemWait wait)
    {
        if (!IsOutage)
        {
            Begin(error, wait);
        }

        LastError = error;
        LastWait = wait;
        long now = Now;
        int longest = _ladder.Fail(now, SuspectOf(error, wait));
        int pause = _backoff.Next(_options.FirstDelay, _options.LongestDelay);
        _dueAt = now + (pause < longest ? pause : longest);
    }

    /// <summary>Takes note that everything works: data have come through. Ends the outage, if there is one.</summary>
    public void Succeeded()
    {
        if (IsOutage)
        {
            long age = Age;
            _total += age;
            _longest = age > _longest ? age : _longest;
            _cures[(int)Step]++;
            IsOutage = false;
        }
    }

    /// <summary>Ends the wait or the call of the modem that another thread is in.</summary>
    internal void Interrupt()
    {
        if (_inCall)
        {
            _modem.AbortCall();
        }

        _wake.Set();
    }

    private static int IndexOf(ModemRecoveryStep step)
    {
        Check.Range((int)step, 0, Steps - 1);
        return (int)step;
    }

    private static ModemRestart MeansOf(ModemRecoveryStep step) => (ModemRestart)(step - ModemRecoveryStep.Command);

    private void Begin(ModemError error, ModemWait wait)
    {
        LastError = error;
        LastWait = wait;
        IsOutage = true;
        Outages++;
        Step = ModemRecoveryStep.None;
        _since = Now;
        _dueAt = _since;
        _ladder.Begin(_since);
        _backoff.Reset();
    }

    // Says which step it was in the end: a module or a context that has gone by itself is brought up with the smallest.
    private ModemRecoveryStep Take(ModemRecoveryStep step, long deadline)
    {
        if (step > ModemRecoveryStep.Context)
        {
            Count(step);
            _modem.Restart(MeansOf(step));
        }

        if (!_modem.IsOpen)
        {
            // Who has said that it goes off, or has never been on, may be switched on.
            if (!_wasOnline || _modem.LossReason == ModemError.PoweredDown)
            {
                step = step == ModemRecoveryStep.None ? step : ModemRecoveryStep.PowerKey;
                Count(step);
                _modem.PowerOn();
            }
            else
            {
                _modem.Attach();
            }
        }

        bool counted = step > ModemRecoveryStep.Context;
        if (step == ModemRecoveryStep.Context && _modem.IsContextOpen)
        {
            Count(step);
            counted = true;
            _modem.CloseContext();
        }

        if (!_modem.IsContextOpen)
        {
            long left = deadline - Now;
            left = left < _options.NetworkTimeout ? left : _options.NetworkTimeout;
            _modem.WaitForNetwork(left < LeastNetworkTimeout ? LeastNetworkTimeout : (int)left);
            if (!counted && IsOutage)
            {
                step = ModemRecoveryStep.Context;
                Count(step);
                counted = true;
            }

            _modem.OpenContext(_options.AccessPoint, _options.User, _options.Password, _options.Context);
        }

        if (!counted)
        {
            Count(step);
        }

        return step;
    }

    private void Count(ModemRecoveryStep step)
    {
        _taken[(int)step]++;
        Step = step > Step ? step : Step;
    }

    // A name that the network resolves is packets that pass both ways.
    private bool PacketsPass()
    {
        string host = _options.ProbeHost ?? ProbeHost;
        if (host == null)
        {
            return false;
        }

        try
        {
            _modem.Resolve(host, ProbeTimeout);
            return true;
        }
        catch (ModemException)
        {
            return false;
        }
    }

    private Suspect SuspectOf(ModemError error, ModemWait wait)
    {
        switch (error)
        {
            case ModemError.None:
            case ModemError.NotConnected:
            case ModemError.ConnectFailed:
            case ModemError.ConnectionRefused:
            case ModemError.HostUnreachable:
            case ModemError.HostNotFound:
            case ModemError.ConnectionClosed:
            case ModemError.PeerSilent:
                return Suspect.Peer;

            case ModemError.Rejected:
                // Of what brings the context up the network has its part.
                return _online ? Suspect.Module : Suspect.Network;

            case ModemError.TimedOut:
                switch (wait)
                {
                    case ModemWait.Connect:
                    case ModemWait.SendResult:
                    case ModemWait.Data:
                        return Suspect.Peer;
                    case ModemWait.Network:
                    case ModemWait.Turn:
                    case ModemWait.Resolve:
                        return Suspect.Network;
                    default:
                        return _modem.IsOpen ? Suspect.Module : Suspect.Silence;
                }

            default:
                return Suspect.Network;
        }
    }
}
