using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>The shortest program: connect, send a line, get it back, close, sleep.</summary>
    public static class HelloEcho
    {
        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            ModemSocket socket = Node.Connect(modem);
            byte[] line = { (byte)'h', (byte)'e', (byte)'l', (byte)'l', (byte)'o', (byte)'\n' };
            socket.Send(line, 0, line.Length);
            byte[] answer = new byte[64];
            int count = 0;
            while (count < line.Length)
            {
                count += socket.Receive(answer, count, answer.Length - count);
            }

            for (int i = 0; i < line.Length; i++)
            {
                if (answer[i] != line[i])
                {
                    throw new Exception();
                }
            }

            socket.Close();
            Console.WriteLine("echoed " + count.ToString());
            modem.Sleep();
            Node.Close();
        }
    }
}
