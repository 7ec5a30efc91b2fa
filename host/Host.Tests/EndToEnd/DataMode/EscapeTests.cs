using System.Globalization;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.TcpIp;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>Leaving data mode by DTR and by +++ (application note 3.2.4), and returning to it, while both sides talk.</summary>
public class EscapeTests
{
    private const int Bytes = 200;

    /// <summary>By DTR it takes 1.2 s, by +++ 2.3 s.</summary>
    [Theory]
    [Boards(0, 1)]
    public void AThousandRounds(string profile, int plus) => Run(profile, Bench.FixedRate, plus, 1_000, plus == 0 ? 12 : 24);

    [Theory]
    [Boards(0, 1)]
    public void WithALongerGuardTimeThanDocumented(string profile, int plus) =>
        Run(profile, Bench.FixedRate with { ExactGuardTimeEscapes = false, GuardTime = 1_020 * PerMillisecond, DtrEscapeLow = 1_020 * PerMillisecond }, plus, 10, plus == 0 ? 12 : 24);

    [Theory]
    [Boards(1, 2, 3, 4, 5, 6)]
    public void AtRandomTimes(string profile, int seed)
    {
        using var bench = new Bench(profile);
        var server = bench.Serve(new RandomServer(seed));

        bench.Play("Transparent", "EscapesAtRandom", 3_600, seed % 2 == 0 ? 3 : 1, seed % 3 == 0 ? 0 : 1, 60, seed);

        // The module never left data mode but when it was asked to; without DCD the driver asks too, when the module may have said that all is over.
        var left = bench.Trace.Split('\n').Count(line => line.EndsWith("leaves data mode", StringComparison.Ordinal));
        Assert.Equal(left, bench.Trace.Split('\n').Count(line => line.EndsWith("> ATO\\r", StringComparison.Ordinal)));
        if (seed % 2 == 0)
        {
            Assert.Contains($"left {left}", bench.Console);
        }

        Assert.Equal(bench.Console.Where(line => line.StartsWith("w ", StringComparison.Ordinal)).Select(line => byte.Parse(line.AsSpan(2), CultureInfo.InvariantCulture)), server.Received);
        Assert.Contains("read " + Convert.ToHexString([.. server.Sent]), bench.Console);
    }

    [Theory]
    [Boards]
    public void WhatTheModuleDropsIsLostAndNothingElse(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { EscapedData = EscapedData.Drop });
        bench.Serve(new PatternServer(60 * Bytes, Bytes, 200 * PerMillisecond));

        bench.Play("Transparent", "EscapesWithLoss", 600, 5);

        var dropped = bench.Trace.Split('\n').Where(line => line.EndsWith("bytes lost outside data mode", StringComparison.Ordinal))
            .Sum(line => int.Parse(line.AsSpan(16).Trim().ToString().Split(' ')[0], CultureInfo.InvariantCulture));
        Assert.True(dropped > 0);
        Assert.Contains($"read {(60 * Bytes) - dropped}", bench.Console);
        bench.Succeeds("close", 3_000);
    }

    /// <summary>A module that gives out between the answers what comes meanwhile: that is lost, and nothing else; commands are answered, and data mode comes back.</summary>
    [Theory]
    [Boards]
    public void WhatTheModuleGivesOutBetweenAnswersIsLostAndNothingElse(string profile)
    {
        using var bench = new Bench(profile, Bench.FixedRate with { EscapedData = EscapedData.Output });
        bench.Serve(new PatternServer(60 * Bytes, Bytes, 200 * PerMillisecond));

        bench.Play("Transparent", "EscapesWithLoss", 600, 5);

        var read = int.Parse(bench.Console.Single(line => line.StartsWith("read ", StringComparison.Ordinal)).AsSpan(5), CultureInfo.InvariantCulture);
        Assert.InRange(read, 30 * Bytes, (60 * Bytes) - 1);
        bench.Succeeds("close", 3_000);
    }

    private static void Run(string profile, Sim800Options module, int plus, int rounds, int piecesPerRound)
    {
        using var bench = new Bench(profile, module with { EscapedData = EscapedData.Hold });
        var total = rounds * piecesPerRound * Bytes;
        var server = bench.Serve(new PatternServer(total, Bytes, 100 * PerMillisecond));

        bench.Play("Transparent", "Escapes", 20_000, 3, plus, rounds, total);

        Assert.Contains($"written {server.Received.Count} lost 0", bench.Console);
        Assert.Equal(Pattern.Of(0, 0, server.Received.Count), server.Received);
        bench.Succeeds("close", 3_000);
        Assert.Equal(rounds + 1, bench.Trace.Split('\n').Count(line => line.EndsWith("leaves data mode", StringComparison.Ordinal)));
    }

    /// <summary>Says now and then something, some of which looks like the module's own words.</summary>
    private sealed class RandomServer(int seed) : MemoryServer
    {
        private static readonly byte[][] s_words = ["\r\nOK\r\n"u8.ToArray(), "\r\nCLOSED\r\n"u8.ToArray(), "\r\nCONNECT\r\n"u8.ToArray(), "\r\nRING\r\n"u8.ToArray(), "OK\r\n"u8.ToArray()];

        private readonly Random _random = new(seed);
        private readonly List<byte> _received = [];
        private readonly List<byte> _sent = [];

        public IReadOnlyList<byte> Received => _received;

        public IReadOnlyList<byte> Sent => _sent;

        public override void OnOpen(ServerEnd client) => Speak(client, 200);

        public override void OnData(ServerEnd client, ReadOnlySpan<byte> data) => _received.AddRange(data);

        private void Speak(ServerEnd client, int left)
        {
            var words = s_words[_random.Next(s_words.Length)];
            if (_random.Next(2) == 0)
            {
                words = new byte[_random.Next(1, 300)];
                _random.NextBytes(words);
            }

            _sent.AddRange(words);
            client.Send(words);
            if (left > 0)
            {
                client.After(_random.Next(1_000) * PerMillisecond, () => Speak(client, left - 1));
            }
        }
    }
}
