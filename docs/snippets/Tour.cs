using System;
using System.Device.Gpio;
using System.IO.Ports;
using Sim800.Nano;

namespace Snippets;

/// <summary>Runs what the pages show, once: the PC's tests boot it. The server echoes.</summary>
public static class Tour
{
    private static readonly byte[] s_buffer = new byte[64];

    /// <summary>The README's example.</summary>
    public static void First()
    {
        s_buffer[0] = (byte)'\n';
        Console.WriteLine("read " + QuickStart.Exchange(s_buffer, 1).ToString());
    }

    /// <summary>The pages of docs.</summary>
    public static void Rest()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 });
        var reports = new Reports(modem);
        using var socket = new ModemSocket(modem, ModemProtocol.Tcp);

        Power.GoOnline(modem);
        s_buffer[0] = (byte)'\n';
        Console.WriteLine("answered " + Sockets.Request(socket, s_buffer, 1, s_buffer).ToString());
        Console.WriteLine("there " + Sockets.ReadIfThere(socket, s_buffer).ToString());
        Console.WriteLine("both ways " + new Threads(socket).SendWhileAnotherReceives(s_buffer, 8).ToString());
        socket.Connect("telemetry.example.com", 7000);
        Sockets.Echo(socket, s_buffer, 8);
        Console.WriteLine("reported " + Errors.TryReport(modem, socket, s_buffer, 8).ToString());
        socket.Connect("telemetry.example.com", 7000);
        Power.SleepWhenIdle(modem, socket, s_buffer, 8);
        Power.SleepBetweenReports(modem, socket);
        socket.Close();
        Console.WriteLine("any " + Sockets.ConnectToAny(modem, socket).ToString());
        socket.Close();
        Energy.ReportAndSleep(modem, socket, s_buffer, 8);
        Commands.Ask(modem);
        Console.WriteLine("supported " + Commands.Supports(modem, "AT+NOSUCH").ToString());
        var buffers = new Buffers(modem);
        buffers.Socket.Connect("telemetry.example.com", 7000);
        Console.WriteLine("echoed " + buffers.Report(42).ToString());
        var costs = new Costs(buffers.Socket);
        costs.Add(s_buffer, 8);
        costs.Add(s_buffer, 8);
        costs.Flush();
        Console.WriteLine("gathered " + Sockets.ReadIfThere(buffers.Socket, s_buffer).ToString());
        buffers.Socket.Close();
        Power.SwitchOffAndOn(modem);
        Console.WriteLine("lost " + reports.Lost.WaitOne(0, false).ToString());
    }

    /// <summary>Other ways to receive, and datagrams.</summary>
    public static void Ways()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4 });
        modem.PowerOn();
        modem.WaitForNetwork();
        Receiving.OpenForDigits(modem);
        Datagrams.ConnectFromPort(modem);
        Receiving.OpenForPush(modem);
        Console.WriteLine("answered " + Datagrams.Ask(modem, s_buffer, 3, s_buffer).ToString());
        Datagrams.Serve(modem, s_buffer, 1);
    }

    /// <summary>A transparent connection.</summary>
    public static void Transparent()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4, Dtr = 25, CarrierDetect = 32 });
        modem.PowerOn();
        modem.WaitForNetwork();
        Console.WriteLine("read " + DataMode.Exchange(modem, s_buffer, 8, s_buffer, new byte[256]).ToString());
    }

    /// <summary>Other ways to send, and a server.</summary>
    public static void Serve()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4 });
        modem.PowerOn();
        modem.WaitForNetwork();
        Sending.OpenAcknowledged(modem);
        modem.OpenContext("internet");
        using (var socket = new ModemSocket(modem, ModemProtocol.Tcp))
        {
            Sending.Patiently(socket);
            socket.Connect("telemetry.example.com", 7000);
            Console.WriteLine("delivered " + Sending.Deliver(socket, s_buffer, 3).ToString());
            Sending.Say(socket);
        }

        Servers.Serve(modem, s_buffer, 1);
    }

    /// <summary>The way into the network.</summary>
    public static void Online()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4 });
        using var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Network.Watch(modem);
        Network.Register(modem);
        Power.GoOn(modem, socket, 5);
        Console.WriteLine("connected " + socket.Connected.ToString());
    }

    /// <summary>A connection that comes back by itself.</summary>
    public static void Reliably()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4, Dtr = 25 });
        var reliability = new Reliability(modem);
        Console.WriteLine("delivered " + reliability.Report("17;21.4").ToString());
        reliability.AwaitReplies();
        Console.WriteLine("delivered " + reliability.Report("18;21.5").ToString());
        reliability.Tell();
        reliability.DeliverByItself();
        reliability.Close();
    }

    /// <summary>The rate is stored, and holds after the next start.</summary>
    public static void Production()
    {
        using var controller = new GpioController();
        using var port = new SerialPort("COM2", 115200);
        using var modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4 });
        Power.StoreSettings(modem);
        Power.SwitchOffAndOn(modem);
        Console.WriteLine(modem.Execute("AT+IPR?"));
    }
}
