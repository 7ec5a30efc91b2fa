using System;
using System.Device.Gpio;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// 10,000 times send, poll and receive, with unsolicited codes arriving and a subscriber to them. The marker pin toggles
    /// before the first and after each, so that the PC can count what each one cost.
    /// </summary>
    public static class Steady
    {
        private const int WarmUp = 20;
        private const int MarkerPin = 2;
        private const int Size = 32;

        private static readonly byte[] s_buffer = new byte[64];

        private static ModemEndPoint s_near;
        private static ModemEndPoint s_far;
        private static ModemEndPoint s_sender;
        private static ModemSocket s_socket;
        private static bool s_datagrams;
        private static int s_turn;
        private static int s_reports;

        public static void Run() => RunIn("manual", false, 10_000);

        /// <summary>The same with a flight recorder.</summary>
        public static void RunRecorded(int operations)
        {
            Node.Recorder = new ModemRecorder(1_024);
            RunIn("manual", false, operations);
        }

        /// <summary>The same with data received in some way, as a stream or as datagrams.</summary>
        public static void RunIn(string mode, bool datagrams, int operations)
        {
            Sim800Modem modem = Node.Open(Node.Options(mode, false, 8_192));
            modem.Reported += OnReported;
            s_datagrams = datagrams;
            if (datagrams)
            {
                s_socket = new ModemSocket(modem, ModemProtocol.Udp);
                s_socket.Bind(8_888);
                s_near = new ModemEndPoint("203.0.113.7", Node.Port);
                s_far = new ModemEndPoint("203.0.113.8", Node.Port);
                s_sender = new ModemEndPoint();
            }
            else
            {
                s_socket = Node.Connect(modem);
            }

            GpioController pins = new GpioController();
            GpioPin marker = pins.OpenPin(MarkerPin, PinMode.Output);
            for (int i = 0; i < WarmUp; i++)
            {
                Exchange();
            }

            marker.Toggle();
            for (int i = 0; i < operations; i++)
            {
                Exchange();
                marker.Toggle();
            }

            s_socket.Close();
            Node.Close();
            Console.WriteLine("reports " + (s_reports > operations / 10 ? "many" : s_reports.ToString()));
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third) => s_reports++;

        private static void Exchange()
        {
            if (s_datagrams)
            {
                // Two to each in turn, so that the target sometimes changes.
                s_socket.SendTo(s_buffer, 0, Size, (s_turn++ & 2) == 0 ? s_near : s_far);
            }
            else
            {
                s_socket.Send(s_buffer, 0, Size);
            }

            int received = 0;
            while (received < Size)
            {
                if (!s_socket.Poll(10_000_000, ModemSelectMode.SelectRead))
                {
                    throw new Exception();
                }

                received += s_datagrams
                    ? s_socket.ReceiveFrom(s_buffer, 0, s_buffer.Length, s_sender)
                    : s_socket.Receive(s_buffer, received, s_buffer.Length - received);
            }
        }
    }
}
