using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Network;

/// <summary>The answer of a question that is asked seldom: its lines, searched by how they begin. Codes that came between do no harm.</summary>
internal sealed class Reply
{
    private const int Size = 96;

    private readonly byte[] _bytes = new byte[Size];
    private int _count;
    private int _at;
    private int _end;

    /// <summary>Asks. For the owner of the gate.</summary>
    public int Ask(Channel channel, string question, int milliseconds)
    {
        int outcome = channel.Ask(question, _bytes, milliseconds, false);
        _count = channel.ReplyCount;
        return outcome;
    }

    /// <summary>Finds the line that begins so; what follows is read next.</summary>
    public bool Find(string beginning)
    {
        for (int start = 0; start < _count; start = _end + 1)
        {
            _end = Ascii.Find(_bytes, Ascii.LineFeed, start, _count);
            if (Ascii.Begins(_bytes, start, _end, beginning))
            {
                _at = start + beginning.Length;
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the next number, -1 if there is none.</summary>
    public int Number() => Ascii.ReadNumber(_bytes, ref _at, _end);

    /// <summary>Says whether something stands in what has not been read of the line.</summary>
    public bool Has(byte character) => Ascii.Find(_bytes, character, _at, _end) < _end;

    /// <summary>Reads the rest of the line, without the space before it.</summary>
    public string Rest()
    {
        while (_at < _end && _bytes[_at] == Ascii.Space)
        {
            _at++;
        }

        return Ascii.ToText(_bytes, _at, _end - _at);
    }

    /// <summary>Reads what stands in the next quotes, or null.</summary>
    public string Quoted()
    {
        _at = Ascii.Find(_bytes, Ascii.Quote, _at, _end);
        if (_at == _end)
        {
            return null;
        }

        int first = _at + 1;
        _at = Ascii.Find(_bytes, Ascii.Quote, first, _end);
        return Ascii.ToText(_bytes, first, _at - first);
    }

    /// <summary>Reads the first line that is nothing but digits, or null.</summary>
    public string Digits()
    {
        for (int start = 0; start < _count; start = _end + 1)
        {
            _end = Ascii.Find(_bytes, Ascii.LineFeed, start, _count);

            // Some put the name of the command before it.
            int last = start;
            for (int word = start; word <= _end; word = Ascii.Find(_bytes, Ascii.Space, word, _end) + 1)
            {
                last = word;
            }

            int at = last;
            while (at < _end && _bytes[at] >= Ascii.N0 && _bytes[at] <= Ascii.N9)
            {
                at++;
            }

            // The last character of some card numbers is an F, and some count it.
            if (at > last && at >= _end - 1)
            {
                return Ascii.ToText(_bytes, last, _end - last);
            }
        }

        return null;
    }
}
