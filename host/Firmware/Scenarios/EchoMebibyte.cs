using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Sends 1 MiB of noise in writes of all sizes from one thread while another one receives and compares.</summary>
    public static class EchoMebibyte
    {
        private const int Total = 1024 * 1024;
        private const int LargestWrite = 3000;
        private const uint Seed = 800;

        private static ModemSocket s_socket;

        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            s_socket = Node.Connect(modem);
            Thread sender = new Thread(Send);
            sender.Start();

            Noise expected = new Noise(Seed);
            byte[] buffer = new byte[2048];
            int received = 0;
            while (received < Total)
            {
                int count = s_socket.Receive(buffer, 0, buffer.Length);
                if (count == 0)
                {
                    throw new Exception("the stream has ended after " + received.ToString());
                }

                for (int i = 0; i < count; i++)
                {
                    if (buffer[i] != expected.Next())
                    {
                        throw new Exception("byte " + (received + i).ToString() + " differs");
                    }
                }

                received += count;
            }

            sender.Join();
            s_socket.Close();
            Node.Close();
            Console.WriteLine("identical " + received.ToString());
        }

        private static void Send()
        {
            Noise noise = new Noise(Seed);
            Noise sizes = new Noise(Seed + 1);
            byte[] buffer = new byte[LargestWrite];
            int left = Total;
            while (left > 0)
            {
                int count = sizes.Below(LargestWrite) + 1;
                count = count < left ? count : left;
                noise.Fill(buffer, 0, count);
                int sent = s_socket.Send(buffer, 0, count);
                if (sent != count)
                {
                    throw new Exception("only " + sent.ToString() + " sent");
                }

                left -= count;
            }
        }
    }
}
