using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano;

namespace Bench
{
    /// <summary>The sample's board with all lines wired, a subscriber to what the module reports, and the links.</summary>
    internal static class Node
    {
        private const string Host = "telemetry.example.com";
        private const int Port = 7000;

        private static readonly byte[] s_answer = new byte[64];

        private static AutoResetEvent s_reported;
        private static Sim800Modem s_modem;
        private static ModemSocket[] s_sockets;
        private static ModemDataStream s_stream;

        public static Sim800Modem Modem => s_modem;

        /// <summary>Gets the socket that was connected last.</summary>
        public static ModemSocket Socket => s_sockets[s_sockets.Length - 1];

        /// <summary>Gets the transparent connection.</summary>
        public static ModemDataStream Stream => s_stream;

        /// <summary>Makes the objects; nothing is opened.</summary>
        public static void Create(int sockets)
        {
            s_reported = new AutoResetEvent(false);
            SerialPort port = new SerialPort("COM2", 115200);
            GpioController controller = new GpioController();
            Marker.Open(controller);
            s_modem = new Sim800Modem(port, new ModemLines(controller) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 });
            s_modem.Reported += OnReported;
            s_sockets = new ModemSocket[sockets];
            for (int i = 0; i < sockets; i++)
            {
                s_sockets[i] = new ModemSocket(s_modem, ModemProtocol.Tcp);
            }
        }

        /// <summary>Brings everything up, to the first link.</summary>
        public static void BringUp()
        {
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet");
            s_sockets[0].Connect(Host, Port);
        }

        /// <summary>Makes the objects, brings everything up, connects all sockets and has the module report registration.</summary>
        public static void Open(int sockets)
        {
            Create(sockets);
            BringUp();
            for (int i = 1; i < sockets; i++)
            {
                s_sockets[i].Connect(Host, Port);
            }

            s_modem.Execute("AT+CREG=2", s_answer, 5_000);
        }

        /// <summary>Makes the objects, brings everything up, and enters data mode.</summary>
        public static void OpenStream()
        {
            Create(0);
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", string.Empty, string.Empty, new ModemContextOptions() { SingleConnection = true });
            s_stream = new ModemDataStream(s_modem);
            s_stream.Connect(ModemProtocol.Tcp, Host, Port);
        }

        /// <summary>A command of the user's own and its answer.</summary>
        public static void Command() => s_modem.Execute("AT", s_answer, 5_000);

        /// <summary>Waits until the subscriber was called.</summary>
        public static bool AwaitReport() => s_reported.WaitOne(10_000, false);

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            if (code == ModemEvent.Registration && first == 1 && second == 0xA1 && third == 0xB2C3)
            {
                Marker.End();
                s_reported.Set();
            }
        }
    }
}
