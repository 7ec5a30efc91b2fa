using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Power;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.Simulator;

/// <summary>Time and charge for each state, with the currents of the hardware guide (SIM800L V1.00 6.8).</summary>
public class EnergyTests
{
    private const double PerHour = 3600;

    [Fact]
    public void OffCostsLittle()
    {
        var bench = new Bench(new Sim800Options());
        bench.Wait(3_600_000);

        Only(bench, EnergyState.Off, 3600, 0.05);
    }

    [Fact]
    public void IdleAndAsleep()
    {
        var bench = new Bench().Play("""
            >> AT+CSCLK=1
            << \r\nOK\r\n
            """);
        bench.Wait(3_600_000);

        var shares = bench.Module.Machine.Energy.Read(bench.Queue.Now);
        Assert.Equal([EnergyState.Idle, EnergyState.Sleeping], shares.Select(share => share.State));
        Assert.InRange(Seconds(shares[0]), 1, 1.1); // SleepDelay
        Assert.Equal(1.02 * Seconds(shares[1]) / PerHour, shares[1].Charge, 9);
    }

    [Theory]
    [InlineData(0, 0.796)]
    [InlineData(4, 0.892)]
    public void AsleepWithLessToDo(int functionality, double current)
    {
        var bench = new Bench(Bench.Ready with { Stored = Bench.Ready.Stored! with { SlowClock = 1 } });
        bench.Drive(bench.Lines.Dtr, false).Wait(100);
        bench.Type($"AT+CFUN={functionality}\r");
        bench.Wait(10_000).Drive(bench.Lines.Dtr, true).Wait(10_000);
        var before = bench.Module.Machine.Energy.Charge(bench.Queue.Now);
        bench.Wait(3_600_000);

        Assert.Equal(current, bench.Module.Machine.Energy.Charge(bench.Queue.Now) - before, 6);
    }

    [Fact]
    public void BootAndSearch()
    {
        var bench = new Bench(new Sim800Options());
        bench.Drive(bench.Lines.PwrKey, false).Wait(1_000).Drive(bench.Lines.PwrKey, null).Wait(20_000);

        var shares = bench.Module.Machine.Energy.Read(bench.Queue.Now);
        Assert.Equal([EnergyState.Off, EnergyState.Booting, EnergyState.Searching, EnergyState.Idle], shares.Select(share => share.State));
        Assert.Equal(2, Seconds(shares[1]));
        Assert.Equal(2.8, Seconds(shares[2]), 6);
        Assert.Equal(60 * 2.8 / PerHour, shares[2].Charge, 9);
    }

    [Fact]
    public void ACall()
    {
        var bench = new Bench();
        bench.Wait(1_000);
        Assert.True(bench.Module.Machine.Call("123", bench.Queue.Now));
        bench.Wait(10_000);
        bench.Module.Machine.HangUp(bench.Queue.Now);
        bench.Wait(1_000);

        var call = bench.Module.Machine.Energy.Read(bench.Queue.Now).Single(share => share.State == EnergyState.Calling);
        Assert.Equal(10, Seconds(call), 6);
        Assert.Equal(216.12 * 10 / PerHour, call.Charge, 9);
    }

    /// <summary>A packet takes its time on the air, the channel is held behind it, and a longer one takes longer.</summary>
    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void APacket(int bytes)
    {
        var currents = Currents.Sim800L;
        var server = new SinkServer();
        var bench = Connected(server);
        bench.Wait(60_000);
        var before = Of(bench);
        bench.Play($"""
            >> AT+CIPSEND=0,{bytes}
            << \r\n> 
            """);
        bench.Type(new string('x', bytes));
        bench.Wait(60_000);
        var after = Of(bench);

        var sends = (bytes + 40) * 8.0 / currents.AirRate;
        Assert.Equal(sends, after[EnergyState.Transmitting] - before[EnergyState.Transmitting], 6);

        // Up to the last packet, the acknowledgement, and then the tail.
        Assert.InRange(after[EnergyState.Receiving] - before[EnergyState.Receiving], 1.5, 2.0);
        Assert.Equal(bytes, server.Received.Count);
    }

    [Fact]
    public void AsleepWithAConnectionCostsMore()
    {
        var bench = Connected(new SinkServer());
        bench.Play("""
            >> AT+CSCLK=1
            << \r\nOK\r\n
            """);
        bench.Wait(10_000);
        var before = Of(bench);
        bench.Wait(60_000);
        Assert.Equal(60, Of(bench)[EnergyState.SleepingConnected] - before[EnergyState.SleepingConnected], 6);
    }

    [Fact]
    public void TheStatesAddUpToTheTime()
    {
        var bench = Connected(new EchoServer());
        bench.Play("""
            >> AT+CIPSEND=0,5
            << \r\n> 
            """);
        bench.Type("hello");
        bench.Wait(3_000);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(20_000);

        var shares = bench.Module.Machine.Energy.Read(bench.Queue.Now);
        Assert.Equal(bench.Queue.Now, shares.Sum(share => share.Time));
        Assert.Equal(bench.Module.Machine.Energy.Charge(bench.Queue.Now), shares.Sum(share => share.Charge), 12);
    }

    [Fact]
    public void TheCurrentsAreOptions()
    {
        var bench = new Bench(Bench.Ready with { Currents = new Currents { Idle = 36 } });
        bench.Wait(100_000);

        Only(bench, EnergyState.Idle, 100, 36);
    }

    private static void Only(Bench bench, EnergyState state, double seconds, double current)
    {
        var share = Assert.Single(bench.Module.Machine.Energy.Read(bench.Queue.Now));
        Assert.Equal(state, share.State);
        Assert.Equal(seconds, Seconds(share));
        Assert.Equal(current * seconds / PerHour, share.Charge, 9);
    }

    private static double Seconds(EnergyShare share) => (double)share.Time / PerSecond;

    private static Dictionary<EnergyState, double> Of(Bench bench)
    {
        var seconds = Enum.GetValues<EnergyState>().ToDictionary(state => state, _ => 0.0);
        foreach (var share in bench.Module.Machine.Energy.Read(bench.Queue.Now))
        {
            seconds[share.State] = Seconds(share);
        }

        return seconds;
    }

    private static Bench Connected(MemoryServer server) => new Bench(network: network => network.Serve("1.2.3.4", 80, server)).Play("""
        >> AT+CIPMUX=1;+CIPRXGET=1;+CIPQSEND=1;+CSTT
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\nOK\r\n
        >> AT+CIFSR
        << \r\n10.78.245.128\r\n
        >> AT+CIPSTART=0,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n0, CONNECT OK\r\n
        """);
}
