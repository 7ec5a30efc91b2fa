using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The firmware as a server: application note 3.1.3 and 4.2, under everything that the documents leave open.</summary>
public class ServerTests
{
    private const int Port = 8888;
    private const string Address = "10.76.40.73";

    // The only link is not vacant before the module says so.
    private const long Later = 10 * PerSecond;

    /// <summary>Listener, visitors and a connection of our own side by side; the listener goes, the visitors stay.</summary>
    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void VisitorsBesideAConnection(string profile, string options)
    {
        using var bench = Of(profile, options);
        bench.Serve(new EchoServer());
        Visitor[] visitors = [new Visitor(1, 5_000), new Visitor(2, 3_000)];
        When(bench, "listening", () =>
        {
            bench.Network.Dial(Address, 2020, Port, visitors[0]);
            bench.Network.Dial("10.76.40.74", 2021, Port, visitors[1]);
        });
        When(bench, "end: ", () =>
        {
            foreach (var visitor in visitors)
            {
                visitor.Say(2_000);
            }

            bench.At(bench.Queue.Now + (20 * PerSecond), visitors[0].Close);
            bench.At(bench.Queue.Now + (21 * PerSecond), visitors[1].Close);
        });

        bench.Play("Serving", "Together", 600, 4_000);

        bench.Succeeds("listen");
        Assert.Contains("refused yes", bench.Console);
        Assert.Contains($"from {Address}:0", bench.Console);
        Assert.Contains("from 10.76.40.74:0", bench.Console);
        bench.Succeeds("client");
        bench.Fails("nobody", ModemError.TimedOut, ModemWait.Client, 10_000, 10_100);
        bench.Succeeds("end");
        bench.Succeeds("visitor");
        Assert.All(visitors, visitor => Assert.True(visitor.WasAnswered));

        // The rows of the application note's example (4.2).
        Assert.All(
            ["> AT+CIPSERVER=1,8888", "SERVER OK", $"0, REMOTE IP: {Address}", "> AT+CIPSTART=4,", "> AT+CIPSEND=0,", "> AT+CIPSERVER=0", "SERVER CLOSE"],
            row => Assert.Contains(row, bench.Trace));
    }

    /// <summary>The module gives the link of who has gone to who comes at once.</summary>
    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void OneVisitorAfterTheOther(string profile, string options)
    {
        using var bench = Of(profile, options);
        var visitors = Queue(bench, 8, 2, 0);

        bench.Play("Serving", "OneAfterTheOther", 600, visitors.Count, false);

        Assert.All(visitors, visitor => Assert.True(visitor.WasAnswered));
        Assert.Equal(visitors.Count, bench.Console.Count(line => line == "served 900"));
        bench.Succeeds("end");
    }

    /// <summary>Where the module listens beside connections; each visitor is reported, and accepting one allocates nothing.</summary>
    [Theory]
    [Boards]
    public void AListenerBesideAConnection(string profile)
    {
        var options = OptionProfiles.Find("default");
        using var bench = new Bench(profile, options with { ListensWhileProcessing = true, Stored = new Profile { BaudRate = 115200 } });
        bench.Serve(new EchoServer());
        var visitors = Queue(bench, 4, 1, 0);
        var counters = bench.Machine.Counters;
        var marks = 0;
        var most = 0L;
        bench.Marker.Changed += _ =>
        {
            if (marks++ == 0)
            {
                counters.StartLaps();
                return;
            }

            counters.Lap();

            // The first visitor's link is used for the first time; every other lap is the time between two.
            if (marks > 2 && marks % 2 == 0)
            {
                most = Math.Max(most, counters.LastLap.Bytes);
            }
        };

        bench.Play("Serving", "Beside", 600, visitors.Count);

        bench.Succeeds("listen");
        Assert.All(visitors, visitor => Assert.True(visitor.WasAnswered));
        Assert.Equal(bench.Console.Where(line => line.StartsWith("link ", StringComparison.Ordinal)).Select(line => line[5..]),
            bench.Console.Where(line => line.StartsWith("accepted ", StringComparison.Ordinal)).Select(line => line[9..]));
        Assert.Equal(visitors.Count, bench.Console.Count(line => line.StartsWith("accepted ", StringComparison.Ordinal)));
        Assert.Equal(2 * visitors.Count, marks);
        Assert.Equal(0, most);
        bench.Succeeds("end");
    }

    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void OneVisitorAfterTheOtherInSingleMode(string profile, string options)
    {
        using var bench = Of(profile, options);
        var visitors = Queue(bench, 4, 1, Later);

        bench.Play("Serving", "OneAfterTheOther", 600, visitors.Count, true);

        Assert.All(visitors, visitor => Assert.True(visitor.WasAnswered));
        bench.Succeeds("end");
    }

    /// <summary>Application note 3.1.3: no CSTT, no CIICR.</summary>
    [Theory]
    [Boards("default", "lenient", "strict", "old")]
    public void SingleModeServesWithoutAContextOfOurs(string profile, string options)
    {
        using var bench = Of(profile, options);
        var visitor = new Visitor(1, 900) { Answered = visitor => visitor.Close() };
        When(bench, "address ", () => bench.Network.Dial(Address, 2020, Port, visitor));

        bench.Play("Serving", "Alone", 600);

        bench.Succeeds("listen");
        Assert.Contains("address 10.78.245.128", bench.Console);
        bench.Succeeds("end");
        Assert.True(visitor.WasAnswered);
        Assert.Contains("served 900", bench.Console);
        bench.Succeeds("close context");
        Assert.Contains("+CIPCSGP=1,\"internet\"", bench.Trace);
        Assert.Contains($"REMOTE IP: {Address}", bench.Trace);
        Assert.Contains("SERVER CLOSE", bench.Trace);
        Assert.DoesNotContain("+CSTT", bench.Trace);
        Assert.DoesNotContain("+CIICR", bench.Trace);
    }

    /// <summary>The last link, wanted by a connect and by a visitor at the same moment: one has it, and nobody who was accepted is harmed.</summary>
    [Theory]
    [Boards]
    public void AConnectMeetsAVisitor(string profile)
    {
        var visited = 0;
        var connected = 0;
        for (var offset = 0; offset < 40; offset += 4)
        {
            using var bench = Of(profile, "default");
            bench.Serve(new EchoServer());
            var visitors = Enumerable.Range(0, 5).Select(n => new Visitor(n, 200) { Answered = visitor => bench.At(bench.Queue.Now + (20 * PerSecond), visitor.Close) }).ToArray();
            When(bench, "listening", () =>
            {
                for (var n = 0; n < 4; n++)
                {
                    bench.Network.Dial(Address, 2020 + n, Port, visitors[n]);
                }
            });

            // It takes the network's latency to arrive: about when the connect goes out.
            When(bench, "full at ", () => bench.At(bench.Queue.Now + ((930 + offset) * PerMillisecond), () => bench.Network.Dial(Address, 2030, Port, visitors[4])));

            bench.Play("Serving", "Contended", 600);

            if (visitors[4].WasRefused)
            {
                connected++;
                bench.Succeeds("connect");
            }
            else
            {
                visited++;
                bench.Fails("connect", ModemError.NoFreeLink, ModemWait.None, 0, 500);
                Assert.True(visitors[4].WasAnswered);
            }

            Assert.All(visitors.Take(4), visitor => Assert.True(visitor.WasAnswered));
            bench.Succeeds("visitor");
        }

        Assert.True(visited > 0 && connected > 0, $"{visited} visitors, {connected} connects");
    }

    private static Bench Of(string profile, string options) => new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 } });

    private static void When(Bench bench, string line, Action action) => bench.Machine.ConsoleLine += text =>
    {
        if (text.StartsWith(line, StringComparison.Ordinal))
        {
            action();
        }
    };

    /// <summary>Visitors of whom so many come at first, and the next so long after one has gone.</summary>
    internal static List<Visitor> Queue(Bench bench, int count, int first, long later)
    {
        var visitors = new List<Visitor>();
        var next = first;
        for (var n = 0; n < count; n++)
        {
            visitors.Add(new Visitor(n, 900)
            {
                Answered = visitor =>
                {
                    visitor.Close();
                    if (next < visitors.Count)
                    {
                        var follower = next++;
                        bench.At(bench.Queue.Now + later, () => bench.Network.Dial(Address, 2020 + follower, Port, visitors[follower]));
                    }
                },
            });
        }

        When(bench, "listening", () =>
        {
            for (var n = 0; n < first; n++)
            {
                bench.Network.Dial(Address, 2020 + n, Port, visitors[n]);
            }
        });
        return visitors;
    }
}
