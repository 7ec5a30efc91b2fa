using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Single connection mode: the same calls on the only connection, twice, and what this mode refuses.</summary>
    public static class OneConnection
    {
        private const int Size = 1_400;
        private const int Rounds = 4;

        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        public static void Run()
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            Step.Run("context", () => s_modem.OpenContext("internet", "", "", new ModemContextOptions { SingleConnection = true }));
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            Step.Run("echo", Echo);
            Step.Run("second", () => new ModemSocket(s_modem, ModemProtocol.Tcp).Connect(Node.Host, Node.Port));
            s_socket.Close();
            Step.Run("nobody", () => s_socket.Connect(Node.Host, Node.Port + 1));
            Step.Run("again", Echo);
            s_socket.Close();

            // And back to six.
            Step.Run("multi", () => s_modem.OpenContext("internet"));
            Step.Run("once more", Echo);
            s_socket.Close();
            Node.Close();
        }

        private static void Echo()
        {
            s_socket.Connect(Node.Host, Node.Port);
            for (int i = 0; i < Rounds; i++)
            {
                Pattern.Send(s_socket, s_buffer, i, Size);
                Expect.True(Pattern.Receive(s_socket, s_buffer, i, Size) == Size);
            }
        }
    }
}
