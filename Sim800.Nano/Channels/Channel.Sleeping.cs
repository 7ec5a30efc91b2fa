using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

// Sleep: who may sleep is woken first, and asked whether it listens.
internal sealed partial class Channel
{
    // Fact sheet 5.6: DTR low for 50 ms before the UART listens; 100 ms behind the character that wakes, which is lost.
    private const int WakeGuard = 60;
    private const int NapGuard = 150;

    // It falls asleep by itself 5 s after the last character that it has heard.
    private const int NapTime = 4_000;

    // A module that is awake answers within a few milliseconds; one that has missed the first question, or the fall of DTR, gets it again.
    private const int WakeProbes = 3;
    private const int WakeProbeTime = 300;

    /// <summary>Whether the module may have fallen asleep, so that it is woken first.</summary>
    public bool Dozing
    {
        get => (_obstacles & Sleepy) != 0;
        set => _obstacles = value ? _obstacles | Sleepy : _obstacles & ~Sleepy;
    }

    /// <summary>Whether it sleeps by itself (AT+CSCLK=2), and not by DTR. It goes on dozing, whoever wakes it.</summary>
    public bool Naps;

    /// <summary>Gets when the last command was sent.</summary>
    public long SpokeAt => _spokeAt;

    /// <summary>When something was last taken by somebody on the lookout.</summary>
    public long HeardAt;

    /// <summary>Gets a value indicating whether the module may sleep at this moment.</summary>
    public bool MaySleep => Dozing && (!Naps || _port.Now - _spokeAt >= NapTime);

    /// <summary>Takes the module for one that does not sleep: it has started, or has been told.</summary>
    public void ForgetSleep()
    {
        Dozing = false;
        Naps = false;
    }

    private void Wake()
    {
        if (!MaySleep)
        {
            return;
        }

        Dozing = Naps;
        _port.Counters.Count(Counter.Wakes);
        Rouse();
    }

    // What wakes it is not answered, and the first question behind it may be lost too: whether it listens is known only when the marker comes.
    private void Rouse()
    {
        if (Naps)
        {
            // To one that is awake it is an empty line.
            _out[0] = Ascii.Return;
            _port.Write(_out, 0, 1);
            _roused = true;
            Pause(NapGuard);
        }
        else
        {
            if (_roused)
            {
                _port.Assert(PortLine.Dtr, false);
                Pause(WakeGuard);
            }

            _port.Assert(PortLine.Dtr, true);
            _roused = true;
            Pause(WakeGuard);
        }

        _obstacles |= Doubtful;
    }
}
