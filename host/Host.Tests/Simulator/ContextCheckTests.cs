using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>AT+CIPDPDP: fact sheet 2.25. The network falls silent and says nothing about it.</summary>
public class ContextCheckTests
{
    [Theory]
    [InlineData("1,10,3", 5, 30)]
    [InlineData("1", 5, 30)]
    [InlineData("1,10,3", 9.999, 30)]
    [InlineData("1,10,3", 10.001, 40)]
    [InlineData("1,1,1", 0.999, 1)]
    [InlineData("1,1,1", 1.001, 2)]
    [InlineData("1,180,10", 100, 1800)]
    public void TheContextIsLostWhenSoManyChecksHaveFailed(string setting, double silentFrom, double lostAt)
    {
        var bench = Checked(setting, out var since);
        bench.Queue.AdvanceTo(since + Milliseconds(silentFrom * 1000));
        bench.TakeReceived();
        bench.Module.Strike(new SilenceFault(0));
        bench.Queue.AdvanceTo(since + Milliseconds((lostAt * 1000) - 1));
        Assert.Equal("", bench.TakeReceived());
        bench.Wait(3);
        Assert.Equal("\r\n+PDP: DEACT\r\n", bench.TakeReceived());
        Assert.Equal(IpState.PdpDeact, bench.Module.Machine.IpState);
    }

    [Theory]
    [InlineData(19_999, true)]
    [InlineData(30_001, false)]
    public void OneCheckThatSucceedsForgivesTheFailedOnes(int silence, bool kept)
    {
        var bench = Checked("1,10,3", out _);
        bench.Module.Strike(new SilenceFault(0, Milliseconds(silence)));
        bench.Wait(40_000);
        Assert.Equal(kept ? "\r\nOK\r\n" : "\r\nOK\r\n\r\n+PDP: DEACT\r\n", bench.TakeReceived());
        if (kept)
        {
            bench.Module.Strike(new SilenceFault(0, Milliseconds(19_000)));
            bench.Play(".. 100000");
        }
    }

    [Fact]
    public void WithoutChecksNobodyNotices()
    {
        var bench = Checked("0", out _).Play("<< \\r\\nOK\\r\\n");
        bench.Module.Strike(new SilenceFault(0));
        bench.Play($"""
            .. {TimeSpan.FromDays(1).TotalMilliseconds}
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,,"","","","INITIAL"\r\n\r\nOK\r\n
            """);
        Assert.Equal(IpState.Status, bench.Module.Machine.IpState);
    }

    [Fact]
    public void TheChecksBeginWithTheContext()
    {
        var bench = In(true, IpState.Start);
        bench.Wait(1234).Play("""
            >> AT+CIICR
            << \r\nOK\r\n
            """);
        bench.Module.Strike(new SilenceFault(0));
        bench.Play("""
            .. 29900
            .. 100
            << \r\n+PDP: DEACT\r\n
            """);
    }

    [Fact]
    public void NoContextComesUpInSilence()
    {
        var bench = In(true, IpState.Start);
        bench.Module.Strike(new SilenceFault(0, Milliseconds(5000)));
        bench.Play("""
            >> AT+CIICR
            << \r\nERROR\r\n
            .. 5000
            >> AT+CIPSHUT
            << \r\nSHUT OK\r\n
            >> AT+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            << \r\nOK\r\n
            """);
    }

    /// <summary>IP STATUS, and the intervals count from a known instant: that of the setting.</summary>
    private static Bench Checked(string setting, out long since)
    {
        var bench = In(true, IpState.Status);
        bench.Type($"AT+CIPDPDP={setting}\r");
        while (bench.Terminal.Unsent > 0)
        {
            bench.Queue.AdvanceTo(bench.Queue.NextDue);
        }

        since = bench.Queue.Now;
        return bench;
    }
}
