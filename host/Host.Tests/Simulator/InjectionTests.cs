using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;

namespace Host.Tests.Simulator;

/// <summary>Where the module may put an unsolicited code: fact sheet 6.3.</summary>
public class InjectionTests
{
    private const string Mark = "\r\n*\r\n";
    private const string Code = "\\r\\n*\\r\\n";

    private static readonly Sim800Options s_always = Bench.Ready with { Inject = _ => Encoding.ASCII.GetBytes(Mark) };

    [Fact]
    public void BetweenEchoAndAnswerAndAfterIt() => new Bench(s_always with { Stored = new Profile { BaudRate = 115200 } }).Play($"""
        >> AT
        << AT\r{Code}\r\nOK\r\n{Code}
        """);

    [Fact]
    public void BetweenTheLinesOfAnAnswer() => new Bench(s_always).Play($"""
        >> AT+GSV
        << {Code}\r\nSIMCOM_Ltd\r\n{Code}SIMCOM_SIM800L\r\n{Code}Revision:1418B05SIM800L24\r\n{Code}\r\nOK\r\n{Code}
        """);

    [Fact]
    public void NeverInsideCountedPayloadNorBehindThePrompt()
    {
        var inject = false;
        var bench = ContextTests.In(true, IpState.Status, Bench.Ready with { Inject = _ => inject ? Encoding.ASCII.GetBytes(Mark) : null }, new EchoServer());
        bench.Play("""
            >> AT+CIPRXGET=1;+CIPQSEND=1
            << \r\nOK\r\n
            >> AT+CIPSTART=0,"TCP","1.2.3.4",80
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        inject = true;
        bench.Play($"""
            >> AT+CIPSEND=0,3
            << {Code}\r\n>\x20
            >| abc
            << {Code}\r\nDATA ACCEPT:0,3\r\n{Code}{Code}\r\n+CIPRXGET: 1,0\r\n
            >> AT+CIPRXGET=2,0,10
            << {Code}\r\n+CIPRXGET: 2,0,3,0\r\nabc{Code}\r\nOK\r\n{Code}
            """);
    }

    [Fact]
    public void ThePointSaysWhatItIsBetween()
    {
        var points = new List<string>();
        var bench = new Bench(Bench.Ready with
        {
            Inject = point =>
            {
                points.Add($"{point.Previous}-{point.Next}");
                return null;
            },
        });
        bench.Play("""
            >> AT+CSQ
            << \r\n+CSQ: 20,0\r\n\r\nOK\r\n
            """);
        Assert.Equal([$"{UnitKind.Idle}-{UnitKind.Information}", $"{UnitKind.Information}-{UnitKind.Result}", $"{UnitKind.Result}-{UnitKind.Idle}"], points);
    }

    [Fact]
    public void BySeed()
    {
        Assert.Equal(Run(7), Run(7));
        Assert.NotEqual(Run(7), Run(8));

        static string Run(int seed)
        {
            var bench = new Bench(Bench.Ready with { Inject = Injections.Seeded(seed, 0.5, "Call Ready", "+CREG: 1") });
            bench.Type("AT+GSV;+CSQ;+CREG?;+CGREG?;+CIPMUX?\r");
            bench.Wait(1000);
            return bench.TakeReceived();
        }
    }

    [Fact]
    public void InTurn() => new Bench(Bench.Ready with { Inject = Injections.Always("A", "B") }).Play("""
        >> AT+CSQ
        << \r\nA\r\n\r\n+CSQ: 20,0\r\n\r\nB\r\n\r\nOK\r\n\r\nA\r\n
        """);

    [Fact]
    public void ACodeWaitsForTheRestOfAnEchoedLineButNotForEver()
    {
        var bench = new Bench(Bench.Ready with { Stored = new Profile { BaudRate = 115200 } });
        bench.Type("AT+C");
        bench.Wait(1);
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        bench.Play("""
            >| SQ\r
            << AT+CSQ\r\r\nCall Ready\r\n\r\n+CSQ: 20,0\r\n\r\nOK\r\n
            """);
        bench.Type("AT+C");
        bench.Wait(1);
        bench.Module.Machine.SendUnsolicited("Call Ready", bench.Queue.Now);
        bench.Play("<< AT+C\\r\\nCall Ready\\r\\n");
    }
}
