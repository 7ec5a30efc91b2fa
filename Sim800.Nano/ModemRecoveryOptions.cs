using System;

namespace Sim800.Nano;

/// <summary>What a <see cref="ModemRecovery"/> needs to know, and how patient it is. It reads them whenever it needs them.</summary>
public sealed class ModemRecoveryOptions
{
    private string _user = string.Empty;
    private string _password = string.Empty;
    private ModemContextOptions _context = new ModemContextOptions();
    private ModemRecoveryStep _largestStep = ModemRecoveryStep.Supply;
    private int _networkTimeout = 120_000;
    private int _silenceTime = 60_000;
    private int _patience = 15 * 60_000;
    private int _firstDelay = 1_000;
    private int _longestDelay = 5 * 60_000;
    private int _attempts = 2;
    private string _probeHost;

    /// <summary>Initializes a new instance of the <see cref="ModemRecoveryOptions"/> class.</summary>
    /// <param name="accessPoint">The access point name, as for <see cref="Sim800Modem.OpenContext(string)"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessPoint"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="accessPoint"/> is too long or has a character that cannot be sent.</exception>
    public ModemRecoveryOptions(string accessPoint)
    {
        Check.AccessPoint(accessPoint, _user, _password);
        AccessPoint = accessPoint;
    }

    /// <summary>Gets the access point name.</summary>
    public string AccessPoint { get; }

    /// <summary>Gets or sets the user name of the access point. Empty by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">It is too long or has a character that cannot be sent.</exception>
    public string User
    {
        get => _user;
        set
        {
            Check.AccessPoint(AccessPoint, value, _password);
            _user = value;
        }
    }

    /// <summary>Gets or sets its password. Empty by default.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    /// <exception cref="ArgumentException">It is too long or has a character that cannot be sent.</exception>
    public string Password
    {
        get => _password;
        set
        {
            Check.AccessPoint(AccessPoint, _user, value);
            _password = value;
        }
    }

    /// <summary>Gets or sets the options with which the context is opened.</summary>
    /// <exception cref="ArgumentNullException">The value is null.</exception>
    public ModemContextOptions Context
    {
        get => _context;
        set
        {
            Check.NotNull(value);

            _context = value;
        }
    }

    /// <summary>Gets or sets the largest step that is taken. Default: <see cref="ModemRecoveryStep.Supply"/>. A step whose line is not wired is left out.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is none, or less than <see cref="ModemRecoveryStep.Reconnect"/>.</exception>
    public ModemRecoveryStep LargestStep
    {
        get => _largestStep;
        set
        {
            Check.Range((int)value, (int)ModemRecoveryStep.Reconnect, (int)ModemRecoveryStep.Supply);
            _largestStep = value;
        }
    }

    /// <summary>Gets or sets how often a step is tried before the next larger one, 1 to 100; those that restart the module are tried once. Default: 2.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Attempts
    {
        get => _attempts;
        set => _attempts = Check.Range(value, 1, 100);
    }

    /// <summary>Gets or sets how long one attempt waits for registration and attachment, in milliseconds. Default: 120 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int NetworkTimeout
    {
        get => _networkTimeout;
        set => _networkTimeout = Positive(value);
    }

    /// <summary>Gets or sets how long a module may say nothing at all before RST, PWRKEY or the supply is used, in milliseconds. Default: 60 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int SilenceTime
    {
        get => _silenceTime;
        set => _silenceTime = Positive(value);
    }

    /// <summary>
    /// Gets or sets how long failures are taken to lie outside of the module that it cannot be shown to be guilty of, in milliseconds: a server that refuses, a name that is not found, a network that does not take it, a
    /// card that is not there. Only then the module is restarted for them; each time in the same outage the time is doubled. Default: 15 minutes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Patience
    {
        get => _patience;
        set => _patience = Positive(value);
    }

    /// <summary>Gets or sets the pause before the first attempt after a failure, in milliseconds; it is doubled from failure to failure. Default: 1 s. Up to a quarter more or less is chosen by <see cref="Seed"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int FirstDelay
    {
        get => _firstDelay;
        set => _firstDelay = Positive(value);
    }

    /// <summary>Gets or sets the longest pause, in milliseconds, but for the quarter. Default: 5 minutes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int LongestDelay
    {
        get => _longestDelay;
        set => _longestDelay = Positive(value);
    }

    /// <summary>Gets or sets what chooses the pauses, so that many devices do not come back at the same instant. 0, the default, takes the time since the start; a serial number does better.</summary>
    public int Seed { get; set; }

    /// <summary>
    /// Gets or sets a name that the network is asked for before the context is shut for a failure that may lie at the server: if there is an answer, packets pass, and it is not. Null, the default, is the
    /// host of the connection if that is a name, else nobody is asked.
    /// </summary>
    /// <exception cref="ArgumentException">It is empty, too long, or has a character that cannot be sent.</exception>
    public string ProbeHost
    {
        get => _probeHost;
        set
        {
            if (value != null)
            {
                Check.Host(value);
            }

            _probeHost = value;
        }
    }

    private static int Positive(int milliseconds) => Check.Range(milliseconds, 1, int.MaxValue);
}
