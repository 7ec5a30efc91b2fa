using System.Text;
using Sim800.Rig.Bench;
using Wire;

namespace Host.Tests.Rig;

public class WireMeterTests
{
    private readonly EventQueue _queue = new();
    private readonly Uart _host;
    private readonly Uart _module;
    private readonly WireMeter _meter;

    public WireMeterTests()
    {
        _host = new Uart(_queue, 115200) { Received = _ => { } };
        _module = new Uart(_queue, 115200) { Received = _ => { } };
        Uart.Connect(_host, _module);
        _meter = new WireMeter(_queue, _module);
    }

    [Fact]
    public void ACommandAndItsAnswerAreOneRoundTrip()
    {
        Say(_host, "AT\r");
        Say(_module, "\r\nOK\r\n");
        Assert.Equal((3, 6, 1), (_meter.Out, _meter.In, _meter.RoundTrips));
    }

    [Fact]
    public void AnEchoIsNoAnswer()
    {
        _module.Received = value =>
        {
            _module.Send([value]);
            if (value == '\r')
            {
                _module.Send("\r\nOK\r\n"u8);
            }
        };
        Say(_host, "AT+CIPMUX=1\r");
        Assert.Equal((12, 18, 1), (_meter.Out, _meter.In, _meter.RoundTrips));
    }

    [Fact]
    public void AnUnsolicitedCodeIsNone()
    {
        Say(_module, "\r\nRING\r\n");
        Assert.Equal(0, _meter.RoundTrips);
        Say(_host, "AT\r");
        Say(_module, "\r\nOK\r\n");
        Say(_module, "\r\nRING\r\n");
        Assert.Equal(1, _meter.RoundTrips);
    }

    [Fact]
    public void SeveralWritesBeforeAnAnswerAreOne()
    {
        Say(_host, "AT+CIPSEND=0,2\r");
        Say(_module, "\r\n> ");
        Say(_host, "a");
        Say(_host, "b");
        Say(_module, "\r\nDATA ACCEPT:0,2\r\n");
        Assert.Equal(2, _meter.RoundTrips);
    }

    private void Say(Uart from, string text)
    {
        from.Send(Encoding.ASCII.GetBytes(text));
        _queue.AdvanceTo(_queue.Now + Nanoseconds.PerSecond);
    }
}
