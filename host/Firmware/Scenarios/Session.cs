using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// A session, step by step, up to the first that fails; then what the documentation asks for after a failure, and a
    /// session that must succeed.
    /// </summary>
    public static class Session
    {
        private const int Again = 100;

        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static int s_sent;
        private static int s_expected;

        /// <param name="sent">How many bytes it sends.</param>
        /// <param name="expected">How many it receives then.</param>
        public static void Run(int sent, int expected)
        {
            s_sent = sent;
            s_expected = expected;
            s_modem = Node.Create();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            bool well = Step.Run("power on", s_modem.PowerOn)
                && Step.Run("network", () => s_modem.WaitForNetwork(60_000))
                && Step.Run("context", () => s_modem.OpenContext("internet"))
                && Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port))
                && Step.Run("send", () => Pattern.Send(s_socket, s_buffer, 0, s_sent))
                && Step.Run("receive", Receive);
            Step.Run("close", s_socket.Close);
            Console.WriteLine("open " + (s_modem.IsOpen ? "yes" : "no") + ", context " + (s_modem.IsContextOpen ? "yes" : "no"));
            Step.Run("recover", Recover);
            Step.Run("again", Echo);
            Node.Close();
        }

        private static void Receive()
        {
            int received = 0;
            try
            {
                int read;
                while (received < s_expected && (read = s_socket.Receive(s_buffer, 0, s_buffer.Length)) > 0)
                {
                    Pattern.Check(s_buffer, read, 0, received);
                    received += read;
                }
            }
            finally
            {
                Console.WriteLine("received " + received.ToString());
            }
        }

        private static void Recover()
        {
            if (!s_modem.IsOpen)
            {
                s_modem.PowerOn();
                s_modem.WaitForNetwork(60_000);
            }

            if (!s_modem.IsContextOpen)
            {
                s_modem.OpenContext("internet");
            }
        }

        private static void Echo()
        {
            s_socket.Connect(Node.Host, Node.Port);
            Pattern.Send(s_socket, s_buffer, 1, Again);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, Again) == Again);
            s_socket.Close();
        }
    }
}
