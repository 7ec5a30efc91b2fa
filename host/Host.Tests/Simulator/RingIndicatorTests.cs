using Sim800.Simulator;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>RI and DCD: fact sheet 2.30, 5.5.</summary>
public class RingIndicatorTests
{
    [Theory]
    [InlineData(0, false, false)]
    [InlineData(1, true, true)]
    [InlineData(2, false, true)]
    public void CodesPulseAsTheSettingSays(int setting, bool general, bool tcpIp)
    {
        var bench = In(true, IpState.Processing);
        bench.Play($"""
            >> AT+CFGRI={setting}
            << \r\nOK\r\n
            """);
        Assert.True(bench.Lines.Ri.High);
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        Assert.Equal(!general, bench.Lines.Ri.High);
        bench.Wait(119);
        Assert.Equal(!general, bench.Lines.Ri.High);
        bench.Wait(2);
        Assert.True(bench.Lines.Ri.High);
        bench.Module.Machine.LoseContext(bench.Queue.Now);
        Assert.Equal(!tcpIp, bench.Lines.Ri.High);
        bench.Wait(121);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void AnswersDoNotPulse()
    {
        var bench = new Bench().Play("""
            >> AT+CFGRI=1
            << \r\nOK\r\n
            """);
        bench.Type("AT\r");
        bench.Wait(1);
        Assert.True(bench.Lines.Ri.High);
    }

    [Fact]
    public void DefaultDependsOnTheModel() => new Bench(Bench.Ready with { Model = ModelProfile.Sim800C }).Play("""
        >> AT&F
        << \r\nOK\r\n
        >> ATE0
        << ATE0\r\r\nOK\r\n
        >> AT+CFGRI?
        << \r\n+CFGRI: 2\r\n\r\nOK\r\n
        """);

    [Fact]
    public void CarrierRestsHighUnlessItIsSetAlwaysOn()
    {
        var bench = new Bench();
        Assert.True(bench.Lines.Dcd.High);
        bench.Play("""
            >> AT&C0
            << \r\nOK\r\n
            """);
        Assert.False(bench.Lines.Dcd.High);
    }
}
