using System.Text.RegularExpressions;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Six threads on six links share the module fairly, allocate nothing, and get back what they have sent.</summary>
public class FairnessTests
{
    private const int Links = 6;
    private const int Messages = 2_000;
    private const int Window = 60;

    /// <summary>Five links talk while the sixth connects for 75 s, in vain: it costs nobody more than one exchange, in exchanges as in time.</summary>
    [Theory]
    [Boards]
    public void ASlowConnectDelaysTheOthersByOneExchangeAtMost(string profile)
    {
        var exchanges = new List<(string Link, long At)>();
        var slow = new List<int>();
        Bench? board = null;
        var trace = new WireWatch(line =>
        {
            if (Regex.Match(line, "^> AT\\+(?:CIPSEND=|CIPRXGET=2,|CIPSTART=|CIPCLOSE=)(.)") is { Success: true } exchange)
            {
                exchanges.Add((exchange.Groups[1].Value, board!.Queue.Now));
            }
        });
        using var bench = board = new Bench(profile, recorder: new Recorder(trace));
        bench.Serve(new EchoServer());
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);
        bench.Machine.ConsoleLine += line =>
        {
            if (line is "slow begins" or "slow ends")
            {
                slow.Add(exchanges.Count);
            }
        };
        bench.Play("SlowConnect", "BesideFive", 600);

        bench.Fails("slow", ModemError.HostUnreachable, ModemWait.Connect, 75_000, 76_000);
        var talkers = exchanges.Take(slow[0]).Select(exchange => exchange.Link).Distinct().ToArray();
        Assert.Equal(5, talkers.Length);
        Assert.True(exchanges[slow[0]..slow[1]].Count(exchange => !talkers.Contains(exchange.Link)) <= 2);

        // From the time when all five talk.
        var settled = exchanges.FindIndex(exchange => exchange.At >= exchanges[slow[0]].At - (15 * PerSecond));
        var longest = exchanges.Zip(exchanges.Skip(1), (one, next) => next.At - one.At).Skip(settled).Max();
        foreach (var link in talkers)
        {
            var (exchangesAlone, timeAlone) = LongestGap(exchanges[settled..slow[0]], link);
            var (exchangesBeside, timeBeside) = LongestGap(exchanges[slow[0]..slow[1]], link);
            Assert.True(exchangesBeside <= exchangesAlone + 1, $"link {link}: {exchangesAlone} exchanges alone, {exchangesBeside} beside");
            Assert.True(timeBeside <= timeAlone + longest, $"link {link}: {timeAlone} ns alone, {timeBeside} ns beside");
        }
    }

    [Theory]
    [Boards]
    public void SixThreadsOnSixLinks(string profile)
    {
        var marks = new List<(int Exchanges, long Bytes)>();
        var exchanges = new List<int>();
        var trace = new WireWatch(
            line =>
            {
                if (marks.Count > 0 && Regex.Match(line, "^> AT\\+(?:CIPSEND=|CIPRXGET=2,)(.)") is { Success: true } exchange)
                {
                    exchanges.Add(exchange.Groups[1].ValueSpan[0] - '0');
                }
            },
            keeps: false);
        using var bench = new Bench(profile, recorder: new Recorder(trace));
        bench.Network.Latency = PerMillisecond;
        bench.Serve(new EchoServer());
        bench.Marker.Changed += _ => marks.Add((exchanges.Count, bench.Machine.Counters.Total.Bytes));
        bench.Play("SixThreads", "Run", 36_000, Messages);

        Assert.Equal(Enumerable.Repeat($"echoed {Messages}", Links), bench.Console);

        // Between the first mark and the last everybody together has allocated nothing, so no operation has.
        Assert.Equal(marks[0].Bytes, marks[2].Bytes);

        // Up to the second all have something to do.
        var shares = new int[Links];
        Assert.True(marks[1].Exchanges > Messages * Links);
        for (var i = 0; i < marks[1].Exchanges; i++)
        {
            shares[exchanges[i]]++;
            if (i >= Window)
            {
                shares[exchanges[i - Window]]--;
            }

            Assert.True(i < Window - 1 || shares.Min() >= Window / 12, $"exchange {i}: {string.Join(' ', shares)}");
        }
    }

    // Between two exchanges of a link: how many of others, and how long.
    private static (int Exchanges, long Time) LongestGap(List<(string Link, long At)> exchanges, string link)
    {
        var own = Enumerable.Range(0, exchanges.Count).Where(i => exchanges[i].Link == link).ToArray();
        var gaps = own.Zip(own.Skip(1)).ToArray();
        return (gaps.Max(gap => gap.Second - gap.First), gaps.Max(gap => exchanges[gap.Second].At - exchanges[gap.First].At));
    }
}
