using System.Text;
using Sim800.Simulator.Network;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd.DataMode;

/// <summary>Payload that looks like an escape or a result, in all 1-, 2- and 3-part splits, with silences of 0 to 3000 ms between and around the parts.</summary>
public class TransparencyTests
{
    private static readonly int[] s_silences = [0, 500, 999, 1000, 1001, 3000];

    [Theory]
    [Boards("+++", "\r\nCLOSED\r\n", "\r\nOK\r\n", "\r\nNO CARRIER\r\n")]
    public void WhatIsWrittenIsSent(string profile, string text)
    {
        foreach (var (wires, plus) in text == "+++" ? [(3, 0), (3, 1), (2, 1), (0, 1)] : new[] { (3, 1) })
        {
            using var bench = new Bench(profile, Bench.FixedRate with { ExactGuardTimeEscapes = wires == 3 });
            var server = bench.Serve(new SinkServer());

            bench.Play("Transparent", "WriteSplits", 20_000, wires, plus, text);

            Assert.Contains($"written {Splits(text).Count() * s_silences.Length}", bench.Console);
            Assert.Equal(Repeat(text, Splits(text).Count() * s_silences.Length), Encoding.Latin1.GetString([.. server.Received]));
            Assert.DoesNotContain("leaves data mode", bench.Trace);
        }
    }

    /// <summary>The silences differ from gap to gap: every combination for three plus signs, random ones and random parts for the rest.</summary>
    [Theory]
    [Boards("+++", "\r\nCLOSED\r\n", "\r\nOK\r\n", "\r\nNO CARRIER\r\n", "a+++", "+++a", "++++")]
    public void WhatIsWrittenWithMixedSilencesIsSent(string profile, string text)
    {
        var times = text == "+++" ? 0 : 300;
        var count = times == 0 ? s_silences.Length * s_silences.Length * s_silences.Length * s_silences.Length : times;
        foreach (var exact in new[] { true, false })
        {
            using var bench = new Bench(profile, Bench.FixedRate with { ExactGuardTimeEscapes = exact });
            var server = bench.Serve(new SinkServer());

            bench.Play("Transparent", "WriteMixedSplits", 40_000, 2, 1, text, times);

            Assert.Contains($"written {count}", bench.Console);
            Assert.Equal(Repeat(text, count), Encoding.Latin1.GetString([.. server.Received]));
            Assert.DoesNotContain("leaves data mode", bench.Trace);
        }
    }

    [Theory]
    [Boards("+++", "\r\nCLOSED\r\n", "\r\nOK\r\n", "\r\nNO CARRIER\r\n")]
    public void WhatIsSentWithMixedSilencesIsRead(string profile, string text)
    {
        const int Times = 300;
        foreach (var wires in new[] { 3, 1, 0 })
        {
            using var bench = new Bench(profile);
            bench.Serve(new MixedServer(text, Times));

            bench.Play("Transparent", "ReadSplits", 20_000, wires, text, Times);

            Assert.Contains("read all", bench.Console);
            if ((wires & 2) != 0 || text != "\r\nCLOSED\r\n")
            {
                Assert.DoesNotContain("leaves data mode", bench.Trace);
            }
        }
    }

    [Theory]
    [Boards("+++", "\r\nCLOSED\r\n", "\r\nOK\r\n", "\r\nNO CARRIER\r\n", "\r\nCONNECT\r\n", "\r\nRING\r\n")]
    public void WhatIsSentIsRead(string profile, string text)
    {
        // With DCD there is never a question; without it a text that may be the module's own is asked about.
        foreach (var wires in new[] { 3, 2, 1, 0 })
        {
            using var bench = new Bench(profile);
            bench.Serve(new SplitServer(text));

            bench.Play("Transparent", "ReadSplits", 20_000, wires, text, Splits(text).Count() * s_silences.Length);

            Assert.Contains("read all", bench.Console);
            if ((wires & 2) != 0 || text != "\r\nCLOSED\r\n")
            {
                Assert.DoesNotContain("leaves data mode", bench.Trace);
            }
        }
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static IEnumerable<string[]> Splits(string text)
    {
        yield return [text];
        for (var first = 1; first < text.Length; first++)
        {
            yield return [text[..first], text[first..]];
            for (var second = first + 1; second < text.Length; second++)
            {
                yield return [text[..first], text[first..second], text[second..]];
            }
        }
    }

    private sealed class MixedServer(string text, int times) : MemoryServer
    {
        private readonly Random _random = new(1);

        public override void OnOpen(ServerEnd client)
        {
            var splits = Splits(text).ToArray();
            var time = PerSecond;
            for (var i = 0; i < times; i++)
            {
                time += Silence();
                foreach (var part in splits[_random.Next(splits.Length)])
                {
                    client.After(time, () => client.Send(Encoding.Latin1.GetBytes(part)));
                    time += Silence();
                }
            }
        }

        private long Silence() => s_silences[_random.Next(s_silences.Length)] * PerMillisecond;
    }

    private sealed class SplitServer(string text) : MemoryServer
    {
        public override void OnOpen(ServerEnd client)
        {
            var time = PerSecond;
            foreach (var silence in s_silences)
            {
                foreach (var split in Splits(text))
                {
                    time += silence * PerMillisecond;
                    foreach (var part in split)
                    {
                        client.After(time, () => client.Send(Encoding.Latin1.GetBytes(part)));
                        time += silence * PerMillisecond;
                    }
                }
            }
        }
    }
}
