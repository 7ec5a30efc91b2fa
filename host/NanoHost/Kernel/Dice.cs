namespace NanoHost;

/// <summary>The seeded choices of a run (SplitMix64): the same numbers on every .NET, which <see cref="Random"/> does not promise.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        var z = _state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from zero up to, not including, the bound.</summary>
    public int Below(int bound) => (int)(Next() % (uint)bound);

    /// <summary>Whether something of that probability happens.</summary>
    public bool Happens(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;
}
