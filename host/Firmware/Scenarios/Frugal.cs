using System.Device.Gpio;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Connection after connection, with messages of random size on each. The marker pin toggles before the first and after each.</summary>
    public static class Frugal
    {
        private const int MarkerPin = 2;

        private static readonly byte[] s_buffer = new byte[1460];

        public static void Run(int connections, int messages)
        {
            Sim800Modem modem = Node.Open();
            ModemSocket socket = new ModemSocket(modem, ModemProtocol.Tcp);
            GpioController pins = new GpioController();
            GpioPin marker = pins.OpenPin(MarkerPin, PinMode.Output);
            Noise noise = new Noise(5);
            marker.Toggle();
            for (int i = 0; i < connections; i++)
            {
                socket.Connect(Node.Host, Node.Port);
                for (int j = 0; j < messages; j++)
                {
                    int count = noise.Below(s_buffer.Length) + 1;
                    Pattern.Send(socket, s_buffer, j, count);
                    Expect.True(Pattern.Receive(socket, s_buffer, j, count) == count);
                }

                socket.Close();
                marker.Toggle();
            }

            Node.Close();
        }
    }
}
