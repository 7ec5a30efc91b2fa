using System.Device.Gpio;
using System.IO.Ports;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What every scenario begins with: the sample's board, the module on, registered, its context open.</summary>
    internal static class Node
    {
        public const string Host = "telemetry.example.com";
        public const int Port = 7000;

        private static SerialPort s_port;
        private static GpioController s_pins;
        private static Sim800Modem s_modem;

        /// <summary>Gets or sets the rate that is asked for.</summary>
        public static int WantedRate { get; set; } = 115200;

        /// <summary>Gets or sets the pin of DTR; -1 leaves the wire out.</summary>
        public static int Dtr { get; set; } = 25;

        /// <summary>Gets or sets the pin of DCD; -1 leaves the wire out.</summary>
        public static int CarrierDetect { get; set; } = 32;

        /// <summary>Gets or sets the pin of PWRKEY; -1 leaves the wire out.</summary>
        public static int PowerKey { get; set; } = 4;

        /// <summary>Gets or sets the pin of RI; -1 leaves the wire out.</summary>
        public static int RingIndicator { get; set; } = 33;

        /// <summary>Gets or sets the pin of RST; it is not wired unless a test says so.</summary>
        public static int Reset { get; set; } = -1;

        /// <summary>Gets or sets the pin of STATUS; it is not wired unless a test says so.</summary>
        public static int Status { get; set; } = -1;

        /// <summary>Gets or sets the pin of the supply; it is not wired unless a test says so.</summary>
        public static int Supply { get; set; } = -1;

        /// <summary>Gets or sets a value indicating whether transistors stand between the pins and PWRKEY, RST, DTR, STATUS and the supply.</summary>
        public static bool Inverted { get; set; }

        /// <summary>Gets or sets a value indicating whether RTS and CTS are wired and used.</summary>
        public static bool FlowControl { get; set; }

        /// <summary>Gets or sets the flight recorder of the next modem, or null.</summary>
        public static ModemRecorder Recorder { get; set; }

        /// <summary>Gets the rate at which the port is now.</summary>
        public static int BaudRate => s_port.BaudRate;

        public static Sim800Modem Create()
        {
            s_port = new SerialPort("COM2", WantedRate);
            s_port.Handshake = FlowControl ? Handshake.RequestToSend : Handshake.None;
            s_pins = new GpioController();
            s_modem = new Sim800Modem(s_port, Lines(), Recorder);
            return s_modem;
        }

        private static ModemLines Lines() => new ModemLines(s_pins)
        {
            PowerKey = PowerKey,
            Reset = Reset,
            Dtr = Dtr,
            RingIndicator = RingIndicator,
            CarrierDetect = CarrierDetect,
            Status = Status,
            Supply = Supply,
            PowerKeyInverted = Inverted,
            ResetInverted = Inverted,
            DtrInverted = Inverted,
            StatusInverted = Inverted,
            SupplyInverted = Inverted,
        };

        public static Sim800Modem Open() => Open(new ModemContextOptions());

        public static Sim800Modem Open(ModemContextOptions options)
        {
            Sim800Modem modem = Create();
            modem.PowerOn();
            modem.WaitForNetwork(60_000);
            modem.OpenContext("internet", string.Empty, string.Empty, options);
            return modem;
        }

        /// <summary>Options by what the tests call them.</summary>
        public static ModemContextOptions Options(string mode, bool single, int ring) => new ModemContextOptions
        {
            ReceiveMode = mode == "push" ? ModemReceiveMode.Push : mode == "hex" ? ModemReceiveMode.ManualHex : ModemReceiveMode.Manual,
            SingleConnection = single,
            RingSize = ring,
        };

        public static ModemSocket Connect(Sim800Modem modem)
        {
            ModemSocket socket = new ModemSocket(modem, ModemProtocol.Tcp);
            socket.Connect(Host, Port);
            return socket;
        }

        /// <summary>Ends the driver's threads, so that the program ends.</summary>
        public static void Close()
        {
            s_modem.Dispose();
            s_port.Dispose();
            s_pins.Dispose();
        }
    }
}
