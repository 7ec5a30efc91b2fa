using System.Globalization;
using System.Text.RegularExpressions;

namespace Sim800.Rig.Flight;

/// <summary>What can be known from the records alone: the ring has forgotten how it began.</summary>
internal sealed partial class FlightLog
{
    private const int LinkCount = 6;
    private const int UsualRate = 115200;

    private readonly IReadOnlyList<FlightRecord> _records;

    public FlightLog(IReadOnlyList<FlightRecord> records)
    {
        _records = records;
        for (var link = 0; link < LinkCount; link++)
        {
            if (WasConnected(link))
            {
                Links.Add(link);
            }
        }
    }

    public IReadOnlyList<FlightRecord> Records => _records;

    /// <summary>Whether the module was on: somebody answers before anything is pressed.</summary>
    public bool StartsOn => _records.FirstOrDefault(record => record.IsWell || record is { Sign: '#', Text: "PWRKEY low" or "RST low" }) is not { Sign: '#' };

    /// <summary>Whether it had been set up: nobody does that before the first other command.</summary>
    public bool WasSetUp => StartsOn && _records.FirstOrDefault(record => record.Sign == '>' && record.Text is not ("ATE0" or "ATE0Q0V1" or "AT+CIPMUX?" or "AT+CIPHEAD?"))?.Text.Contains(";+CMEE=1;E0", StringComparison.Ordinal) != true;

    /// <summary>Whether there was a context: it is used, or lost, before one is opened.</summary>
    public bool HadContext => StartsOn && FirstOf(ContextUse()) < FirstOf(ContextBeginning());

    /// <summary>Whether the module had one connection.</summary>
    public bool IsSingle => _records.Any(record => record.Sign == '>' && SingleCommand().IsMatch(record.Text));

    /// <summary>The links that were connected before the first record.</summary>
    public List<int> Links { get; } = [];

    /// <summary>The rate at which the first answer came: that of the module.</summary>
    public int ModuleRate
    {
        get
        {
            var first = Index(record => record.IsWell);
            return RateBefore(first == int.MaxValue ? _records.Count : first);
        }
    }

    /// <summary>The rate of the board's port at the beginning.</summary>
    public int PortRate => RateBefore(0);

    /// <summary>The result of a command, if it has one.</summary>
    public FlightRecord? ResultOf(int command)
    {
        for (var i = command + 1; i < _records.Count && _records[i].Sign != '>'; i++)
        {
            if (_records[i].Sign == '<')
            {
                return _records[i];
            }
        }

        return null;
    }

    /// <summary>How many bytes the notice of a link announced: what was read of it up to the next, and left in the module.</summary>
    public int BytesBehind(int notice, int link)
    {
        var count = 0;
        for (var i = notice + 1; i < _records.Count && Notice().Match(_records[i].Text) is var next && !(next.Success && LinkIn(next) == link); i++)
        {
            if (_records[i].Sign == '>' && ReadCommand().Match(_records[i].Text) is { Success: true } read && LinkIn(read) == link && ResultOf(i) is { IsWell: true } result)
            {
                count += int.Parse(result.Text.Split(' ')[1], CultureInfo.InvariantCulture);
            }
        }

        return count;
    }

    /// <summary>The link that a match has found, 0 where links have no numbers.</summary>
    public static int LinkIn(Match match) => match.Groups["link"] is { Success: true, Value: var text } ? int.Parse(text, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^\+CIPRXGET: 1(,(?<link>\d))?$")]
    public static partial Regex Notice();

    [GeneratedRegex(@"^AT\+CIPRXGET=[23],(?:(?<link>\d),)?\d+$")]
    private static partial Regex ReadCommand();

    [GeneratedRegex(@"\+CIPMUX=0|^AT\+CIPHEAD\?|^AT\+CIPSEND=\d+$|^AT\+CIPSTART=""")]
    private static partial Regex SingleCommand();

    [GeneratedRegex(@"^AT\+(CIPSTART|CIPSEND|CIPRXGET=[234]|CIPACK|CDNSGIP|CIPSTATUS)|^context \d (lost|closed)|DEACT|CLOSED$|^\+CIPRXGET: 1|^\+RECEIVE,|^link \d ended")]
    private static partial Regex ContextUse();

    [GeneratedRegex(@"^AT(\+CIPSGTXT=\d;)?\+CIICR")]
    private static partial Regex ContextBeginning();

    private bool WasConnected(int link)
    {
        var number = IsSingle ? "" : $"{link},";
        if (!HadContext || (IsSingle && link > 0))
        {
            return false;
        }

        var begun = Index(record => record.Text.StartsWith($"AT+CIPSTART={(IsSingle ? "\"" : number)}", StringComparison.Ordinal));
        var used = Index(record => record.Sign switch
        {
            '>' => record.Text.StartsWith($"AT+CIPSEND={number}", StringComparison.Ordinal) || record.Text.StartsWith($"AT+CIPRXGET=2,{number}", StringComparison.Ordinal)
                || record.Text.StartsWith($"AT+CIPCLOSE={number}", StringComparison.Ordinal),
            '*' => record.Text == $"{link}, CLOSED" || record.Text == $"+CIPRXGET: 1,{link}",
            '=' => record.Text.StartsWith($"link {link} ended", StringComparison.Ordinal),
            _ => false,
        });
        return used < begun;
    }

    private int FirstOf(Regex pattern) => Index(record => pattern.IsMatch(record.Text));

    private int Index(Func<FlightRecord, bool> concerns)
    {
        for (var i = 0; i < _records.Count; i++)
        {
            if (concerns(_records[i]))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    // The last that was set before, or else what the first change shows: that the others were tried after it.
    private int RateBefore(int index)
    {
        var rate = _records.Take(index + 1).LastOrDefault(IsRate) ?? (_records is [var first, ..] && IsRate(first) ? first : null);
        return rate is null ? UsualRate : RateOf(rate);
    }

    private static bool IsRate(FlightRecord record) => record.Sign == '=' && record.Text.StartsWith("rate ", StringComparison.Ordinal);

    public static int RateOf(FlightRecord record) => int.Parse(record.Text.AsSpan("rate ".Length), CultureInfo.InvariantCulture);
}
