using System;
using System.Text;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// Payload that looks like the module's own words or like control characters: alone, cut in two at each place by the end of a
    /// write, and cut in two at each place by the end of the module's largest block.
    /// </summary>
    public static class EchoHostile
    {
        private const int Block = 1460;

        private static readonly byte[] s_out = new byte[2 * Block];
        private static readonly byte[] s_in = new byte[2 * Block];

        private static ModemSocket s_socket;
        private static int s_exchanges;

        public static void Run()
        {
            Sim800Modem modem = Node.Open();
            s_socket = Node.Connect(modem);
            Try(Encoding.UTF8.GetBytes("\r\nOK\r\n"));
            Try(Encoding.UTF8.GetBytes("\r\n0, CLOSED\r\n"));
            Try(Encoding.UTF8.GetBytes("+++"));
            Try(Encoding.UTF8.GetBytes("+CIPRXGET: 1,5\r\n"));
            Try(Encoding.UTF8.GetBytes("\r\n> "));
            Try(new byte[] { 0x00 });
            Try(new byte[] { 0x1A });
            Try(new byte[] { 0x1B });
            s_socket.Close();
            Node.Close();
            Console.WriteLine("identical " + s_exchanges.ToString());
        }

        private static void Try(byte[] hostile)
        {
            Noise noise = new Noise((uint)hostile.Length);
            Array.Copy(hostile, s_out, hostile.Length);
            Exchange(hostile.Length, hostile.Length);
            for (int cut = 1; cut <= hostile.Length; cut++)
            {
                int before = noise.Below(40);
                int after = noise.Below(40);
                noise.Fill(s_out, 0, before);
                Array.Copy(hostile, 0, s_out, before, hostile.Length);
                noise.Fill(s_out, before + hostile.Length, after);
                Exchange(before + hostile.Length + after, before + cut);

                before = Block - cut;
                noise.Fill(s_out, 0, before);
                Array.Copy(hostile, 0, s_out, before, hostile.Length);
                int all = before + hostile.Length;
                Exchange(all, all);
            }
        }

        private static void Exchange(int count, int firstWrite)
        {
            s_socket.Send(s_out, 0, firstWrite);
            if (firstWrite < count)
            {
                s_socket.Send(s_out, firstWrite, count - firstWrite);
            }

            int received = 0;
            while (received < count)
            {
                received += s_socket.Receive(s_in, received, s_in.Length - received);
            }

            if (received != count)
            {
                throw new Exception(received.ToString() + " for " + count.ToString());
            }

            for (int i = 0; i < count; i++)
            {
                if (s_in[i] != s_out[i])
                {
                    throw new Exception("byte " + i.ToString() + " differs");
                }
            }

            s_exchanges++;
        }
    }
}
