using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>The microcontroller has restarted, or woken from deep sleep, and the module has not: contexts and connections are as they were.</summary>
public class TakeOverTests
{
    private static Sim800Options Running => new() { StartsOn = true, Stored = new Profile { BaudRate = 115200 } };

    [Theory]
    [Boards("context", "single")]
    public void WhatWaitedInTheModuleIsRead(string profile, string before)
    {
        using var bench = Play(profile, before, before == "single" ? 0 : 5, 6, new EchoServer());

        Assert.Contains("findings 3074 open 10.78.245.128", bench.Console);
        Assert.Contains("taken yes, connected yes", bench.Console);
        Assert.Contains("text before", bench.Console);
        bench.Succeeds("goes on", 1_000);
        bench.Succeeds("close", 1_000);
        IsOnlineAsBefore(bench);
    }

    [Theory]
    [Boards]
    public void SoItIsIfThePeerHasClosedMeanwhile(string profile)
    {
        using var bench = Play(profile, "closed", 5, 4, new ScriptedServer((client, segment) =>
        {
            if (segment == 0)
            {
                client.Send("last"u8);
                client.After(3 * PerSecond, client.Close);
            }
        }));

        Assert.Contains("findings 1026 open 10.78.245.128", bench.Console);
        Assert.Contains("taken yes, connected no", bench.Console);
        Assert.Contains("text last", bench.Console);
        bench.Succeeds("end", 1_000);
    }

    [Theory]
    [Boards]
    public void ReceivingByPushGoesOn(string profile)
    {
        using var bench = Play(profile, "push", 5, 0, new EchoServer());

        Assert.Contains("taken yes, connected yes", bench.Console);
        bench.Succeeds("goes on", 1_000);
        IsOnlineAsBefore(bench);
    }

    [Theory]
    [Boards]
    public void ALinkWithoutConnectionIsNotTaken(string profile)
    {
        using var bench = Play(profile, "context", 3, 0, new EchoServer());

        Assert.Contains("taken no, connected no", bench.Console);
        IsOnlineAsBefore(bench);
    }

    [Theory]
    [Boards]
    public void ALinkThatIsStillConnectingIsInNobodysWay(string profile)
    {
        using var bench = new Bench(profile, Running);
        bench.Serve(new EchoServer());
        bench.Serve(new SinkServer { AnswersConnect = false }, Bench.Port + 1);

        bench.Play("BringUp", "TakeOver", 900, "connecting", 5, 0);

        bench.Succeeds("open", 500);
        Assert.Contains("taken no, connected no", bench.Console);
        IsOnlineAsBefore(bench);
        Assert.Contains("> AT+CIPSTART=4,", bench.Trace);
    }

    [Theory]
    [Boards("listening", "serving", "context")]
    public void AListenerListensAnew(string profile, string before)
    {
        using var bench = new Bench(profile, Running);
        bench.Serve(new EchoServer());
        var visitor = new Visitor(1, 64);
        bench.Machine.ConsoleLine += line =>
        {
            if (line == "listening")
            {
                bench.Network.Dial("10.76.40.73", 2020, Bench.Port, visitor);
            }
        };

        bench.Play("BringUp", "ServeAgain", 900, before);

        bench.Succeeds("open", 500);
        Assert.Equal(before == "context" ? ModemFindings.Links : ModemFindings.Listener, bench.Findings & (ModemFindings.Links | ModemFindings.Listener));
        bench.Succeeds("online", 5);
        bench.Succeeds("listen", 2_000);
        bench.Succeeds("serve", 5_000);
        Assert.True(visitor.WasAnswered);
        Assert.Equal(1, Commands(bench, "AT+CIICR"));
    }

    [Theory]
    [Boards]
    public void ManyLivesLeaveRoomForTheNext(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());

        bench.Play("BringUp", "LiveOften", 900, 10);

        for (var i = 0; i < 10; i++)
        {
            bench.Succeeds($"open {i}", i == 0 ? 11_000 : 500);
            bench.Succeeds($"online {i}", i == 0 ? 10_000 : 5);
            bench.Succeeds($"connect {i}", 1_000);
        }

        Assert.Contains("life 5 link 0", bench.Console);
        Assert.Equal(1, Commands(bench, "AT+CIICR"));
        Assert.Equal(0, Commands(bench, "AT+CIPSHUT"));
    }

    private static Bench Play(string profile, string before, int link, int expected, MemoryServer server)
    {
        var bench = new Bench(profile, Running);
        bench.Serve(server);
        bench.Play("BringUp", "TakeOver", 900, before, link, expected);
        bench.Succeeds("open", 500);
        bench.Succeeds("take", 500);
        return bench;
    }

    private static void IsOnlineAsBefore(Bench bench)
    {
        bench.Succeeds("online", 5);
        bench.Succeeds("echo", 1_000);
        Assert.Equal(1, Commands(bench, "AT+CIICR"));
        Assert.Equal(0, Commands(bench, "AT+CIPSHUT"));
        Assert.Equal(0, Commands(bench, "AT+CGATT="));
    }

    private static int Commands(Bench bench, string start) => bench.Trace.Split('\n').Count(line => line.Contains("> " + start, StringComparison.Ordinal));
}
