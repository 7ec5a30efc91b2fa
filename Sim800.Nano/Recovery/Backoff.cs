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
        int delay = _delay;
        delay = delay == 0 ? first : delay > longest / 2 ? longest : delay * 2;
        delay = delay < longest ? delay : longest;
        _delay = delay;

        // Marsaglia's xorshift: three shifts, no object.
        uint state = _state;
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        _state = state;
        int quarter = delay / 4;
        long pause = (long)delay - quarter + (state % (uint)((2 * quarter) + 1));
        return pause < int.MaxValue ? (int)pause : int.MaxValue;
    }
}
