using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Two contexts, each with its own access point, and a connection in each.</summary>
    public static class TwoContexts
    {
        private const int Size = 100;

        private static readonly byte[] s_buffer = new byte[1_460];
        private static readonly ModemSocket[] s_sockets = new ModemSocket[2];
        private static Sim800Modem s_modem;

        /// <summary>Works with both, with each alone, and with both again.</summary>
        public static void Run()
        {
            Open();
            Console.WriteLine(s_modem.GetLocalAddress(0) + " " + s_modem.GetLocalAddress(1));
            Step.Run("echo 0", () => Echo(0));
            Step.Run("echo 1", () => Echo(1));
            Step.Run("names", () => Expect.True(s_modem.Resolve(Node.Host, 60_000, 1)[0] == s_modem.Resolve(Node.Host)[0]));
            Step.Run("close 0", () => s_modem.CloseContext(0));
            Report("closed");
            Step.Run("echo 1 alone", () => Echo(1));
            s_sockets[0].Close();
            Step.Run("open 0", () => s_modem.OpenContext("internet", "", "", 0));
            Step.Run("echo 0 again", () => Connect(0));
            s_modem.CloseContext();
            Node.Close();
        }

        /// <summary>Waits in one context until it is lost; the test takes it, or both, away.</summary>
        public static void Lose(int lost)
        {
            Open();
            s_modem.Reported += (modem, code, first, second, third) => Console.WriteLine("event " + ((int)code).ToString() + " " + first.ToString());
            Echo(0);
            Echo(1);
            Step.Run("wait", () => s_sockets[lost].Receive(s_buffer, 0, 1));
            Step.Run("other", () => Echo(1 - lost));
            Report("lost");
            s_sockets[lost].Close();
            if (Step.Run("open", () => s_modem.OpenContext("internet", "", "", lost)))
            {
                Step.Run("again", () => Connect(lost));
            }

            Node.Close();
        }

        /// <summary>Round after round one context is lost, the one that the module has been told of last, while the socket in the other one talks.</summary>
        public static void Living(int rounds, int lost)
        {
            Open();
            for (int i = 0; i < rounds; i++)
            {
                s_sockets[lost].Close();
                Connect(lost);
                Console.WriteLine("round " + i.ToString());
                Step.Run("living " + i.ToString(), () =>
                {
                    for (int n = 0; n < 10; n++)
                    {
                        // Exactly what the module takes at once.
                        Pattern.Send(s_sockets[1 - lost], s_buffer, 1 - lost, 1_460);
                        Expect.True(Pattern.Receive(s_sockets[1 - lost], s_buffer, 1 - lost, 1_460) == 1_460);
                    }
                });
                Step.Run("open " + i.ToString(), () => s_modem.OpenContext("internet", "", "", lost));
            }

            Node.Close();
        }

        private static void Open()
        {
            s_modem = Node.Open();
            Step.Run("second", () => s_modem.OpenContext("cmwap", "", "", 1));
            Connect(0);
            Connect(1);
        }

        private static void Connect(int context)
        {
            s_sockets[context] = new ModemSocket(s_modem, ModemProtocol.Tcp) { Context = context };
            s_sockets[context].Connect(Node.Host, Node.Port);
        }

        private static void Echo(int context)
        {
            Pattern.Send(s_sockets[context], s_buffer, context, Size);
            Expect.True(Pattern.Receive(s_sockets[context], s_buffer, context, Size) == Size);
        }

        private static void Report(string what) =>
            Console.WriteLine(what + ": " + ((int)s_modem.GetContextState(0)).ToString() + " " + ((int)s_modem.GetContextState(1)).ToString());
    }
}
