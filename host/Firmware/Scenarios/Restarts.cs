using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Restarts the module by each means.</summary>
    public static class Restarts
    {
        private static readonly byte[] s_buffer = new byte[50];

        /// <summary>With a connection, which fails; another one works afterwards.</summary>
        public static void Run(int means, bool wired)
        {
            Node.Reset = wired ? 26 : -1;
            Node.Supply = wired ? 22 : -1;
            Sim800Modem modem = Node.Open();
            ModemSocket socket = Node.Connect(modem);
            bool supported = true;
            Step.Run("restart", () =>
            {
                try
                {
                    modem.Restart((ModemRestart)means);
                }
                catch (NotSupportedException)
                {
                    supported = false;
                }
            });
            Console.WriteLine("supported " + (supported ? "yes" : "no") + ", open " + (modem.IsOpen ? "yes" : "no") + ", context " + (modem.IsContextOpen ? "yes" : "no") + ", error " + ((int)socket.Error).ToString());
            socket.Close();
            Step.Run("online", () =>
            {
                if (!modem.IsOpen)
                {
                    modem.PowerOn();
                }

                if (!modem.IsContextOpen)
                {
                    modem.WaitForNetwork(60_000);
                    modem.OpenContext("internet");
                }
            });
            Step.Run("echo", () =>
            {
                socket.Connect(Node.Host, Node.Port);
                Pattern.Send(socket, s_buffer, 0, s_buffer.Length);
                Expect.True(Pattern.Receive(socket, s_buffer, 0, s_buffer.Length) == s_buffer.Length);
            });
            Node.Close();
        }
    }
}
