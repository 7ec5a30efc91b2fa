using Sim800.Simulator.Faults;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>What the serial line does to bytes, by a plan and a seed.</summary>
public class LineFaultTests
{
    [Fact]
    public void ALostByteNeverArrives()
    {
        var bench = new Bench(Ready with { Faults = [new LineFault(LineEffect.Lost, LineDirection.ToModule, Skip: 1, Count: 1)] });
        bench.Play("""
            >> AT
            >> AT
            << \r\nOK\r\n
            """);
        Assert.Contains("fault Lost strikes byte 0x54 from the host\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void ADuplicatedByteArrivesTwice() => new Bench(Ready with { Faults = [new LineFault(LineEffect.Duplicated, LineDirection.ToHost, Skip: 2, Count: 1)] }).Play("""
        >> AT
        << \r\nOOK\r\n
        """);

    [Fact]
    public void AFlippedByteDiffersInOneBit()
    {
        var bench = new Bench(Ready with { Faults = [new LineFault(LineEffect.Flipped, LineDirection.ToHost, Count: 3)] });
        bench.Type("AT\r");
        bench.Wait(10);
        var received = bench.TakeReceived();
        Assert.Equal([1, 1, 1, 0, 0, 0], received.Zip("\r\nOK\r\n", (a, b) => System.Numerics.BitOperations.PopCount((uint)(a ^ b))));
    }

    [Fact]
    public void NoiseIsHeardByEitherSide()
    {
        var bench = new Bench(Ready with { Faults = [new NoiseFault(0, LineDirection.ToHost, 5), new NoiseFault(Milliseconds(50), LineDirection.ToModule, 7)] });
        bench.Wait(40);
        Assert.Equal(5, bench.TakeReceived().Length);
        bench.Wait(40);
        Assert.Contains("fault NoiseFault strikes\n", bench.Module.Recorder.ToString());
        Assert.Contains(" > ", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void TheSeedDecidesWhichBytesSuffer()
    {
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));

        static string Run(int seed)
        {
            var bench = new Bench(Ready with { Seed = seed, Faults = [new LineFault(LineEffect.Flipped, LineDirection.ToHost, 0.2), new LineFault(LineEffect.Lost, LineDirection.ToHost, 0.2)] });
            bench.Type("AT+GSV;+CSQ;+GSN\r");
            bench.Wait(100);
            return bench.Module.Recorder.ToString();
        }
    }

    [Fact]
    public void AStalledModuleSaysEverythingAtTheEnd() => new Bench(Ready with { Faults = [new StallFault(Milliseconds(100), Milliseconds(500))] }).Play("""
        .. 100
        >> AT+CSQ
        .. 400
        .. 200
        << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
        """);
}
