using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Network;

/// <summary>
/// Asks for the addresses of a name, one name at a time. The answer is a line that comes some time after the exchange, and perhaps after nobody
/// waits for it any more. One with addresses names what was asked; one of a failure names nothing, so as long as older answers are owed it is
/// counted as one of these, and the question of now waits on: it may time out, but it never gets the answer to another. It is its own lock.
/// </summary>
internal sealed class NameLookup
{
    // Four addresses; the manual prints two.
    private const int AnswerSize = 64;

    private const int CommonError = 8;

    private readonly Channel _channel;
    private string _name;
    private byte[] _answer;
    private int _answerCount;
    private int _outcome;
    private int _failure;
    private int _owed;
    private bool _answered;

    public NameLookup(Channel channel)
    {
        _channel = channel;
    }

    /// <summary>The context in which the last question was asked.</summary>
    public int Context;

    /// <summary>Asks and waits. The turn is held only until the module has taken the question.</summary>
    public int Resolve(string name, int context, long deadline, out string[] addresses)
    {
        addresses = null;
        int outcome = _channel.Enter(Slot.Modem, deadline);
        if (outcome != Outcome.Ok)
        {
            return outcome;
        }

        Context = context;
        Open(name, new byte[AnswerSize]);
        _channel.BeginIn(context, Command.Resolve, -1);
        _channel.AddHost(name);
        outcome = _channel.Run();
        _channel.Leave();
        bool refused = Outcome.ErrorOf(outcome) == ModemError.Rejected;
        while (outcome == Outcome.Ok && !_answered)
        {
            outcome = _channel.Gate.WaitFor(Slot.Modem, deadline, ModemWait.Resolve);
        }

        Close(refused);
        if (outcome == Outcome.Ok)
        {
            outcome = _outcome;
        }

        if (outcome == Outcome.Ok)
        {
            addresses = Ascii.ToText(_answer, 0, _answerCount).Split(',');
        }

        _answer = null;

        return outcome;
    }

    /// <summary>Takes the line of an answer.</summary>
    public void Take(Parser line)
    {
        int result = line.Field(0);
        if (result != 0 && result != 1)
        {
            return;
        }

        lock (this)
        {
            bool waiting = _name != null && !_answered;
            if (waiting && result == 1 && IsNamed(line))
            {
                Answer(Copy(line) ? Outcome.Ok : Failure(-1));
                return;
            }

            if (result == 0)
            {
                _failure = Failure(line.Field(1));
            }

            if (_owed > 0)
            {
                _owed--;
            }
            else if (waiting && _failure != Outcome.Ok)
            {
                // More answers than were owed: one of the failures is that of now.
                Answer(_failure);
            }
        }
    }

    /// <summary>Ends the question of now if it was asked in a context that is gone. An answer may still come.</summary>
    public void Fail(ModemError error, int context)
    {
        lock (this)
        {
            if (_name != null && !_answered && Context == context)
            {
                _owed++;
                Answer(Outcome.Of(error, ModemWait.Resolve));
            }
        }
    }

    /// <summary>The module is new: nothing is owed any more.</summary>
    public void Forget() => _owed = 0;

    private void Open(string name, byte[] answer)
    {
        // One that an exception has thrown out has left its question.
        Close(false);
        lock (this)
        {
            _answer = answer;
            _answered = false;
            _failure = Outcome.Ok;
            _name = name;
        }
    }

    private void Close(bool refused)
    {
        lock (this)
        {
            if (_name != null && !_answered && !refused)
            {
                _owed++;
            }

            _name = null;
        }
    }

    private static int Failure(int moduleCode) =>
        Outcome.Of(moduleCode == CommonError ? ModemError.HostNotFound : ModemError.ResolveFailed, ModemWait.Resolve, moduleCode);

    private void Answer(int outcome)
    {
        _outcome = outcome;
        _answered = true;
        _channel.Gate.Rouse(Slot.Modem);
    }

    // Names do not differ by case; the module may say it in another.
    private bool IsNamed(Parser line)
    {
        int at = NameStart(line);
        int length = _name.Length;
        if (at + length >= line.TextEnd || line.Window[at + length] != Ascii.Quote)
        {
            return false;
        }

        for (int i = 0; i < length; i++)
        {
            if (((line.Window[at + i] ^ _name[i]) & ~Ascii.Space) != 0)
            {
                return false;
            }
        }

        return true;
    }

    // What follows the name, without quotes and spaces: addresses with a comma between two.
    private bool Copy(Parser line)
    {
        _answerCount = 0;
        for (int at = NameStart(line) + _name.Length + 1; at < line.TextEnd && _answerCount < AnswerSize; at++)
        {
            byte c = line.Window[at];
            bool part = c == Ascii.Dot || (c >= Ascii.N0 && c <= Ascii.N9);
            if (part || (c == Ascii.Comma && _answerCount > 0))
            {
                _answer[_answerCount++] = c;
            }
        }

        return _answerCount > 0;
    }

    private static int NameStart(Parser line) => Ascii.Find(line.Window, Ascii.Quote, line.ValueStart, line.TextEnd) + 1;
}
