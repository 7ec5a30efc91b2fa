using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;

namespace Host.Tests.Simulator;

/// <summary>The states of the context and what is legal in each: fact sheet 2.1, 2.4 to 2.6, 2.12, 3.2 to 3.4.</summary>
public class ContextTests
{
    [Fact]
    public void StatesAreShown() => In(false, IpState.Initial).Play("""
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
        >> AT+CSTT
        << \r\nOK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP START\r\n
        >> AT+CIICR
        << \r\nOK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP GPRSACT\r\n
        >> AT+CIFSR;E0
        << \r\n10.78.245.128\r\n\r\nOK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP STATUS\r\n
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << \r\nOK\r\n\r\nCONNECT OK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: CONNECT OK\r\n
        >> AT+CIPCLOSE=1
        << \r\nCLOSE OK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: TCP CLOSED\r\n
        >> AT+CIPSHUT
        << \r\nSHUT OK\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
        """); // T02 in between

    [Fact]
    public void LinksAreShown() => In(true, IpState.Processing).Play("""
        >> AT+CIPSTATUS
        << \r\nOK\r\n
        << \r\nSTATE: IP PROCESSING\r\n
        << \r\nC: 0,0,"TCP","1.2.3.4","80","CONNECTED"\r\n
        << C: 1,,"","","","INITIAL"\r\n
        << C: 2,,"","","","INITIAL"\r\n
        << C: 3,,"","","","INITIAL"\r\n
        << C: 4,,"","","","INITIAL"\r\n
        << C: 5,,"","","","INITIAL"\r\n
        >> AT+CIPSTATUS=0
        << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CONNECTED"\r\n\r\nOK\r\n
        >> AT+CIPSTATUS=5
        << \r\n+CIPSTATUS: 5,,"","","","INITIAL"\r\n\r\nOK\r\n
        >> AT+CIPSTATUS=6
        << \r\nERROR\r\n
        >> AT+CIPCLOSE=0
        << \r\n0, CLOSE OK\r\n
        >> AT+CIPSTATUS=0
        << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CLOSED"\r\n\r\nOK\r\n
        """);

    [Fact]
    public void MuxIsRefusedWhileTheContextIsUpAndShutCuresIt() => In(true, IpState.Status).Play("""
        >> AT+CIPMUX=0
        << \r\nERROR\r\n
        >> AT+CIPSHUT
        << \r\nSHUT OK\r\n
        >> AT
        << \r\nOK\r\n
        >> AT&F
        << \r\nOK\r\n
        >> ATE0
        << ATE0\r\r\nOK\r\n
        >> AT+CIPMUX=0
        << \r\nOK\r\n
        """); // T11

    [Fact]
    public void AccessPointIsRefusedOnceTheTaskIsStarted() => In(false, IpState.Start).Play("""
        >> AT+CSTT="TATA.DOCOMO.INTERNET","",""
        << \r\nERROR\r\n
        >> AT+CIFSR
        << \r\nERROR\r\n
        """); // T18

    [Fact]
    public void AccessPointWithUserAndPassword() => In(false, IpState.Initial).Play("""
        >> AT+CSTT="internet","me","secret"
        << \r\nOK\r\n
        >> AT+CSTT?
        << \r\n+CSTT: "internet","me","secret"\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(50, "\\r\\nOK\\r\\n")]
    [InlineData(51, "\\r\\nERROR\\r\\n")]
    public void AccessPointHasAtMost50Characters(int length, string answer) => In(false, IpState.Initial).Play($"""
        >> AT+CSTT="{new string('x', length)}"
        << {answer}
        """);

    [Fact]
    public void BringUpPassesThroughConfigAndTakesItsTime()
    {
        var bench = new Bench(Bench.Ready with { Latencies = Latencies.None.With("+CIICR", Bench.Milliseconds(85_000)) });
        bench.Play("""
            >> AT+CSTT
            << \r\nOK\r\n
            >> AT+CIICR
            .. 84900
            """);
        Assert.Equal(IpState.Config, bench.Module.Machine.IpState);
        bench.Play("<< \\r\\nOK\\r\\n");
        Assert.Equal(IpState.GprsAct, bench.Module.Machine.IpState);
    }

    [Fact]
    public void BringUpFailsWhenNotAttached() => new Bench().Play("""
        >> AT+CGATT=0
        << \r\nOK\r\n
        >> AT+CSTT
        << \r\nOK\r\n
        >> AT+CIICR
        << \r\nERROR\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: PDP DEACT\r\n
        >> AT+CGATT=1;+CGATT?
        << \r\n+CGATT: 1\r\n\r\nOK\r\n
        """);

    [Fact]
    public void DetachingTakesTheContextAway() => In(true, IpState.Processing).Play("""
        >> AT+CGATT=0
        << \r\n+PDP: DEACT\r\n\r\nOK\r\n
        >> AT+CIPSTATUS=0
        << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CLOSED"\r\n\r\nOK\r\n
        """);

    [Fact]
    public void EachLinkReportsItsEndByOption()
    {
        var bench = In(true, IpState.Processing, Bench.Ready with { ClosedAfterContextLoss = true });
        bench.Module.Machine.LoseContext(bench.Queue.Now);
        bench.Play("<< \\r\\n0, CLOSED\\r\\n\\r\\n+PDP: DEACT\\r\\n");
    }

    /// <summary>A bench whose module has been brought into a state.</summary>
    internal static Bench In(bool multi, IpState state, Sim800Options? options = null, MemoryServer? server = null)
    {
        options ??= Bench.Ready;
        if (state == IpState.Config)
        {
            // A CIPSTART from IP INITIAL leaves the line free while the context comes up.
            options = options with { Latencies = Latencies.None.With("+CIICR", Bench.Milliseconds(60_000)) };
        }

        var bench = new Bench(options, network: network => network.Serve("1.2.3.4", 80, server ?? new SinkServer
        {
            AnswersConnect = state != IpState.Connecting,
            AnswersClose = state != IpState.Closing,
        }));
        bench.Play(string.Join('\n', Steps(multi, state)));
        if (state == IpState.Closing)
        {
            bench.Drive(bench.Lines.Dtr, false).Wait(1001).Drive(bench.Lines.Dtr, true);
        }

        return bench;
    }

    /// <summary>The transcript that leads from IP INITIAL into a state.</summary>
    private static IEnumerable<string> Steps(bool multi, IpState state)
    {
        const string Connect = "\"TCP\",\"1.2.3.4\",80";
        var link = multi ? "0," : "";
        var prefix = multi ? "0, " : "";
        if (multi)
        {
            yield return ">> AT+CIPMUX=1\n<< \\r\\nOK\\r\\n";
        }

        if (state == IpState.Initial)
        {
            yield break;
        }

        if (state == IpState.Config)
        {
            yield return $">> AT+CIPSTART={Connect}\n<< \\r\\nOK\\r\\n";
            yield break;
        }

        yield return ">> AT+CSTT\n<< \\r\\nOK\\r\\n";
        if (state == IpState.Start)
        {
            yield break;
        }

        yield return ">> AT+CIICR\n<< \\r\\nOK\\r\\n";
        if (state == IpState.GprsAct)
        {
            yield break;
        }

        yield return ">> AT+CIFSR\n<< \\r\\n10.78.245.128\\r\\n";
        switch (state)
        {
            case IpState.Connecting:
                yield return $">> AT+CIPSTART={link}{Connect}\n<< \\r\\nOK\\r\\n";
                break;
            case IpState.Listening:
                yield return ">> AT+CIPSERVER=1,1234\n<< \\r\\nOK\\r\\n\\r\\nSERVER OK\\r\\n";
                break;
            case IpState.ConnectOk or IpState.Closed or IpState.Processing:
                yield return $">> AT+CIPSTART={link}{Connect}\n<< \\r\\nOK\\r\\n\\r\\n{prefix}CONNECT OK\\r\\n";
                break;
            case IpState.PdpDeact:
                yield return ">> AT+CGATT=0\n<< \\r\\n+PDP: DEACT\\r\\n\\r\\nOK\\r\\n";
                break;
        }

        if (state == IpState.Closed)
        {
            yield return ">> AT+CIPCLOSE\n<< \\r\\nCLOSE OK\\r\\n";
        }

        if (state == IpState.Closing)
        {
            // A hang-up by DTR leaves the line free while the connection goes down.
            yield return $">> AT+CIPMODE=1;&D2\n<< \\r\\nOK\\r\\n\n>> AT+CIPSTART={Connect}\n<< \\r\\nOK\\r\\n\\r\\nCONNECT\\r\\n";
        }
    }
}
