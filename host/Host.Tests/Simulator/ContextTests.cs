using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;

namespace Host.Tests.Simulator;

/// <summary>The states of the context and what is legal in each: fact sheet 2.1, 2.4 to 2.6, 2.12, 3.2 to 3.4.</summary>
public class ContextTests
{
    private const string Ok = "\\r\\nOK\\r\\n";
    private const string No = "\\r\\nERROR\\r\\n";
    private const string Address = "\\r\\n10.78.245.128\\r\\n";

    /// <summary>What each command answers in each state: the table of fact sheet 3.4 for what is modelled.</summary>
    public static TheoryData<bool, IpState, string, string> Legality
    {
        get
        {
            var data = new TheoryData<bool, IpState, string, string>();
            foreach (var multi in (bool[])[false, true])
            {
                IpState[] states = multi
                    ? [IpState.Initial, IpState.Start, IpState.GprsAct, IpState.Status, IpState.Processing, IpState.PdpDeact]
                    : [IpState.Initial, IpState.Start, IpState.GprsAct, IpState.Status, IpState.Connecting, IpState.ConnectOk, IpState.Closed, IpState.PdpDeact];
                foreach (var state in states)
                {
                    var active = state is not (IpState.Initial or IpState.Start or IpState.PdpDeact);
                    data.Add(multi, state, "AT+CIPMUX=1", state == IpState.Initial ? Ok : No);
                    data.Add(multi, state, "AT+CIPMUX=0", state == IpState.Initial ? Ok : No);
                    data.Add(multi, state, "AT+CSTT=\"x\"", state == IpState.Initial ? Ok : No);
                    data.Add(multi, state, "AT+CSTT", state == IpState.Initial ? Ok : No);
                    data.Add(multi, state, "AT+CIICR", state == IpState.Start ? Ok : No);
                    data.Add(multi, state, "AT+CIFSR", active ? Address : No);
                    data.Add(multi, state, "AT+CIPSHUT", "\\r\\nSHUT OK\\r\\n");
                    data.Add(multi, state, "AT+CIPQSEND=1", Ok);
                    data.Add(multi, state, "AT+CIPRXGET=1", Ok);
                    data.Add(multi, state, "AT+CIPHEAD=1", Ok);
                    data.Add(multi, state, "AT+CIPMUX?", $"\\r\\n+CIPMUX: {(multi ? 1 : 0)}\\r\\n{Ok}");
                    data.Add(multi, state, "AT+CDNSGIP=\"x\"", active ? Ok + "\\r\\n+CDNSGIP: 0,8\\r\\n" : No);
                    var connected = state is IpState.ConnectOk or IpState.Processing;
                    data.Add(multi, state, multi ? "AT+CIPSEND=0,1" : "AT+CIPSEND=1", connected ? "\\r\\n>\\x20" : No);
                    data.Add(multi, state, multi ? "AT+CIPCLOSE=0" : "AT+CIPCLOSE",
                        connected || state == IpState.Connecting ? multi ? "\\r\\n0, CLOSE OK\\r\\n" : "\\r\\nCLOSE OK\\r\\n" : No);
                    data.Add(multi, state, multi ? "AT+CIPACK=0" : "AT+CIPACK",
                        connected ? $"\\r\\n+CIPACK: 0,0,0\\r\\n{Ok}" : No);
                    data.Add(multi, state, multi ? "AT+CIPSTART=0,\"TCP\",\"1.2.3.4\",80" : "AT+CIPSTART=\"TCP\",\"1.2.3.4\",80", (multi, state) switch
                    {
                        (false, IpState.Initial or IpState.Status or IpState.Closed) => Ok + "\\r\\nCONNECT OK\\r\\n",
                        (false, IpState.Connecting or IpState.ConnectOk) => No + "\\r\\nALREADY CONNECT\\r\\n",
                        (false, IpState.PdpDeact) => Ok + "\\r\\nSTATE: PDP DEACT\\r\\n",
                        (true, IpState.Status) => Ok + "\\r\\n0, CONNECT OK\\r\\n",
                        (true, IpState.Processing) => No + "\\r\\n0, ALREADY CONNECT\\r\\n",
                        _ => No,
                    });
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Legality))]
    public void EachCommandInEachState(bool multi, IpState state, string command, string answer)
    {
        var bench = In(multi, state);
        Assert.Equal(state, bench.Module.Machine.IpState);
        bench.Play($"""
            >> {command}
            << {answer}
            """);
    }

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
        var bench = new Bench(options ?? Bench.Ready, network: network => network.Serve("1.2.3.4", 80, server ?? new SinkServer
        {
            AnswersConnect = state != IpState.Connecting,
        }));
        var link = multi ? "0," : "";
        var prefix = multi ? "0, " : "";
        var steps = new List<string>();
        if (multi)
        {
            steps.Add(">> AT+CIPMUX=1\n<< \\r\\nOK\\r\\n");
        }

        if (state != IpState.Initial)
        {
            steps.Add(">> AT+CSTT\n<< \\r\\nOK\\r\\n");
        }

        if (state is not (IpState.Initial or IpState.Start))
        {
            steps.Add(">> AT+CIICR\n<< \\r\\nOK\\r\\n");
        }

        if (state is not (IpState.Initial or IpState.Start or IpState.GprsAct))
        {
            steps.Add(">> AT+CIFSR\n<< \\r\\n10.78.245.128\\r\\n");
        }

        if (state is IpState.Connecting or IpState.ConnectOk or IpState.Closed or IpState.Processing)
        {
            var result = state == IpState.Connecting ? "" : $"\\r\\n{prefix}CONNECT OK\\r\\n";
            steps.Add($">> AT+CIPSTART={link}\"TCP\",\"1.2.3.4\",80\n<< \\r\\nOK\\r\\n{result}");
        }

        if (state == IpState.Closed)
        {
            steps.Add(">> AT+CIPCLOSE\n<< \\r\\nCLOSE OK\\r\\n");
        }

        if (state == IpState.PdpDeact)
        {
            steps.Add(">> AT+CGATT=0\n<< \\r\\n+PDP: DEACT\\r\\n\\r\\nOK\\r\\n");
        }

        return bench.Play(string.Join('\n', steps));
    }
}
