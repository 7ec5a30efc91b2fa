using System;

namespace Sim800.Nano;

/// <summary>
/// How a transparent connection is cut into blocks (AT+CIPCCFG, application note section 3.2.2) and how data mode is left. Given to a
/// <see cref="ModemDataStream"/>, which reads it when it connects or listens; later changes hold from the next connection on.
/// </summary>
public sealed class ModemDataOptions
{
    private const int BitsPerByte = 10;
    private const int MinRetries = 3;
    private const int MaxRetries = 8;
    private const int MaxWaitUnits = 10;
    private const int MaxBlock = 1_460;
    private const int MinBurst = 50;
    private const int MinInterval = 20;
    private const int MaxInterval = 1_000;
    private const int MaxSilence = 1_000;
    private const int MaxDelay = 10_000;

    private int _retries = 5;
    private int _waitTime = 200;
    private int _waitUnit = 100;
    private int _blockSize = 1_024;
    private int _burstSize = MaxBlock;
    private int _burstInterval = 50;
    private int _readSilence = 20;
    private int _ringDelay = 30;
    private bool _paced;
    private bool _escapesByPlus;
    private ModemRingFor _ringsFor;

    /// <summary>Gets or sets how often the module repeats an IP packet, 3 to 8. Default: 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Retries
    {
        get => _retries;
        set => _retries = Check.Range(value, MinRetries, MaxRetries);
    }

    /// <summary>Gets or sets after how many milliseconds of silence the module sends what was written. Rounded up to whole units of <see cref="WaitUnit"/>, one to ten. Default: 200.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int WaitTime
    {
        get => _waitTime;
        set => _waitTime = Check.Range(value, 1, int.MaxValue);
    }

    /// <summary>
    /// Gets or sets the unit in which the module counts <see cref="WaitTime"/>, in milliseconds: 100, the default, as the AT command manual says since V1.03, or 200 as the application note
    /// says. If it is wrong, what was written leaves earlier or later; nothing else changes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is neither 100 nor 200.</exception>
    public int WaitUnit
    {
        get => _waitUnit;
        set
        {
            if (value != 100 && value != 200)
            {
                throw new ArgumentOutOfRangeException();
            }

            _waitUnit = value;
        }
    }

    /// <summary>Gets or sets how many written bytes the module sends without waiting, 1 to 1460. Default: 1024.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int BlockSize
    {
        get => _blockSize;
        set => _blockSize = Check.Range(value, 1, MaxBlock);
    }

    /// <summary>Gets or sets a value indicating whether the module pauses between bursts of received data. Default: false. <see cref="UseSafePace"/> sets it.</summary>
    public bool Paced
    {
        get => _paced;
        set => _paced = value;
    }

    /// <summary>Gets or sets how many received bytes the module gives at a stretch if <see cref="Paced"/>, 50 to 1460. Default: 1460.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int BurstSize
    {
        get => _burstSize;
        set => _burstSize = Check.Range(value, MinBurst, MaxBlock);
    }

    /// <summary>Gets or sets the milliseconds from one burst to the next if <see cref="Paced"/>, 20 to 1000. Default: 50.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int BurstInterval
    {
        get => _burstInterval;
        set => _burstInterval = Check.Range(value, MinInterval, MaxInterval);
    }

    /// <summary>
    /// Gets or sets a value indicating whether data mode is left by +++ although DTR is wired. Without DTR it always is. Default: false. With it the module listens for +++ in what is written, and some
    /// writes of plus signs wait a second (see <see cref="ModemDataStream.Write(byte[], int, int)"/>).
    /// </summary>
    public bool EscapesByPlus
    {
        get => _escapesByPlus;
        set => _escapesByPlus = value;
    }

    /// <summary>Gets or sets after how many milliseconds of silence a read returns what has come, 5 to 1000. Default: 20, which is the platform's quantum: less is seldom less.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int ReadSilence
    {
        get => _readSilence;
        set => _readSilence = Check.Range(value, 5, MaxSilence);
    }

    /// <summary>
    /// Gets or sets how late, in milliseconds, the platform may tell the driver of an edge of RI, 0 to 10000. Default: 30. A pulse whose class that leaves open is reported as unknown;
    /// edges that come later still may be classified wrong.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int RingDelay
    {
        get => _ringDelay;
        set => _ringDelay = Check.Range(value, 0, MaxDelay);
    }

    /// <summary>
    /// Gets or sets for what the module pulses RI besides calls and messages: a microcontroller that sleeps is woken by it. Default: <see cref="ModemRingFor.CallsAndMessages"/>, nothing else. With
    /// the others a pulse of 120 ms is <see cref="ModemRing.MessageOrCode"/>; a call is told apart all the same.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of them.</exception>
    public ModemRingFor RingsFor
    {
        get => _ringsFor;
        set
        {
            Check.Range((int)value, 0, (int)ModemRingFor.Data);
            _ringsFor = value;
        }
    }

    /// <summary>Gets <see cref="WaitTime"/> in units.</summary>
    internal int WaitUnits
    {
        get
        {
            int units = (_waitTime + _waitUnit - 1) / _waitUnit;
            return units > MaxWaitUnits ? MaxWaitUnits : units;
        }
    }

    /// <summary>
    /// Has the module pace its output so that the port's buffer is never overrun, though the reader comes late. RTS does not do that: on no board does it protect against a slow managed reader.
    /// </summary>
    /// <param name="baudRate">The rate of the port.</param>
    /// <param name="latency">How long, in milliseconds, the reading thread may be kept away: 20 for each thread that is busy at the same time, and what the garbage collector takes. 1 to 3000.</param>
    /// <param name="bufferSize">The port's buffer, 256 or more. The driver's is 4096.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range, or nothing that the module can do is safe with them.</exception>
    public void UseSafePace(int baudRate, int latency = 200, int bufferSize = 4_096)
    {
        Check.Range(baudRate, 1_200, 460_800);
        Check.Range(latency, 1, 3_000);
        Check.Range(bufferSize, 256, int.MaxValue);

        // The line itself may be slow enough.
        if (latency * (baudRate / BitsPerByte) / 1_000 < bufferSize / 2)
        {
            _paced = false;
            return;
        }

        // While the reader is away there begin so many bursts; they must find room beside the one that he was reading.
        int interval = MinInterval;
        int burst;
        while (true)
        {
            int bursts = (latency / interval) + 2;
            burst = bufferSize / 2 / bursts;
            if (burst >= MinBurst)
            {
                break;
            }

            interval += MinInterval;
            if (interval > MaxInterval)
            {
                throw new ArgumentOutOfRangeException();
            }
        }

        // The longer the bursts, the fewer: an interval as long as the burst itself is none.
        _paced = true;
        _burstSize = burst > MaxBlock ? MaxBlock : burst;
        _burstInterval = interval;
    }
}
