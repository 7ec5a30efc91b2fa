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
        int length = beginning.Length;
        for (int start = 0; start < _count; start = _end + 1)
        {
            _end = start;
            while (_end < _count && _bytes[_end] != Ascii.LineFeed)
            {
                _end++;
            }

            int same = 0;
            while (same < length && start + same < _end && _bytes[start + same] == (byte)beginning[same])
            {
                same++;
            }

            if (same == length)
            {
                _at = start + length;
                return true;
            }
        }

        return false;
    }

    /// <summary>Reads the next number, -1 if there is none.</summary>
    public int Number() => Ascii.ReadNumber(_bytes, ref _at, _end);

    /// <summary>Says whether something stands in what has not been read of the line.</summary>
    public bool Has(byte character)
    {
        int at = _at;
        while (at < _end && _bytes[at] != character)
        {
            at++;
        }

        return at < _end;
    }

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
        while (_at < _end && _bytes[_at] != Ascii.Quote)
        {
            _at++;
        }

        if (_at == _end)
        {
            return null;
        }

        int first = ++_at;
        while (_at < _end && _bytes[_at] != Ascii.Quote)
        {
            _at++;
        }

        return Ascii.ToText(_bytes, first, _at - first);
    }

    /// <summary>Reads the first line that is nothing but digits, or null.</summary>
    public string Digits()
    {
        for (int start = 0; start < _count; start = _end + 1)
        {
            int last = start;
            _end = start;
            while (_end < _count && _bytes[_end] != Ascii.LineFeed)
            {
                // Some put the name of the command before it.
                last = _bytes[_end] == Ascii.Space ? _end + 1 : last;
                _end++;
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
