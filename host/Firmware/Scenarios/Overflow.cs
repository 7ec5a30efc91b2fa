using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Asks for much and reads late: what finds the ring full is lost, and said to be.</summary>
    public static class Overflow
    {
        private static readonly byte[] s_buffer = new byte[1_460];
        private static ModemSocket s_socket;
        private static int s_received;

        public static void Run(bool datagrams, int ring)
        {
            Sim800Modem modem = Node.Open(Node.Options("push", false, ring));
            s_socket = new ModemSocket(modem, datagrams ? ModemProtocol.Udp : ModemProtocol.Tcp);
            s_socket.Connect(Node.Host, Node.Port);
            s_socket.Send(s_buffer, 0, 1);
            new AutoResetEvent(false).WaitOne(20_000, false);
            Console.WriteLine("lost " + s_socket.BytesLost.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no") + ", available " + s_socket.Available.ToString());
            s_socket.ReceiveTimeout = 5_000;
            Step.Run("receive", () =>
            {
                int count;
                while ((count = s_socket.Receive(s_buffer, 0, s_buffer.Length)) > 0)
                {
                    Pattern.Check(s_buffer, count, 5, datagrams ? 0 : s_received);
                    s_received += count;
                }
            });
            Console.WriteLine("received " + s_received.ToString());
            Step.Run("close", s_socket.Close);
            Step.Run("again", () =>
            {
                s_socket.Connect(Node.Host, Node.Port + 1);
                s_socket.Send(s_buffer, 0, 100);
                Expect.True(s_socket.Receive(s_buffer, 0, s_buffer.Length) == 100);
                Expect.True(s_socket.BytesLost == 0);
                s_socket.Close();
            });
            Node.Close();
        }
    }
}
