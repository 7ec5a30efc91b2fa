namespace Sim800.Simulator.Serial;

/// <summary>Ready-made choices for <see cref="Sim800Options.Inject"/>. Texts are given without their line ends.</summary>
public static class Injections
{
    /// <summary>The next code of a list, in turn, at every place where one may come.</summary>
    public static Func<InjectionPoint, byte[]?> Always(params string[] codes)
    {
        var next = 0;
        return _ => Framing.Unsolicited(codes[next++ % codes.Length]);
    }

    /// <summary>One of the codes at some of the places, chosen by a seed.</summary>
    /// <param name="seed">Same seed, same places and codes.</param>
    /// <param name="probability">Of each place, 0 to 1.</param>
    /// <param name="codes">To choose from.</param>
    public static Func<InjectionPoint, byte[]?> Seeded(int seed, double probability, params string[] codes)
    {
        var random = new Random(seed);
        return _ => random.NextDouble() < probability ? Framing.Unsolicited(codes[random.Next(codes.Length)]) : null;
    }
}
