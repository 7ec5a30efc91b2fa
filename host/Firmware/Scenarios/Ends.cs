using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What subscribers are told of a connection: that data have come, and by whom it has ended.</summary>
    public static class Ends
    {
        private static AutoResetEvent s_told;
        private static Sim800Modem s_modem;

        /// <summary>Connects, and waits until it is told that the connection has ended; closes it itself if asked to.</summary>
        public static void Run(bool closes, bool push)
        {
            s_told = new AutoResetEvent(false);
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", "", "", new ModemContextOptions { ReceiveMode = push ? ModemReceiveMode.Push : ModemReceiveMode.Manual });
            s_modem.Reported += Tell;
            ModemSocket socket = Node.Connect(s_modem);
            Console.WriteLine("link " + socket.Link.ToString());
            if (closes)
            {
                socket.Close();
            }

            Expect.True(s_told.WaitOne(60_000, false));
            Console.WriteLine("state " + ((int)socket.State).ToString());
            socket.Close();
            Node.Close();
        }

        private static void Tell(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            if (code == ModemEvent.Data || code == ModemEvent.Closed)
            {
                Console.WriteLine((code == ModemEvent.Data ? "data " : "closed ") + first.ToString() + " " + second.ToString());
            }

            if (code == ModemEvent.Closed)
            {
                s_told.Set();
            }
        }
    }
}
