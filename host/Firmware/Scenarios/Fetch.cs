using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Asks the server for so many bytes and reads until they are there, in reads of a given size, or until the stream ends.</summary>
    public static class Fetch
    {
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static byte[] s_buffer;
        private static int s_wanted;
        private static int s_received;

        public static void Run(int requests, int wanted, int readSize) => RunIn("manual", false, requests, wanted, readSize);

        /// <summary>The same with data received in some way, over one of six connections or the only one.</summary>
        public static void RunIn(string mode, bool single, int requests, int wanted, int readSize)
        {
            ModemContextOptions options = Node.Options(mode, single, 8_192);
            s_modem = Node.Open(options);
            s_socket = Node.Connect(s_modem);
            s_buffer = new byte[readSize];
            s_wanted = wanted;
            bool well = true;
            for (int i = 0; well && i < requests; i++)
            {
                well = Step.Run("send", () => Pattern.Send(s_socket, new byte[1], 8, 1)) & Step.Run("receive", Receive);
            }

            Console.WriteLine("received " + s_received.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("close", s_socket.Close);
            Step.Run("again", () =>
            {
                if (!s_modem.IsContextOpen)
                {
                    s_modem.OpenContext("internet", string.Empty, string.Empty, options);
                }

                s_received = 0;
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, new byte[1], 8, 1);
                Receive();
                s_socket.Close();
            });
            Console.WriteLine("again " + s_received.ToString());
            Node.Close();
        }

        private static void Receive()
        {
            int place = 0;
            int read = 1;
            while (place < s_wanted && read > 0)
            {
                read = s_socket.Receive(s_buffer, 0, s_buffer.Length);
                Pattern.Check(s_buffer, read, 5, place);
                place += read;
                s_received += read;
            }

            if (read == 0)
            {
                // The end stays the end.
                Expect.True(s_socket.Receive(s_buffer, 0, s_buffer.Length) == 0);
                Expect.True(s_socket.Poll(0, ModemSelectMode.SelectRead));
                Expect.True(!s_socket.Poll(0, ModemSelectMode.SelectWrite));
                Console.WriteLine("end");
            }
        }
    }
}
