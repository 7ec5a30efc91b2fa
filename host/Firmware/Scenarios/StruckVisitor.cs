using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Round after round: a visitor is accepted and answered, at some step of which the PC strikes, beside a connection of our own; then all of it must work again.</summary>
    public static class StruckVisitor
    {
        private const int Size = 200;

        private static readonly byte[] s_buffer = new byte[Size];
        private static Sim800Modem s_modem;
        private static ModemSocket s_listener;
        private static ModemSocket s_other;
        private static ModemSocket s_visitor;

        public static void Run(int rounds)
        {
            s_modem = Node.Open(new ModemContextOptions { ListensWhileConnected = true });
            s_listener = new ModemSocket(s_modem, ModemProtocol.Tcp) { ReceiveTimeout = 5_000 };
            s_other = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_visitor = new ModemSocket(s_modem, ModemProtocol.Tcp) { ReceiveTimeout = 5_000 };
            for (int i = 0; i < rounds; i++)
            {
                Round(" " + i.ToString());
            }

            Node.Close();
        }

        private static void Round(string round)
        {
            Step.Run("connect" + round, () => s_other.Connect(Node.Host, Node.Port));
            s_listener.Bind(Serving.Port);
            Step.Run("listen" + round, s_listener.Listen);
            Console.WriteLine("round" + round);
            bool well = Step.Run("accept" + round, () => s_listener.Accept(s_visitor, null))
                && Step.Run("receive" + round, () => Expect.True(Pattern.Receive(s_visitor, s_buffer, 1, Size) <= Size))
                && Step.Run("send" + round, () => Pattern.Send(s_visitor, s_buffer, 1, Size));
            Step.Run("close" + round, s_visitor.Close);
            Step.Run("other" + round, () =>
            {
                Pattern.Send(s_other, s_buffer, 2, Size);
                Expect.True(Pattern.Receive(s_other, s_buffer, 2, Size) == Size);
            });
            s_other.Close();
            Step.Run("end" + round, s_listener.Close);
            Step.Run("recover" + round, Recover);
        }

        private static void Recover()
        {
            // The driver repeats a close that was not heard every 10 s.
            Thread.Sleep(25_000);
            if (!s_modem.IsOpen)
            {
                s_modem.PowerOn();
                s_modem.WaitForNetwork(60_000);
            }

            if (!s_modem.IsContextOpen)
            {
                s_modem.OpenContext("internet", "", "", new ModemContextOptions { ListensWhileConnected = true });
            }
        }
    }
}
