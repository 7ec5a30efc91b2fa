using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Somebody gives up; the answer comes after all, while others talk. Each of them must get its own answer and no other.</summary>
    public static class LateAnswers
    {
        private const string SerialNumber = "867717031234567";
        private const int Patience = 2_000;

        private static readonly byte[] s_buffer = new byte[200];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static bool s_done;

        /// <summary>A connect that is given up after 2 s, with victims around it for a while, then connections on every link.</summary>
        public static void Connect(int victimSeconds)
        {
            s_modem = Node.Open();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp) { ConnectTimeout = Patience };
            Thread victim = new Thread(Ask);
            victim.Start();
            Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port));
            Thread.Sleep(victimSeconds * 1_000);
            s_done = true;
            victim.Join();
            s_socket.Close();
            Echo("echo");

            // The link of the first attempt is among them.
            ModemSocket[] sockets = new ModemSocket[6];
            for (int i = 0; i < sockets.Length; i++)
            {
                sockets[i] = Node.Connect(s_modem);
                Pattern.Send(sockets[i], s_buffer, i, s_buffer.Length);
            }

            for (int i = 0; i < sockets.Length; i++)
            {
                Expect.True(Pattern.Receive(sockets[i], s_buffer, i, s_buffer.Length) == s_buffer.Length);
                sockets[i].Close();
            }

            Console.WriteLine("six links");
            Node.Close();
        }

        /// <summary>A command of the user's own that is given up; the next ones ask for something else.</summary>
        public static void Answer(string command, int timeout)
        {
            s_modem = Node.Open();
            Step.Run("slow", () => s_modem.Execute(command, timeout));
            Step.Run("next", AskOnce);
            Thread.Sleep(10_000);
            Step.Run("after", () =>
            {
                for (int i = 0; i < 20; i++)
                {
                    AskOnce();
                }
            });
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            Echo("echo");
            Node.Close();
        }

        /// <summary>A send whose result comes late, with victims around it.</summary>
        public static void Send(int victimSeconds)
        {
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
            Step.Run("send", () => s_socket.Send(s_buffer, 0, s_buffer.Length));
            long end = Environment.TickCount64 + (victimSeconds * 1_000);
            Step.Run("victims", () =>
            {
                while (Environment.TickCount64 < end)
                {
                    AskOnce();
                }
            });
            s_socket.Close();
            Echo("echo");
            Node.Close();
        }

        /// <summary>A name that is asked for; its answer comes by itself, into the answers of others.</summary>
        public static void Resolve(int victimSeconds)
        {
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
            Expect.True(s_modem.Execute("AT+CDNSGIP=\"" + Node.Host + "\"").Length == 0);
            long end = Environment.TickCount64 + (victimSeconds * 1_000);
            Step.Run("victims", () =>
            {
                while (Environment.TickCount64 < end)
                {
                    AskOnce();
                    Pattern.Send(s_socket, s_buffer, 3, 20);
                    Expect.True(Pattern.Receive(s_socket, s_buffer, 3, 20) == 20);
                }
            });
            s_socket.Close();
            Echo("echo");
            Node.Close();
        }

        private static void Ask()
        {
            Step.Run("victims", () =>
            {
                while (!s_done)
                {
                    AskOnce();
                }
            });
        }

        private static void AskOnce() => Expect.True(s_modem.Execute("AT+GSN") == SerialNumber);

        private static void Echo(string name)
        {
            Step.Run(name, () =>
            {
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, s_buffer, 9, s_buffer.Length);
                Expect.True(Pattern.Receive(s_socket, s_buffer, 9, s_buffer.Length) == s_buffer.Length);
                s_socket.Close();
            });
        }
    }
}
