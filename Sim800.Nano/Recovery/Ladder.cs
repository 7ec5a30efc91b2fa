namespace Sim800.Nano.Recovery;

/// <summary>Decides which step comes next. It knows what has failed and how long ago, and neither the module nor time itself.</summary>
internal sealed class Ladder
{
    private readonly ModemRecoveryOptions _options;
    private readonly int _wired;
    private int _tries;
    private int _patience;
    private long _patienceEnd;
    private long _silentSince;
    private bool _wrapped;
    private ModemRecoveryStep _restart;

    /// <summary>Initializes a new instance of the <see cref="Ladder"/> class.</summary>
    /// <param name="options">How patient it is.</param>
    /// <param name="wired">A bit for each step that can be taken.</param>
    public Ladder(ModemRecoveryOptions options, int wired)
    {
        _options = options;
        _wired = wired;
    }

    /// <summary>The step to take with the next attempt.</summary>
    public ModemRecoveryStep Next;

    /// <summary>Who is suspected of the last failure.</summary>
    public Suspect Suspect;

    /// <summary>An outage begins: at its foot.</summary>
    public void Begin(long now)
    {
        Next = ModemRecoveryStep.Reconnect;
        Suspect = Suspect.Peer;
        _tries = 0;
        _restart = ModemRecoveryStep.Context;
        _patience = _options.Patience;
        _patienceEnd = now + _patience;
        _silentSince = -1;
        _wrapped = false;
    }

    /// <summary>Says whether what may lie outside is still waited for.</summary>
    public bool IsPatient(long now) => now < _patienceEnd;

    /// <summary>An attempt has failed.</summary>
    /// <returns>The longest pause that is of use before the next, in milliseconds: something larger that is due needs none.</returns>
    public int Fail(long now, Suspect suspect)
    {
        Suspect = suspect;
        if (suspect != Suspect.Silence)
        {
            _silentSince = -1;
        }
        else if (_silentSince < 0)
        {
            _silentSince = now;
        }

        _tries++;
        bool hurries = suspect >= Suspect.Module && !_wrapped;
        if (suspect == Suspect.Silence)
        {
            // Nothing smaller reaches it.
            long left = _silentSince + _options.SilenceTime - now;
            if (left > 0)
            {
                return (int)left;
            }

            Restart(ModemRecoveryStep.Reset);
        }
        else if (Next > ModemRecoveryStep.Context)
        {
            // After a restart everything begins anew; only one who is guilty is restarted again at once.
            if (suspect == Suspect.Module)
            {
                Restart(ModemRecoveryStep.Command);
            }
            else
            {
                Take(ModemRecoveryStep.Reconnect);
            }
        }
        else if (IsPatient(now))
        {
            if (_tries < _options.Attempts)
            {
                hurries = false;
            }
            else if (Next == ModemRecoveryStep.Reconnect && _options.LargestStep > Next)
            {
                Take(ModemRecoveryStep.Context);
            }
            else if (Next == ModemRecoveryStep.Context && suspect == Suspect.Module)
            {
                Restart(ModemRecoveryStep.Command);
            }
            else
            {
                Take(ModemRecoveryStep.Reconnect);
            }

            if (!hurries || Next == ModemRecoveryStep.Reconnect)
            {
                long left = _patienceEnd - now;
                return left < int.MaxValue ? (int)left : int.MaxValue;
            }
        }
        else if (Next == ModemRecoveryStep.Reconnect && _options.LargestStep > Next)
        {
            hurries = true;
            Take(ModemRecoveryStep.Context);
        }
        else
        {
            hurries = true;
            Restart(ModemRecoveryStep.Command);
            _patience = _patience > int.MaxValue / 2 ? int.MaxValue : _patience * 2;
            _patienceEnd = now + _patience;
        }

        return hurries ? _options.FirstDelay : int.MaxValue;
    }

    // The next larger restart than the last, from the given one on; after the largest it begins at the foot.
    private void Restart(ModemRecoveryStep least)
    {
        ModemRecoveryStep step = _restart < least ? least : _restart + 1;
        while (step <= _options.LargestStep && (_wired & (1 << (int)step)) == 0)
        {
            step++;
        }

        bool exists = step <= _options.LargestStep;
        _wrapped |= !exists;
        _restart = exists ? step : ModemRecoveryStep.Context;
        Take(exists ? step : ModemRecoveryStep.Reconnect);
    }

    private void Take(ModemRecoveryStep step)
    {
        Next = step;
        _tries = 0;
    }
}
