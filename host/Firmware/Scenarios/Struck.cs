using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// Round after round: a session on one link, at some step of which the PC strikes, while another link exchanges its own data; then whatever
    /// the documentation asks for after a failure, and all six links must work.
    /// </summary>
    public static class Struck
    {
        public const int Port = Node.Port + 10;
        private const int Size = 200;
        private const int Links = 6;

        private static readonly byte[] s_buffer = new byte[Size];
        private static readonly byte[] s_others = new byte[50];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static ModemSocket s_other;
        private static string s_round;
        private static bool s_begun;
        private static bool s_done;
        private static int s_exchanges;

        /// <param name="rounds">How many rounds.</param>
        /// <param name="linger">For how many milliseconds the other link goes on after the session.</param>
        public static void Run(int rounds, int linger)
        {
            s_modem = Node.Open();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_other = new ModemSocket(s_modem, ModemProtocol.Tcp);
            for (int i = 0; i < rounds; i++)
            {
                s_round = " " + i.ToString();
                Round(linger);
            }

            Node.Close();
        }

        private static void Round(int linger)
        {
            s_other.Connect(Node.Host, Node.Port);
            s_begun = false;
            s_done = false;
            Thread other = new Thread(() => Step.Run("other" + s_round, Exchange));
            other.Start();
            while (!s_begun)
            {
                Thread.Sleep(10);
            }

            Console.WriteLine("round" + s_round);
            bool well = Step.Run("connect" + s_round, () => s_socket.Connect(Node.Host, Port))
                && Step.Run("send" + s_round, () => Pattern.Send(s_socket, s_buffer, 1, Size))
                && Step.Run("receive" + s_round, Receive);
            Step.Run("close" + s_round, s_socket.Close);
            int before = s_exchanges;
            Thread.Sleep(linger);
            Console.WriteLine("after" + s_round + " " + (s_exchanges > before ? "others talk" : "others are silent"));
            s_done = true;
            other.Join();
            s_other.Close();
            Step.Run("recover" + s_round, Recover);
            Step.Run("links" + s_round, EveryLinkWorks);
        }

        private static void Receive()
        {
            int received = Pattern.Receive(s_socket, s_buffer, 1, Size);
            if (received < Size)
            {
                Console.WriteLine("end" + s_round + " " + received.ToString());
            }
        }

        private static void Exchange()
        {
            while (!s_done)
            {
                Pattern.Send(s_other, s_others, 2, s_others.Length);
                Expect.True(Pattern.Receive(s_other, s_others, 2, s_others.Length) == s_others.Length);
                s_exchanges++;
                s_begun = true;
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

            // The driver repeats a close that was not heard every 10 s.
            Thread.Sleep(15_000);
        }

        private static void EveryLinkWorks()
        {
            ModemSocket[] sockets = new ModemSocket[Links];
            for (int i = 0; i < Links; i++)
            {
                sockets[i] = i == 0 ? s_socket : i == 1 ? s_other : new ModemSocket(s_modem, ModemProtocol.Tcp);
                sockets[i].Connect(Node.Host, Node.Port);
                Pattern.Send(sockets[i], s_others, i, s_others.Length);
            }

            for (int i = 0; i < Links; i++)
            {
                Expect.True(Pattern.Receive(sockets[i], s_others, i, s_others.Length) == s_others.Length);
                sockets[i].Close();
            }
        }
    }
}
