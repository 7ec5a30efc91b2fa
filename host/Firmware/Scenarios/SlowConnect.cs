using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Round trips on one link, alone and then while another link waits for a peer that never answers.</summary>
    public static class SlowConnect
    {
        private const int Rounds = 30;

        private static readonly byte[] s_buffer = new byte[20];
        private static ModemSocket s_socket;
        private static bool s_done;

        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            s_socket = Node.Connect(modem);
            Console.WriteLine("alone " + Longest().ToString());
            ModemSocket slow = new ModemSocket(modem, ModemProtocol.Tcp);
            Thread connecting = new Thread(() => Step.Run("slow", () => slow.Connect(Node.Host, Blocked.Silent)));
            connecting.Start();
            Console.WriteLine("beside " + Longest().ToString());
            connecting.Join();
            s_socket.Close();
            Node.Close();
        }

        /// <summary>Round trips on five links, each with a thread of its own, for a while and then beside a connect that fails only after 75 s.</summary>
        public static void BesideFive()
        {
            Sim800Modem modem = Node.Open();
            Thread[] threads = new Thread[5];
            for (int i = 0; i < threads.Length; i++)
            {
                ModemSocket socket = Node.Connect(modem);
                threads[i] = new Thread(() => RoundTrips(socket));
                threads[i].Start();
            }

            Thread.Sleep(20_000);
            ModemSocket slow = new ModemSocket(modem, ModemProtocol.Tcp);
            Console.WriteLine("slow begins");
            Step.Run("slow", () => slow.Connect(Node.Host, Blocked.Silent));
            Console.WriteLine("slow ends");
            s_done = true;
            for (int i = 0; i < threads.Length; i++)
            {
                threads[i].Join();
            }

            Node.Close();
        }

        private static void RoundTrips(ModemSocket socket)
        {
            byte[] buffer = new byte[20];
            while (!s_done)
            {
                Pattern.Send(socket, buffer, 1, buffer.Length);
                Expect.True(Pattern.Receive(socket, buffer, 1, buffer.Length) == buffer.Length);
            }
        }

        private static int Longest()
        {
            int longest = 0;
            for (int i = 0; i < Rounds; i++)
            {
                long begun = Environment.TickCount64;
                Pattern.Send(s_socket, s_buffer, i, s_buffer.Length);
                Expect.True(Pattern.Receive(s_socket, s_buffer, i, s_buffer.Length) == s_buffer.Length);
                int took = (int)(Environment.TickCount64 - begun);
                longest = took > longest ? took : longest;
            }

            return longest;
        }
    }
}
