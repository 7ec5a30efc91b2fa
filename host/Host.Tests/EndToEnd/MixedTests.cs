using System.Text.RegularExpressions;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd;

/// <summary>Three streams, one of them accepted, two ports for datagrams and a listener, all six links at once, by push.</summary>
public class MixedTests
{
    private const int Messages = 2_000;
    private const int Window = 60;
    private const int LeastShare = Window / 12;

    /// <summary>Each exchanges 2,000 messages of random size (TCP 1 to 4096, UDP 1 to 1460), echoed intact; rings of 8 KiB lose nothing, and nothing is allocated.</summary>
    [Theory]
    [Boards]
    public void AllExchangeMessages(string profile)
    {
        using var bench = Prepare(profile, () => new EchoServer());
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(datagram => datagram));
        var counters = bench.Machine.Counters;
        var marks = 0;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                counters.StartLaps();
            }
            else
            {
                counters.Lap();
            }
        };

        bench.Play("Mixed", "Echo", 20_000, Messages);

        Assert.Equal(Enumerable.Range(0, 5).Select(i => $"talker {i}: {Messages}, lost 0"), bench.Console.Skip(1));
        Assert.Equal(1, counters.Laps);
        Assert.True(counters.MaximumLap.Bytes == 0, $"{counters.MaximumLap} for all of it");
        HoldsShares(bench);
    }

    /// <summary>While all have work queued, each gets at least a twelfth of the exchanges in every window of sixty.</summary>
    [Theory]
    [Boards]
    public void EachGetsItsShare(string profile)
    {
        using var bench = Prepare(profile, () => new SinkServer());
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer());

        bench.Play("Mixed", "Send", 2_000, 100);

        HoldsShares(bench);
    }

    private static void HoldsShares(Bench bench)
    {
        // The trace may break a line anywhere.
        var links = Regex.Matches(bench.Trace, @"> AT\+CIPSEND=(?:\n.{16}> )?(?<link>\d),").Select(match => match.Groups["link"].Value[0] - '0').ToList();
        var senders = links.Distinct().ToArray();
        Assert.Equal(5, senders.Length);
        var first = senders.Max(links.IndexOf);
        var last = senders.Min(links.LastIndexOf);
        Assert.True(last - first > 3 * Window, $"only {last - first} exchanges");
        for (var start = first; start + Window <= last; start++)
        {
            var window = links.GetRange(start, Window);
            Assert.All(senders, link => Assert.True(window.Count(other => other == link) >= LeastShare, $"link {link} in {string.Join(" ", window)}"));
        }
    }

    /// <summary>The peer of the listener has the same manners as the servers.</summary>
    private static Bench Prepare(string profile, Func<MemoryServer> server)
    {
        // The network in memory is faster than the line, as the air never is: what a module sends by itself must have room in it.
        var bench = new Bench(profile, Bench.FixedRate with { OutputBufferSize = 65_536 });
        bench.Serve(server());
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "listening")
            {
                bench.Network.Dial("198.51.100.9", 4_000, 8_888, server());
            }
        };
        return bench;
    }
}
