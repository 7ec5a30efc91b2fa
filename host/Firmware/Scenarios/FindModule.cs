using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Finds the module in whatever state it is, and works with it.</summary>
    public static class FindModule
    {
        private static Sim800Modem s_modem;

        public static void Run(bool switchesOn)
        {
            s_modem = Node.Create();
            Action open = s_modem.Attach;
            if (switchesOn)
            {
                open = s_modem.PowerOn;
            }

            if (Step.Run("open", open))
            {
                Console.WriteLine("rate " + Node.BaudRate.ToString());
                Step.Run("work", Work);
            }

            Node.Close();
        }

        private static void Work()
        {
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet");
            ModemSocket socket = Node.Connect(s_modem);
            byte[] buffer = new byte[2000];
            Pattern.Send(socket, buffer, 0, buffer.Length);
            Expect.True(Pattern.Receive(socket, buffer, 0, buffer.Length) == buffer.Length);
            socket.Close();
        }
    }
}
