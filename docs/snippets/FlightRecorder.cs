using System;
using System.Device.Gpio;
using System.IO;
using System.IO.Ports;
using System.Text;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/flight-recorder.md.</summary>
internal sealed class FlightRecorder
{
    private readonly ModemRecorder _recorder = new ModemRecorder(2_048);
    private readonly byte[] _line = new byte[ModemRecorder.LongestLine];
    private uint _outages;

    public Sim800Modem Open(SerialPort port, GpioController controller)
    {
        var lines = new ModemLines(controller) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 };
        return new Sim800Modem(port, lines, _recorder);
    }

    // To a file, a socket of another network, a second serial port.
    public int Save(Stream stream) => _recorder.Dump(stream);

    // Line by line, without any memory but the buffer.
    public void Show()
    {
        long position = 0;
        int length;
        while ((length = _recorder.ReadLine(ref position, _line)) > 0)
        {
            Console.WriteLine(Encoding.UTF8.GetString(_line, 0, length));
        }
    }

    // The last lines after an outage, in a report of its own.
    public bool HasSomethingToTell(Sim800Modem modem)
    {
        ModemCounters counters = modem.Counters;
        uint more = counters.Outages - _outages;
        _outages = counters.Outages;
        return more > 0 || counters.ErrorsOf(ModemError.TimedOut) > 10;
    }
}
