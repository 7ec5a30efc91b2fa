using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Addresses of names, and what becomes of answers that are late, missing or failures.</summary>
public class ResolveTests
{
    private const string First = "telemetry.example.com: 203.0.113.7";
    private const string Nowhere = "nowhere.example.com: failed True 8";
    private const string Two = "two.example.com: 203.0.113.8 203.0.113.9";

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void EveryNameGetsItsAddresses(string profile) =>
        Assert.Equal([First, Nowhere, Two, Nowhere], Run(profile));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void ALateAddressAnswersNobodyElse(string profile) =>
        // The first comes while the second, which fails, waits: that failure counts.
        Assert.Equal([Late("telemetry"), Nowhere, Two, Nowhere], Run(profile, new CommandFault("+CDNSGIP", CommandEffect.LateResult, 10 * PerSecond, Count: 1)));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void ALateFailureAnswersNobodyElse(string profile) =>
        // The failure of the second comes while the third waits; the fourth's own one counts.
        Assert.Equal([First, Late("nowhere"), Two, Nowhere], Run(
            profile,
            new CommandFault("+CDNSGIP", CommandEffect.LateResult, (10 * PerSecond) + (100 * PerMillisecond), Skip: 1, Count: 1),
            new CommandFault("+CDNSGIP", CommandEffect.LateResult, 2 * PerSecond, Skip: 2, Count: 1)));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void AnAnswerThatNeverComesMakesAFailureDoubtful(string profile) =>
        // Which of the two has failed cannot be told: a timeout is the safe reading. Afterwards it is still one that is owed.
        Assert.Equal([Late("telemetry"), Late("nowhere"), Two, Late("nowhere")], Run(profile, new CommandFault("+CDNSGIP", CommandEffect.NoResult, Count: 1)));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void AFailureIsTyped(string profile) =>
        Assert.Equal(["telemetry.example.com: failed True 8", Nowhere, Two, Nowhere], Run(profile, new CommandFault("+CDNSGIP", CommandEffect.FailedResult, 3 * PerSecond, Count: 1)));

    private static string Late(string name) => $"{name}.example.com: late True True";

    private static IReadOnlyList<string> Run(string profile, params Fault[] faults)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Faults = faults });
        bench.Network.AddName("two.example.com", "203.0.113.8", "203.0.113.9");
        bench.Serve(new EchoServer());
        bench.Run("Resolve");
        return bench.Console;
    }
}
