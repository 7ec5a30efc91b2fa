using System;
using System.Device.Gpio;
using System.IO.Ports;
using nanoFramework.Hardware.Esp32;
using Sim800.Nano;

namespace Energy
{
    /// <summary>The sample's board, online, and a report to the server. A line "reported" for each that the server has acknowledged.</summary>
    internal static class Node
    {
        private const string Host = "telemetry.example.com";
        private const int Port = 7000;
        private const int NetworkTimeout = 120_000;

        private static readonly byte[] s_buffer = new byte[64];

        public static Sim800Modem Modem { get; private set; }

        public static ModemSocket Socket { get; private set; }

        /// <summary>Opens port and pins, finds the module or switches it on, and goes online if it is not.</summary>
        public static void Start()
        {
            Configuration.SetPinFunction(17, DeviceFunction.COM2_TX);
            Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
            var lines = new ModemLines(new GpioController()) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 };
            Modem = new Sim800Modem(new SerialPort("COM2", 115200), lines);
            Socket = new ModemSocket(Modem, ModemProtocol.Tcp);
            Modem.PowerOn();
            if (!Modem.IsContextOpen)
            {
                Modem.WaitForNetwork(NetworkTimeout);
                Modem.OpenContext("internet");
            }
        }

        public static void Connect() => Socket.Connect(Host, Port);

        /// <summary>Sends a line of so many bytes, and waits until the server answers it.</summary>
        public static void Report(int bytes)
        {
            for (int i = 0; i < bytes; i++)
            {
                s_buffer[i] = i < bytes - 1 ? (byte)'r' : (byte)'\n';
            }

            for (int sent = 0; sent < bytes;)
            {
                sent += Socket.Send(s_buffer, sent, bytes - sent);
            }

            while (s_buffer[Socket.Receive(s_buffer, 0, s_buffer.Length) - 1] != (byte)'\n')
            {
            }

            Console.WriteLine("reported");
        }

        /// <summary>A whole report with a connection of its own.</summary>
        public static void ConnectAndReport(int bytes)
        {
            Connect();
            Report(bytes);
            Socket.Close();
        }
    }
}
