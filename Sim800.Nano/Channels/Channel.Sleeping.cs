using System;
using System.Threading;
using Sim800.Nano.Commands;
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

    // AT+CIPMUX?
    private const int QuestionLength = 11;
    private static readonly byte[] s_question = { Ascii.A, Ascii.T, Ascii.Plus, Ascii.C, Ascii.I, Ascii.P, Ascii.M, Ascii.U, Ascii.X, Ascii.Ask, Ascii.Return };

    // "\r\n+CIPMUX: 1\r\n\r\nOK\r\n", in numbers: BitConverter is native.
    private const int UsualLength = 20;
    private const int Word = 8;
    private const long UsualBeginning = 0x55_4D_50_49_43_2B_0A_0D;
    private const long UsualMiddle = 0x0A_0D_0A_0D_31_20_3A_58;
    private const int UsualEnd = 0x0A_0D_4B_4F;

    // A module whose answer is shorter is not waited for again so long.
    private bool _brief;

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
    public bool MaySleep => (_obstacles & Sleepy) != 0 && (!Naps || _port.Now - _spokeAt >= NapTime);

    /// <summary>Takes the module for one that does not sleep: it has started, or has been told.</summary>
    public void ForgetSleep()
    {
        Dozing = false;
        Naps = false;
    }

    /// <summary>Lets a module that has been told how sleep by its line, if nobody talks to it and nothing stands between. What is in the way is that of the long way.</summary>
    public bool TryDoze(int slot)
    {
        if (_obstacles != 0 || Interlocked.CompareExchange(ref Gate.Owner, slot, Nobody) != Nobody)
        {
            return false;
        }

        bool dozes = false;
        bool work = true;
        try
        {
            // Something may have come up at this moment: in data mode the fall of DTR would begin an escape.
            if (_obstacles == 0)
            {
                _obstacles |= Sleepy;
                _port.Assert(PortLine.Dtr, false);
                dozes = true;
            }

            // Nothing has been said or read: there is nothing to settle. But who was told of bytes at this moment has not taken them.
            _signalled = false;
            work = _port.Available > 0;
        }
        finally
        {
            Gate.Leave();
        }

        if (work || _signalled)
        {
            Gate.Wake(Slot.Driver);
        }

        return dozes;
    }

    // Woken, it is asked whether it listens, and whether it still has the marker. One that has nothing else to say answers to the byte as always, which is seen at once; all else is weighed as after any doubt.
    private int Wake()
    {
        Parser parser = _parser;
        bool inStep = _marked && !_single && !_brief && (_obstacles & Doubtful) == 0 && _pushed == Nobody && !parser.Partial;
        if (!Naps)
        {
            _obstacles &= ~Sleepy;
        }

        _counts[Counter.Wakes]++;
        Rouse();
        if (inStep)
        {
            if (AnswersAsUsual(parser))
            {
                _roused = false;
                return Finish(Outcome.Ok);
            }

            Begin(Command.Marker, -1);
            _shortest = ShortestLong;
            _deadline = _spokeAt + WakeProbeTime;
        }

        _obstacles |= Doubtful;
        return Resynchronise(null, 0, inStep);
    }

    // The question is always the same line; its answer stays unread until it is known to be another.
    private bool AnswersAsUsual(Parser parser)
    {
        Port port = _port;
        _counts[Counter.Commands]++;
        if (_recorder != null)
        {
            _recorder.Command(port.Now, Command.Marker, s_question, QuestionLength - 1, QuestionLength - 1, true);
        }

        if (port.Armed != UsualLength)
        {
            port.Threshold = UsualLength;
        }

        _link = -1;
        _unfinished = true;
        _unwritten = !port.Write(s_question, 0, QuestionLength);
        _spokeAt = port.Now;
        if (_unwritten)
        {
            return false;
        }

        // Nothing is in the window.
        byte[] window = parser.Window;
        bool arrived = port.Wait(_arrived, WakeProbeTime);
        int available = port.Available;
        if (available != UsualLength || !port.Take(window, 0, UsualLength))
        {
            _brief = !arrived && available > 0 && available < UsualLength;
            return false;
        }

        if (BitConverter.ToInt64(window, 0) != UsualBeginning || BitConverter.ToInt64(window, Word) != UsualMiddle || BitConverter.ToInt32(window, Word + Word) != UsualEnd)
        {
            parser.Rewind();
            parser.End = UsualLength;
            return false;
        }

        if (_recorder != null)
        {
            _values[0] = 1;
            _values[1] = -1;
            _informed = true;
        }

        return true;
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
    }
}
