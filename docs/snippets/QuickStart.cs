using System.Device.Gpio;
using System.IO.Ports;
using Sim800.Nano;

namespace Snippets;

/// <summary>The README's example.</summary>
internal static class QuickStart
{
    public static int Exchange(byte[] buffer, int length)
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        var lines = new ModemLines(controller) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 };
        using var modem = new Sim800Modem(port, lines);

        modem.PowerOn();
        modem.WaitForNetwork(60_000);
        modem.OpenContext("internet");

        using var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        socket.Connect("telemetry.example.com", 7000);
        socket.Send(buffer, 0, length);
        int read = socket.Receive(buffer, 0, buffer.Length);
        socket.Close();
        modem.Sleep();

        return read;
    }
}
