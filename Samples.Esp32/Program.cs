using System.Device.Gpio;
using System.IO.Ports;
using Sim800.Nano;

namespace Samples.Esp32;

/// <summary>The wiring of the board, and the node on it.</summary>
public static partial class Program
{
    private const int ForEver = 0;

    /// <summary>Runs the node until the board is switched off.</summary>
    public static void Main() => Run(ForEver);

    /// <summary>Runs the node for a number of reports; 0 is for ever.</summary>
    public static void Run(int reports)
    {
        MapPins();
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 });
        new TelemetryNode(modem).Run(reports);
    }

    // Only on boards that map their pins: Board.cs.
    static partial void MapPins();
}
