using Sim800.Nano.Commands;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

// Recording: what is kept of an exchange. No payload, and of the texts of a command only those that are no secret.
internal sealed partial class Channel
{
    private const int Kept = -1;

    private int _command;

    // Where in the line what must not be kept begins; Kept, when its beginning has been recorded and more of it follows.
    private int _concealed = OutSize;

    // From here on the line is kept nowhere.
    private void Conceal()
    {
        if (_outCount < _concealed)
        {
            _concealed = _outCount;
        }
    }

    // A line that is longer than its buffer is written in pieces: the first is the one that names it.
    private void KeepBeginning(int count, bool whole)
    {
        if (_concealed != Kept)
        {
            // Of a line of which nothing is known, the name.
            int end = _concealed == 0 ? ModemRecorder.NameLength(_out, count) : _concealed < count ? _concealed : count;
            int start = _command == Command.Custom ? 2 : CommandTable.Rows[_command] + 2;
            _recorder.Command(_port.Now, _command, _out, start, end, whole && end == count);
            _concealed = Kept;
        }
    }

    private void Keep(int outcome)
    {
        _broken = Outcome.Ok;

        // Who looks for a module expects that nobody answers.
        if (outcome != Outcome.Ok && IsOpen)
        {
            _port.Counters.Count(Outcome.ErrorOf(outcome));
        }

        if (_recorder == null)
        {
            return;
        }

        if (outcome != Outcome.Ok)
        {
            _recorder.Failed(_port.Now, outcome);
        }
        else if (_target != null)
        {
            _recorder.Done(_port.Now, Received, Rest);
        }
        else if (_informed)
        {
            _recorder.Done(_port.Now, _values[0], _values[1]);
        }
        else
        {
            _recorder.Done(_port.Now);
        }
    }
}
