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
        private const int Operations = 10_000;
        private const int WarmUp = 20;
        private const int MarkerPin = 2;
        private const int Size = 32;

        private static readonly byte[] s_buffer = new byte[64];

        private static ModemSocket s_socket;
        private static int s_reports;

        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            modem.Reported += OnReported;
            s_socket = Node.Connect(modem);
            GpioController pins = new GpioController();
            GpioPin marker = pins.OpenPin(MarkerPin, PinMode.Output);
            for (int i = 0; i < WarmUp; i++)
            {
                Exchange();
            }

            marker.Toggle();
            for (int i = 0; i < Operations; i++)
            {
                Exchange();
                marker.Toggle();
            }

            s_socket.Close();
            Node.Close();
            Console.WriteLine("reports " + (s_reports > Operations / 10 ? "many" : s_reports.ToString()));
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third) => s_reports++;

        private static void Exchange()
        {
            s_socket.Send(s_buffer, 0, Size);
            int received = 0;
            while (received < Size)
            {
                if (!s_socket.Poll(10_000_000, ModemSelectMode.SelectRead))
                {
                    throw new Exception();
                }

                received += s_socket.Receive(s_buffer, received, s_buffer.Length - received);
            }
        }
    }
}
