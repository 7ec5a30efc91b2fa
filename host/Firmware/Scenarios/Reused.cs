using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>One link for one connection after the other, around whose change events of the old one come. The others are in use, if there are others.</summary>
    public static class Reused
    {
        private const int Size = 200;

        private static readonly byte[] s_buffer = new byte[Size];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        /// <summary>So many connections, each closed while the peer does something, and each followed by one that the peer leaves alone.</summary>
        public static void Run(int rounds, bool single)
        {
            Open(single);
            for (int i = 0; i < rounds; i++)
            {
                string round = " " + i.ToString();
                Step.Run("old" + round, () => Connect(Node.Port + 1));
                Echo();
                Console.WriteLine("closing" + round);
                s_socket.Close();
                Step.Run("connect" + round, () => Connect(Node.Port));
                Step.Run("new" + round, () => Use(7_000));
                s_socket.Close();
            }

            Node.Close();
        }

        /// <summary>A send that is given up, and a new connection on its link.</summary>
        public static void Send(bool single)
        {
            Open(single);
            Connect(Node.Port);
            Echo();
            Console.WriteLine("armed");
            Step.Run("send", () => Pattern.Send(s_socket, s_buffer, 0, Size));
            s_socket.Close();
            Step.Run("connect", () => Connect(Node.Port));
            Step.Run("use", () => Use(30_000));
            s_socket.Close();
            Node.Close();
        }

        private static void Open(bool single)
        {
            s_modem = Node.Open(new ModemContextOptions { SingleConnection = single });
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            for (int i = 0; i < 5 && !single; i++)
            {
                Node.Connect(s_modem);
            }
        }

        // The only link that is left becomes free when the module has confirmed its end.
        private static void Connect(int port)
        {
            for (int i = 0; ; i++)
            {
                try
                {
                    s_socket.Connect(Node.Host, port);
                    return;
                }
                catch (ModemException e)
                {
                    if (e.Error != ModemError.NoFreeLink || i == 500)
                    {
                        throw;
                    }
                }

                Thread.Sleep(100);
            }
        }

        private static void Use(int milliseconds)
        {
            for (int i = 0; i < milliseconds; i += 500)
            {
                Echo();
                Thread.Sleep(500);
            }

            Expect.True(s_socket.Connected);
        }

        private static void Echo()
        {
            Pattern.Send(s_socket, s_buffer, 1, Size);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, Size) == Size);
        }
    }
}
