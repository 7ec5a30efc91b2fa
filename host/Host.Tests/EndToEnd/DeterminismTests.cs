using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

public class DeterminismTests
{
    [Theory]
    [InlineData("ESP32", 0, false)]
    [InlineData("ESP32", 7, false)]
    [InlineData("ESP32", 7, true)]
    [InlineData("STM32", 7, false)]
    [InlineData("STM32", 7, true)]
    public void TheSameSeedGivesTheSameTraceToTheByte(string profile, ulong seed, bool preemption) =>
        Assert.Equal(TraceOf(profile, seed, preemption), TraceOf(profile, seed, preemption));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void AnotherSeedGivesAnotherOrder(string profile) =>
        Assert.NotEqual(TraceOf(profile, 1, preemption: true), TraceOf(profile, 2, preemption: true));

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void SeededPreemptionShowsAnUpdateThatIsLost(string profile)
    {
        using var quiet = new Bench(profile, seed: 1);
        quiet.Run("LostUpdate");
        Assert.Equal(["20000"], quiet.Console);

        using var rough = new Bench(profile, seed: 1, preemption: true);
        rough.Run("LostUpdate");
        Assert.InRange(int.Parse(Assert.Single(rough.Console)), 10_000, 19_999);
    }

    [Fact]
    public void SeededPreemptionDoesNotChangeWhatIsCounted()
    {
        using var quiet = new Bench("ESP32", seed: 1);
        quiet.Run("LostUpdate");
        using var rough = new Bench("ESP32", seed: 1, preemption: true);
        rough.Run("LostUpdate");

        Assert.Equal(quiet.Machine.Counters.Total, rough.Machine.Counters.Total);
    }

    private static string TraceOf(string profile, ulong seed, bool preemption)
    {
        using var bench = new Bench(profile, seed: seed, preemption: preemption);
        bench.Serve(new EchoServer());
        bench.Run("FourThreads");
        Assert.Equal(4, bench.Console.Count);
        return bench.Trace;
    }
}
