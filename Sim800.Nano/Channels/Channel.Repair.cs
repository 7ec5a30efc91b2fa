using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

// Repair: what an unfinished exchange has left is put right before the next.
internal sealed partial class Channel
{
    private const int LineEnd = 2;

    /// <summary>Forgets everything received and owed: the rate has changed, or the module is new.</summary>
    public void Reset()
    {
        for (int left = _port.Available; left > 0; left -= WindowSize)
        {
            _parser.Reset();
            ReadWindow(left);
        }

        _parser.Reset();
        _pace = 0;
        _unwritten = false;
        _pushing = false;
        _unfinished = false;
        _obstacles &= ~Doubtful;
        _repairable = false;
        _owedBytes = 0;
        _single = false;
        _marked = false;
        _roused = false;
        Chooses = false;
        IsLost = false;
    }

    /// <summary>Says which connection mode the module is about to take, or has taken. From then on a module that has lost the marker of this mode has restarted.</summary>
    public void SetMode(bool single, bool taken)
    {
        _single = single;
        _marked = taken;
        if (taken)
        {
            _parser.Multi = !single;
        }
    }

    /// <summary>Fills up a prompt that an earlier life may have left open, at most the given number of bytes. Where there is none it is a line of noise.</summary>
    public void FillPrompt(int bytes) => WriteEscapes(bytes);

    /// <summary>The module may echo the command just begun. The line feed before its answer then ends the line of the echo, and the rest is shorter than any answer.</summary>
    public void ExpectEcho() => _shortest = ShortestOk - LineEnd;

    /// <summary>Has the next exchange make sure first that no older answer is owed.</summary>
    public void Doubt() => Doubt(0);

    /// <summary>Wakes a module that may sleep, and makes sure that it listens and that no older answer is owed. For the owner, before it talks.</summary>
    public int Prepare()
    {
        if (MaySleep)
        {
            return Wake();
        }

        return (_obstacles & Doubtful) != 0 ? Resynchronise(null, 0, false) : Outcome.Ok;
    }

    /// <summary>Makes sure that no older answer is owed, and says other commands on the same line. For the owner, to a module that does not sleep.</summary>
    /// <returns>Rejected, if the module has refused one of them; those behind it have not been executed.</returns>
    public int Introduce(int[] commands, int count)
    {
        Doubt();
        return Resynchronise(commands, count, false);
    }

    // An exchange that was left without its end: its late answer must not become that of the next command.
    private static bool IsUndecided(int outcome)
    {
        ModemError error = Outcome.ErrorOf(outcome);
        return error == ModemError.TimedOut || error == ModemError.Aborted || error == ModemError.ConnectionClosed || error == ModemError.DataLost;
    }

    private void Doubt(int owedBytes)
    {
        _obstacles |= Doubtful;
        _repairable = true;
        if (owedBytes > _owedBytes)
        {
            _owedBytes = owedBytes;
        }
    }

    // The answer of the marker begins with a line that no other command brings: every OK before it belongs to the past.
    private int Resynchronise(int[] commands, int count, bool asked)
    {
        if (!SkipPayload())
        {
            return Outcome.Of(ModemError.Aborted, ModemWait.Resynchronise);
        }

        if (!_roused)
        {
            _port.Counters.Count(Counter.Repairs);
        }

        _repairable = false;
        _unfinished = true;
        _parser.PromptExpected = true;
        int outcome = Outcome.Ok;
        int attempts = _roused ? Resynchronisations + WakeProbes : Resynchronisations;
        int attempt = 0;
        for (; attempt < attempts; attempt++)
        {
            if (attempt > 0 && _roused)
            {
                Rouse();
            }

            if (attempt == 1 && count > 0 && commands[count - 1] == Command.AskAddress)
            {
                // Not every module may end this answer with an OK.
                count--;
            }

            if (attempt > 0 || !asked)
            {
                // Nobody knows of a prompt: after a first silence there may be one that ends at an escape.
                WriteEscapes(attempt == 0 ? _owedBytes : attempt == 1 && _owedBytes == 0 ? 1 : 0);
                BeginMarker(_roused && attempt < WakeProbes);
                for (int i = 0; i < count; i++)
                {
                    Append(commands[i]);
                }

                Dispatch();
            }

            _strict = true;
            outcome = Await((byte)(_row >> BitsOfEnd), false);
            _strict = false;
            if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) != ModemError.TimedOut)
            {
                break;
            }
        }

        _unfinished = false;
        _parser.PromptExpected = false;
        Keep(outcome);
        bool wasLost = IsLost;
        IsLost = Outcome.ErrorOf(outcome) == ModemError.TimedOut;
        if (IsLost)
        {
            if (IsOpen && !wasLost)
            {
                _port.Counters.Count(Counter.Outages);
                _recorder?.State(_port.Now, RecordState.Silent, 0, 0);
                Sink.Tell(ModemEvent.Silent);
            }

            return Outcome.Of(ModemError.TimedOut, ModemWait.Resynchronise);
        }

        // A refusal behind the marker is that of what stands behind it on the line.
        if (outcome == Outcome.Ok || (_informed && Outcome.ErrorOf(outcome) == ModemError.Rejected))
        {
            if (attempt > 0)
            {
                // A module that was busy may now answer the earlier markers too.
                Pause(RepeatGuard);
                Drain();
            }

            // Also what was doubted meanwhile.
            _obstacles &= ~Doubtful;
            _repairable = false;
            _roused = false;
            _owedBytes = 0;
            bool ours = _values[0] == 1;
            if (IsOpen && _marked && !ours)
            {
                Sink.Restarted();
                outcome = Outcome.Of(ModemError.Restarted, ModemWait.Resynchronise);
            }

            _marked = ours;
            if (!_single)
            {
                _parser.Multi = ours;
            }
        }

        return outcome;
    }

    private void BeginMarker(bool wakes)
    {
        Begin(_single ? Command.SingleMarker : Command.Marker, -1);
        Limit = wakes ? WakeProbeTime : Limit;
    }

    // A prompt with a length takes that many bytes whatever they are; one without ends at the first of these.
    // If there is no prompt, the return ends the line of noise that they were.
    private void WriteEscapes(int left)
    {
        if (left == 0)
        {
            return;
        }

        _recorder?.State(_port.Now, RecordState.Escapes, 0, left);
        for (int i = 0; i < OutSize; i++)
        {
            _out[i] = Ascii.Escape;
        }

        for (; left > 0 && !Gate.IsOwnerAborted; left -= OutSize)
        {
            _port.Write(_out, 0, left < OutSize ? left : OutSize);
        }

        _out[0] = Ascii.Return;
        _port.Write(_out, 0, 1);
    }
}
