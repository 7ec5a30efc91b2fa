using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Asks a server that takes its time.</summary>
    public static class SlowReply
    {
        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            ModemSocket socket = Node.Connect(modem);
            socket.ReceiveTimeout = 20_000;
            byte[] buffer = { (byte)'?' };
            socket.Send(buffer, 0, 1);
            int count = socket.Receive(buffer, 0, 1);
            Console.WriteLine("received " + count.ToString() + " " + ((char)buffer[0]).ToString());
            socket.Close();
            Node.Close();
        }
    }
}
