namespace Sim800.Rig.Campaign;

/// <summary>What the server has received of each record, and when.</summary>
internal sealed class Ledger
{
    private readonly Dictionary<int, long> _begun = [];
    private readonly Dictionary<int, long> _arrived = [];

    /// <summary>The number of the newest record.</summary>
    public int Newest { get; private set; }

    /// <summary>How many records came more than once, each time counted.</summary>
    public int Doubled { get; private set; }

    /// <summary>How many lines were no record: a byte was damaged on the serial line.</summary>
    public int Damaged { get; private set; }

    /// <summary>How many records were cut short by the end of a connection.</summary>
    public int Torn { get; set; }

    /// <summary>How many records have arrived.</summary>
    public int Arrived => _arrived.Count;

    /// <summary>The longest that a record was on its way, from its report on, in nanoseconds; <see cref="long.MaxValue"/> if one has not arrived.</summary>
    public long Latest => _begun.Keys.Max(record => _arrived.TryGetValue(record, out var time) ? time - _begun[record] : long.MaxValue);

    /// <summary>Those that have not arrived.</summary>
    public IEnumerable<int> Missing => _begun.Keys.Where(record => !_arrived.ContainsKey(record)).Order();

    /// <summary>The next record is taken.</summary>
    public void Begin(long now) => _begun[++Newest] = now;

    /// <summary>One has arrived, as a line <c>number;number</c>.</summary>
    /// <returns>Whether it is whole.</returns>
    public bool Take(string line, long now)
    {
        var halves = line.Split(';');
        if (halves.Length != 2 || halves[0] != halves[1] || !int.TryParse(halves[0], out var record) || !_begun.ContainsKey(record))
        {
            // An end of line that has come twice leaves an empty one.
            Damaged += line.Length > 0 ? 1 : 0;
            return false;
        }

        Doubled += _arrived.TryAdd(record, now) ? 0 : 1;
        return true;
    }
}
