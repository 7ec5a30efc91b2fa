namespace NanoApi;

/// <summary>A cursor over the facts of one line.</summary>
internal sealed class Facts(string text)
{
    private int _position;

    public bool AtEnd => _position == text.Length;

    public string PeekWord()
    {
        int end = text.IndexOf(' ', _position);
        return end < 0 ? text[_position..] : text[_position..end];
    }

    public string Word()
    {
        string word = PeekWord();
        Advance(word.Length);
        return word;
    }

    /// <summary>Skips <paramref name="expected"/> if it stands here.</summary>
    public bool Take(string expected)
    {
        if (string.CompareOrdinal(text, _position, expected, 0, expected.Length) != 0)
        {
            return false;
        }

        Advance(expected.Length);
        return true;
    }

    public void Expect(string expected)
    {
        if (!Take(expected))
        {
            throw Unknown();
        }
    }

    /// <summary>Reads a constant; a quoted one may hold the characters that end others.</summary>
    public string Literal()
    {
        int end = text[_position] is '"' or '\''
            ? text.IndexOf(text[_position], _position + 1) + 1
            : text.AsSpan(_position).IndexOfAny(" ,)") is int stop and >= 0 ? _position + stop : text.Length;

        if (end == 0)
        {
            throw Unknown();
        }

        string literal = text[_position..end];
        Advance(literal.Length);
        return literal;
    }

    /// <summary>Reads <c>(ref System.Int32 location, System.String text = "")</c>.</summary>
    public IReadOnlyList<ApiParameter> Parameters()
    {
        Expect("(");
        var parameters = new List<ApiParameter>();

        while (!Take(")"))
        {
            if (parameters.Count > 0)
            {
                Expect(",");
            }

            ApiPassing passing = Take("ref ") ? ApiPassing.Ref : Take("out ") ? ApiPassing.Out : ApiPassing.Value;
            bool isParams = Take("params ");
            string type = Until(" ");
            Expect(" ");
            string name = Until(" ,)");
            string? value = Take(" = ") ? Literal() : null;
            parameters.Add(new ApiParameter(name, type, passing, isParams, value));
        }

        return parameters;
    }

    public FormatException Unknown() => new($"Not understood at {_position}: {text}");

    private string Until(string stops)
    {
        int end = text.AsSpan(_position).IndexOfAny(stops);

        if (end < 0)
        {
            throw Unknown();
        }

        string part = text.Substring(_position, end);
        _position += end;
        return part;
    }

    private void Advance(int count)
    {
        _position += count;

        while (_position < text.Length && text[_position] == ' ' && !IsDefault())
        {
            _position++;
        }
    }

    private bool IsDefault() => string.CompareOrdinal(text, _position, " = ", 0, 3) == 0;
}
