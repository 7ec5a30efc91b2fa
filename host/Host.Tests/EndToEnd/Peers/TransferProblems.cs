using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.Peers;

/// <summary>What users of other libraries report about speed and memory, and about codes in the middle of a transfer.</summary>
public class TransferProblems
{
    /// <summary>The default buffer carries a download at full rate beside threads that take all the time they get.</summary>
    [Theory]
    [Boards(115_200, 460_800)]
    public void Problem10_WorksOnlyWithATinyBuffer(string profile, int rate)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { Model = ModelProfile.Sim800C, ReceiveBufferSize = 20_000 });
        bench.Serve(new AskedServer(client => client.Send(Pattern.Of(Pattern.OfServer, 0, 50_000))));
        bench.Play("Complaints", "DownloadOnABusyBoard", 900, 50_000, 2, rate);

        bench.Succeeds("receive");
        Assert.Contains("received 50000", bench.Console);
    }

    /// <summary>At 115200 the line carries 11.5 kB/s: most of it is used in both directions, and a round trip of 50 bytes takes its time on the line and in the network.</summary>
    [Theory]
    [Boards]
    public void Problem11_SlowThroughput(string profile)
    {
        const int Count = 60_000;
        const int RoundTrips = 50;
        using var bench = new Bench(profile);
        bench.Network.Latency = 5 * PerMillisecond;
        bench.Serve(new AskedServer(client => client.Send(Pattern.Of(Pattern.OfServer, 0, Count))));
        bench.Serve(new SinkServer(), Bench.Port + 1);
        bench.Serve(new EchoServer(), Bench.Port + 2);
        bench.Play("Complaints", "Transfer", 900, Count, RoundTrips);

        bench.Succeeds("download", Count / 8);
        bench.Succeeds("upload", Count / 8);
        bench.Succeeds("round trips", RoundTrips * 80);
    }

    /// <summary>Thousands of messages and many connections: no byte of heap for the former, and the latter leave nothing behind.</summary>
    [Theory]
    [Boards]
    public void Problem12_HeapFragmentation(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        var counters = bench.Machine.Counters;
        var laps = new List<long>();
        bench.Marker.Changed += _ =>
        {
            if (laps.Count == 0)
            {
                counters.StartLaps();
            }
            else
            {
                counters.Lap();
            }

            laps.Add(counters.LastLap.Bytes);
        };
        bench.Play("Frugal", "Run", 900, 20, 50);

        // The first connection on a link makes what the link needs for ever.
        Assert.True(laps.Count > 20);
        Assert.All(laps.Take(21).Skip(2), bytes => Assert.Equal(0, bytes));
    }

    /// <summary>Question and answer in a datagram each, of which the network loses some.</summary>
    [Theory]
    [Boards]
    public void Problem13_UdpIsMissing(string profile)
    {
        using var bench = new Bench(profile);
        var asked = 0;
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(datagram => ++asked % 3 == 1 ? null : datagram));
        bench.Play("Complaints", "AskByDatagram", 900, 9);

        bench.Succeeds("connect", 1_000);
        for (var i = 0; i < 9; i++)
        {
            if (i % 3 == 0)
            {
                bench.Fails($"ask {i}", ModemError.TimedOut, ModemWait.Data, 2_000, 2_200);
            }
            else
            {
                bench.Succeeds($"ask {i}", 500);
            }
        }

        bench.Succeeds("close", 1_000);
    }

    /// <summary>Calls and messages are told to whoever has asked for it, and the transfer loses nothing.</summary>
    [Theory]
    [Boards]
    public void Problem15_ReportsOfCallsAndMessagesAreMissing(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new AskedServer(client =>
        {
            client.Send(Pattern.Of(Pattern.OfServer, 0, 20_000));
            for (var i = 0; i < 5; i++)
            {
                client.After((200 + (i * 100)) * PerMillisecond, () => Assert.True(bench.Module.Machine.ReceiveMessage("+4915112345678", "hello", bench.Queue.Now)));
            }

            client.After(PerSecond, () => Assert.True(bench.Module.Machine.Call("+4915112345678", bench.Queue.Now)));
            client.After(9 * PerSecond, () => bench.Module.Machine.HangUp(bench.Queue.Now));
        }));
        bench.Play("Complaints", "Reports", 900, 20_000);

        Assert.Contains("received 20000, rings 2, messages 5, lost 0", bench.Console);
        bench.Succeeds("echo", 1_000);
    }
}
