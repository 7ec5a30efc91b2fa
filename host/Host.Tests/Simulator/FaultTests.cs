using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>What goes wrong on purpose, and that the trace names it.</summary>
public class FaultTests
{
    [Fact]
    public void NoAnswer()
    {
        var bench = Faulty(new CommandFault("+CSQ", CommandEffect.NoAnswer, Skip: 1, Count: 1)).Play("""
            >> AT+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            >> AT+CSQ
            .. 10000
            >> AT+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            """);
        Assert.Contains("fault NoAnswer strikes AT+CSQ\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void Error() => Faulty(new CommandFault("+CIPMUX", CommandEffect.Error, Count: 1)).Play("""
        >> AT+CIPMUX=1
        << \r\nERROR\r\n
        >> AT+CIPMUX?
        << \r\n+CIPMUX: 0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void BareAtHasNoName() => Faulty(new CommandFault("", CommandEffect.Error, Count: 1)).Play("""
        >> AT
        << \r\nERROR\r\n
        >> AT
        << \r\nOK\r\n
        """);

    [Fact]
    public void EveryCommand() => Faulty(new CommandFault("*", CommandEffect.NoAnswer)).Play("""
        >> AT
        >> AT+CSQ
        >> AT+CIPSHUT
        .. 10000
        """);

    [Fact]
    public void LateAnswer() => Faulty(new CommandFault("+CSQ", CommandEffect.LateAnswer, Milliseconds(5000), Count: 1)).Play("""
        >> AT+CSQ
        .. 4900
        >> AT
        .. 50
        .. 100
        << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ConnectNeverAnswers() =>
        In(true, IpState.Status, Ready with { Faults = [new CommandFault("+CIPSTART", CommandEffect.NoResult)] }).Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            .. 600000
            >> AT+CIPSTATUS=0
            << \r\n+CIPSTATUS: 0,0,"TCP","1.2.3.4","80","CONNECTING"\r\n\r\nOK\r\n
            >> AT+CIPCLOSE=0
            << \r\n0, CLOSE OK\r\n
            """);

    [Fact]
    public void ConnectAnswersLate() =>
        In(true, IpState.Status, Ready with { Faults = [new CommandFault("+CIPSTART", CommandEffect.LateResult, Milliseconds(80_000))] }).Play("""
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n
            .. 80000
            .. 1000
            << \r\n0, CONNECT OK\r\n
            """);

    [Fact]
    public void SendResultLandsInTheAnswerOfTheNextCommand() => In(true, IpState.Processing, Ready with
    {
        Latencies = Latencies.None.With("+CSQ", Milliseconds(2000)),
        Faults = [new CommandFault("+CIPSEND", CommandEffect.LateResult, Milliseconds(1000))],
    }).Play("""
        >> AT+CIPSEND=0,2
        << \r\n>\x20
        >| hi
        >> AT+CSQ
        << \r\n0, SEND OK\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n
        """);

    [Fact]
    public void RestartAtAnInstant()
    {
        var bench = new Bench(Ready with { Faults = [new RestartFault(Milliseconds(1000))] });
        bench.Play("""
            .. 999
            .. 8000
            << \x00IIII\xFF\xFF\xFF\xFF\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nCall Ready\r\n\r\nSMS Ready\r\n
            """);
        Assert.Contains("1.000000   fault RestartFault strikes\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void RestartInTheMiddleOfACommand() => Faulty(new CommandFault("+CIICR", CommandEffect.Restart, Milliseconds(300), Count: 1)).Play("""
        >> AT+CSTT
        << \r\nOK\r\n
        >> AT+CIICR
        .. 9000
        << \x00IIII\xFF\xFF\xFF\xFF\r\nRDY\r\n\r\n+CFUN: 1\r\n\r\n+CPIN: READY\r\n\r\nCall Ready\r\n\r\nSMS Ready\r\n
        >> AT+CIPSTATUS
        << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
        """);

    [Fact]
    public void CodeAtAnInstant()
    {
        var bench = new Bench(Ready with { Faults = [new UnsolicitedFault(Milliseconds(1000), "UNDER-VOLTAGE WARNNING")] });
        bench.Play("""
            .. 999
            .. 10
            << \r\nUNDER-VOLTAGE WARNNING\r\n
            """);
    }

    [Fact]
    public void ContextLossAtAnInstant() => In(true, IpState.Status, Ready with { Faults = [new ContextLossFault(Milliseconds(10_000))] }).Play("""
        .. 10000
        << \r\n+PDP: DEACT\r\n
        >> AT+CIFSR
        << \r\nERROR\r\n
        """);

    private static Bench Faulty(Fault fault) => new(Ready with { Faults = [fault] });
}
