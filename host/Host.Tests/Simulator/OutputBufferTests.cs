using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;
using static Host.Tests.Simulator.Bench;
using static Host.Tests.Simulator.ContextTests;

namespace Host.Tests.Simulator;

/// <summary>Received data and the buffers of the serial line: more than the line carries waits in the network, more than the network takes holds the host.</summary>
public class OutputBufferTests
{
    /// <summary>Enough for the output buffer several times.</summary>
    private const int Much = 20_000;

    private readonly SinkServer _server = new();

    [Fact]
    public void AnAnswerComesBeforeWhatWaitsInTheNetwork()
    {
        var bench = Pushed();
        _server.Client!.Send(new byte[Much]);
        bench.Wait(200).Type("AT\r");
        bench.Wait(4096 * 10 / 115.2);
        var soon = bench.TakeReceived();
        Assert.Contains("\r\nOK\r\n", soon);
        Assert.InRange(soon.Length, 4000, 10_000);
        bench.Wait(3000);
        Assert.Equal(Much, (soon + bench.TakeReceived()).Count(c => c == '\0'));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AHeldModuleLosesNothingOfAStream(bool transparent)
    {
        var bench = transparent ? Transparent() : Pushed();
        bench.Drive(bench.Lines.Rts, true);
        _server.Client!.Send(new byte[Much]);
        bench.Play(".. 10000");
        bench.Drive(bench.Lines.Rts, false).Wait(10_000);
        Assert.Equal(Much, bench.TakeReceived().Count(c => c == '\0'));
        Assert.DoesNotContain("lost", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void AHeldModuleLosesDatagrams()
    {
        var bench = In(true, IpState.Status, Flow);
        bench.Play("""
            >> AT+CLPORT=0,"UDP",8888
            << \r\nOK\r\n
            >> AT+CIPSTART=0,"UDP","1.2.3.4",53
            << \r\nOK\r\n\r\n0, CONNECT OK\r\n
            """);
        bench.Drive(bench.Lines.Rts, true);
        for (var i = 0; i < 5; i++)
        {
            bench.Network.SendDatagram("1.2.3.4", 53, 8888, new byte[1400]);
        }

        bench.Wait(1000).Drive(bench.Lines.Rts, false).Wait(1000);
        Assert.Equal(2 * 1400, bench.TakeReceived().Count(c => c == '\0'));
        Assert.Contains("datagram of 1.2.3.4:53 lost: no room\n", bench.Module.Recorder.ToString());
    }

    [Fact]
    public void TheEndComesBehindWhatWaits()
    {
        var bench = Pushed();
        _server.Client!.Send(new byte[Much]);
        _server.Client!.Close();
        bench.Wait(10_000);
        Assert.EndsWith("\0\r\n0, CLOSED\r\n", bench.TakeReceived());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void TheHostIsHeldWhenTheConnectionDoesNotTakeWhatIsTyped(bool software)
    {
        var profile = Flow.Stored! with { FlowControlIn = software ? 1 : 2, FlowControlOut = 0 };
        var bench = Transparent(Flow with { Stored = profile, SendBufferSize = 10, TransparentBufferSize = 40 });
        var text = string.Concat(Enumerable.Range(0, 30).Select(n => $"{n:00} "));
        if (!software)
        {
            bench.Terminal.ClearToSend = bench.Lines.Cts;
        }

        bench.Network.Latency = Milliseconds(1000);
        if (software)
        {
            bench.Type(text[..40]);
            bench.Wait(10);
            Assert.Equal("\x13", bench.TakeReceived());
            bench.Wait(10_000);
            Assert.Equal("\x11", bench.TakeReceived());
            Assert.Equal(text[..40], Encoding.ASCII.GetString([.. _server.Received]));
            return;
        }

        bench.Type(text);
        bench.Wait(10);
        Assert.True(bench.Lines.Cts.High);
        bench.Wait(60_000);
        Assert.False(bench.Lines.Cts.High);
        Assert.Equal(text, Encoding.ASCII.GetString([.. _server.Received]));
        Assert.DoesNotContain("lost", bench.Module.Recorder.ToString());
    }

    private static Sim800Options Flow => Ready with { Stored = Ready.Stored! with { FlowControlOut = 2, FlowControlIn = 2 } };

    private Bench Pushed() => In(true, IpState.Processing, Flow, _server);

    private Bench Transparent(Sim800Options? options = null) => In(false, IpState.Initial, options ?? Flow, _server).Play("""
        >> AT+CIPMODE=1;+CIPCCFG=5,1,10,1
        << \r\nOK\r\n
        >> AT+CIPSTART="TCP","1.2.3.4",80
        << \r\nOK\r\n\r\nCONNECT\r\n
        """);
}
