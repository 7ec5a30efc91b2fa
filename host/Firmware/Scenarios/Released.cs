using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Round after round: calls run on a socket, another thread closes it, and each call writes how long after that it ended, and how.</summary>
    public static class Released
    {
        private const int Links = 6;

        private static readonly byte[] s_sent = new byte[700];
        private static readonly byte[] s_received = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static long s_closedAt;
        private static int s_round;

        /// <param name="calls">transfer (a send and a receive at once), poll or connect.</param>
        /// <param name="rounds">How many rounds.</param>
        /// <param name="first">After how many milliseconds the first is closed.</param>
        /// <param name="step">By how much later each of the others.</param>
        /// <param name="rest">How many milliseconds pass between two rounds.</param>
        /// <param name="rate">The rate of the port.</param>
        public static void Run(string calls, int rounds, int first, int step, int rest, int rate)
        {
            Node.WantedRate = rate;
            s_modem = Node.Open();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp) { SendTimeout = -1, ReceiveTimeout = -1, ConnectTimeout = -1 };
            for (s_round = 0; s_round < rounds; s_round++)
            {
                Round(calls, first + (s_round * step));
                Thread.Sleep(rest);
            }

            // The driver repeats a close that was not heard every 10 s.
            Thread.Sleep(20_000);
            EveryLinkWorks();
            Node.Close();
        }

        private static void Round(string calls, int after)
        {
            Thread one;
            Thread other = null;
            s_closedAt = 0;
            if (calls == "connect")
            {
                one = new Thread(() => Call("connect", () => s_socket.Connect(Node.Host, Blocked.Silent)));
            }
            else
            {
                s_socket.Connect(Node.Host, Node.Port);
                if (calls == "poll")
                {
                    one = new Thread(() => Call("poll", Ask));
                }
                else
                {
                    one = new Thread(() => Call("receive", () => s_socket.Receive(s_received, 0, s_received.Length)));
                    other = new Thread(() => Call("send", () => s_socket.Send(s_sent, 0, s_sent.Length)));
                }
            }

            // The PC hears this and does to the module what the round is about.
            Console.WriteLine("round " + s_round.ToString());
            one.Start();
            if (other != null)
            {
                other.Start();
            }

            Thread.Sleep(after);
            s_closedAt = Environment.TickCount64;
            s_socket.Close();
            one.Join();
            if (other != null)
            {
                other.Join();
            }
        }

        private static void Ask()
        {
            // What is announced is asked for, not read, so that there is always something to ask.
            s_socket.Poll(-1, ModemSelectMode.SelectRead);
            Expect.True(s_socket.Available > 0);
            s_socket.Receive(s_received, 0, s_received.Length);
        }

        private static void Call(string name, Action call)
        {
            int error = 0;
            int wait = 0;
            while (error == 0)
            {
                try
                {
                    call();
                }
                catch (ModemException e)
                {
                    error = (int)e.Error;
                    wait = (int)e.Wait;
                }
            }

            // Before the close it ends only if the close came too early for the call to begin.
            long took = s_closedAt == 0 ? 0 : Environment.TickCount64 - s_closedAt;
            Console.WriteLine(name + " " + s_round.ToString() + ": " + error.ToString() + " " + wait.ToString() + " -1 " + took.ToString());
        }

        private static void EveryLinkWorks()
        {
            ModemSocket[] sockets = new ModemSocket[Links];
            for (int i = 0; i < Links; i++)
            {
                sockets[i] = new ModemSocket(s_modem, ModemProtocol.Tcp);
                sockets[i].Connect(Node.Host, Blocked.Silent + 1);
                Pattern.Send(sockets[i], s_sent, i, 200);
            }

            for (int i = 0; i < Links; i++)
            {
                Expect.True(Pattern.Receive(sockets[i], s_received, i, 200) == 200);
                sockets[i].Close();
            }

            Console.WriteLine("six links");
        }
    }
}
