using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Four threads, each with a connection of its own, talk at the same time.</summary>
    public static class FourThreads
    {
        private const int Threads = 4;
        private const int Rounds = 25;

        private static readonly int[] s_echoed = new int[Threads];

        private static Sim800Modem s_modem;
        private static int s_next;

        public static void Run()
        {
            s_modem = Node.Open();
            Thread[] threads = new Thread[Threads];
            for (int i = 0; i < Threads; i++)
            {
                threads[i] = new Thread(Talk);
                threads[i].Start();
            }

            for (int i = 0; i < Threads; i++)
            {
                threads[i].Join();
            }

            Node.Close();
            for (int i = 0; i < Threads; i++)
            {
                Console.WriteLine("echoed " + s_echoed[i].ToString());
            }
        }

        private static void Talk()
        {
            int me = Interlocked.Increment(ref s_next) - 1;
            Noise noise = new Noise((uint)me);
            byte[] sent = new byte[200];
            byte[] received = new byte[200];
            ModemSocket socket = Node.Connect(s_modem);
            for (int round = 0; round < Rounds; round++)
            {
                int count = noise.Below(sent.Length) + 1;
                noise.Fill(sent, 0, count);
                socket.Send(sent, 0, count);
                int have = 0;
                while (have < count)
                {
                    have += socket.Receive(received, have, count - have);
                }

                for (int i = 0; i < count; i++)
                {
                    if (received[i] != sent[i])
                    {
                        throw new Exception();
                    }
                }

                s_echoed[me] += count;
            }

            socket.Close();
        }
    }
}
