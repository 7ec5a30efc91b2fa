using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>A code of the module has been lost, or it has restarted without one. The program asks for the truth.</summary>
    public static class Doubt
    {
        private static readonly byte[] s_buffer = new byte[64];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        /// <summary>Asks while it is connected, some time after something has happened.</summary>
        public static void WhileConnected(int after, bool single)
        {
            Open(single);
            Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port));
            Thread.Sleep(after);
            Report("before");
            Step.Run("reconcile", s_modem.Reconcile);
            Report("after");
            Step.Run("receive", () => Console.WriteLine("received " + s_socket.Receive(s_buffer, 0, s_buffer.Length).ToString()));
            Step.Run("end", () => Expect.True(s_socket.Receive(s_buffer, 0, s_buffer.Length) == 0));
            s_socket.Close();
            Step.Run("again", Again);
            Node.Close();
        }

        /// <summary>Asks while another thread connects.</summary>
        public static void WhileConnecting(int after, bool single)
        {
            Open(single);
            Thread connecting = new Thread(() => Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port)));
            connecting.Start();
            Thread.Sleep(after);
            Report("before");
            Step.Run("reconcile", s_modem.Reconcile);
            connecting.Join();
            Report("after");
            s_socket.Close();
            Step.Run("again", Again);
            Node.Close();
        }

        /// <summary>Asks for the peer.</summary>
        public static void Remote()
        {
            Open(false);
            s_socket.Connect(Node.Host, Node.Port);
            ModemEndPoint remote = new ModemEndPoint();
            s_socket.GetRemoteEndPoint(remote);
            Console.WriteLine(remote.ToString());
            Node.Close();
        }

        private static void Open(bool single)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", "", "", new ModemContextOptions { SingleConnection = single });
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
        }

        private static void Report(string when) =>
            Console.WriteLine(when + " " + ((int)s_socket.State).ToString() + " " + ((int)s_socket.Error).ToString() + (s_modem.IsContextOpen ? " open" : " gone"));

        private static void Again()
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

            s_socket.Connect(Node.Host, Node.Port);
            s_socket.Close();
        }
    }
}
