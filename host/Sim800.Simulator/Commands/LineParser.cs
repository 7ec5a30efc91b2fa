namespace Sim800.Simulator.Commands;

/// <summary>
/// Takes a command line apart, command by command (fact sheet 1.1, 11.2): basic and S commands need no separator, an extended one
/// is followed by a semicolon; one before it is tolerated.
/// </summary>
internal sealed class LineParser(Sim800Machine machine, string line)
{
    private int _position;

    /// <summary>Takes the next command.</summary>
    /// <param name="invocation">The command; null if the text makes none.</param>
    /// <returns>Whether there was anything left.</returns>
    public bool TryNext(out Invocation? invocation)
    {
        invocation = null;
        while (_position < line.Length && line[_position] is ' ' or ';')
        {
            _position++;
        }

        if (_position >= line.Length)
        {
            return false;
        }

        invocation = !machine.Options.IgnoresSpaces && HasSpace() ? null : line[_position] is '+' or '*' ? Extended() : Basic();
        if (invocation is null)
        {
            _position = line.Length;
        }

        return true;
    }

    /// <summary>Whether there is a space outside quotes.</summary>
    private bool HasSpace() => line.Split('"').Where((_, index) => index % 2 == 0).Any(part => part.Contains(' '));

    private Invocation? Extended()
    {
        var start = _position++;
        while (_position < line.Length && char.IsAsciiLetterOrDigit(line[_position]))
        {
            _position++;
        }

        var name = line[start.._position].ToUpperInvariant();
        while (Peek() == ' ')
        {
            _position++;
        }

        if (Peek() == '?')
        {
            _position++;
            return AtEnd() ? Make(name, CommandForm.Read, []) : null;
        }

        if (Peek() != '=')
        {
            return AtEnd() ? Make(name, CommandForm.Execute, []) : null;
        }

        _position++;
        if (Peek() == '?')
        {
            _position++;
            return AtEnd() ? Make(name, CommandForm.Test, []) : null;
        }

        return Arguments() is { } arguments ? Make(name, CommandForm.Write, arguments) : null;
    }

    private Invocation? Basic()
    {
        var start = _position++;
        if (line[start] == '&' && _position < line.Length)
        {
            _position++;
        }

        var name = line[start.._position].ToUpperInvariant();
        if (!char.IsAsciiLetter(name[^1]))
        {
            return null;
        }

        if (name == "D")
        {
            return Dial();
        }

        if (name == "A")
        {
            _position = line.Length; // the rest of its line is ignored
        }

        var number = Digits();
        if (name != "S")
        {
            return Make(name, CommandForm.Execute, number.Length > 0 ? [new Argument(number, false)] : []);
        }

        switch (Peek())
        {
            case '?':
                _position++;
                return Make("S", CommandForm.Read, [new Argument(number, false)]);
            case '=':
                _position++;
                return Make("S", CommandForm.Write, [new Argument(number, false), new Argument(Digits(), false)]);
            default:
                return null;
        }
    }

    /// <summary>A dial string takes everything up to its semicolon, which belongs to it.</summary>
    private Invocation Dial()
    {
        var start = _position;
        var end = line.IndexOf(';', start);
        _position = end < 0 ? line.Length : end + 1;
        return Make("D", CommandForm.Execute, [new Argument(line[start.._position].ToUpperInvariant(), false)]);
    }

    private List<Argument>? Arguments()
    {
        var arguments = new List<Argument>();
        while (true)
        {
            while (Peek() == ' ')
            {
                _position++;
            }

            if (Peek() == '"')
            {
                var end = line.IndexOf('"', _position + 1);
                if (end < 0)
                {
                    return null;
                }

                arguments.Add(new Argument(line[(_position + 1)..end], true));
                _position = end + 1;
            }
            else
            {
                var start = _position;
                while (Peek() is not (',' or ';' or '\0'))
                {
                    _position++;
                }

                arguments.Add(new Argument(line[start.._position].Trim(), false));
            }

            if (Peek() != ',')
            {
                return AtEnd() ? arguments : null;
            }

            _position++;
        }
    }

    private string Digits()
    {
        var start = _position;
        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }

        return line[start.._position];
    }

    private char Peek() => _position < line.Length ? line[_position] : '\0';

    private bool AtEnd()
    {
        while (Peek() == ' ')
        {
            _position++;
        }

        return _position >= line.Length || line[_position] == ';';
    }

    private Invocation Make(string name, CommandForm form, IReadOnlyList<Argument> arguments) => new(machine, name, form, arguments);
}
