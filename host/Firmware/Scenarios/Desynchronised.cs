using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>An exchange that loses its way, and the next ones.</summary>
    public static class Desynchronised
    {
        private const string SerialNumber = "867717031234567";

        private static readonly byte[] s_buffer = new byte[100];

        /// <summary>Something is struck; the next command has its own answer, another link goes on, and the struck one connects again.</summary>
        public static void Run(string what)
        {
            Sim800Modem modem = Node.Open();
            ModemSocket struck = Node.Connect(modem);
            ModemSocket other = Node.Connect(modem);
            for (int i = 0; i < s_buffer.Length; i++)
            {
                s_buffer[i] = (byte)'x';
            }

            Console.WriteLine("now");
            switch (what)
            {
                case "send":
                    Step.Run("struck", () => struck.Send(s_buffer, 0, s_buffer.Length));
                    break;
                case "text":
                    Step.Run("struck", () => struck.SendText(s_buffer, 0, s_buffer.Length));
                    break;
                default:
                    // 99: the answer came without what it was asked for.
                    Step.Run("struck", () =>
                    {
                        int quality = modem.GetSignalQuality();
                        Expect.True(quality == 20 || quality == 99);
                    });
                    break;
            }

            Console.WriteLine("state " + ((int)struck.State).ToString());
            Step.Run("next", () => Expect.True(modem.GetSerialNumber() == SerialNumber));
            Thread.Sleep(20_000);
            Step.Run("after", () => Expect.True(modem.GetSerialNumber() == SerialNumber));
            Step.Run("other", () => Echo(other));
            struck.Close();
            Step.Run("again", () =>
            {
                struck.Connect(Node.Host, Node.Port);
                Echo(struck);
            });
            Node.Close();
        }

        private static void Echo(ModemSocket socket)
        {
            Pattern.Send(socket, s_buffer, 2, s_buffer.Length);
            Expect.True(Pattern.Receive(socket, s_buffer, 2, s_buffer.Length) == s_buffer.Length);
        }
    }
}
