namespace Sim800.Nano.Recovery;

/// <summary>Pauses that double from failure to failure, a quarter more or less by chance.</summary>
internal sealed class Backoff
{
    private const uint SomeSeed = 2_463_534_242;

    private uint _state;
    private int _delay;

    public Backoff(int seed)
    {
        _state = seed == 0 ? SomeSeed : (uint)seed;
    }

    /// <summary>The next pause is the first.</summary>
    public void Reset() => _delay = 0;

    /// <summary>The next pause, in milliseconds.</summary>
    public int Next(int first, int longest)
    {
        _delay = _delay == 0 ? first : _delay > longest / 2 ? longest : _delay * 2;
        _delay = _delay < longest ? _delay : longest;

        // Marsaglia's xorshift: three shifts, no object.
        _state ^= _state << 13;
        _state ^= _state >> 17;
        _state ^= _state << 5;
        int quarter = _delay / 4;
        long pause = (long)_delay - quarter + (_state % (uint)((2 * quarter) + 1));
        return pause < int.MaxValue ? (int)pause : int.MaxValue;
    }
}
