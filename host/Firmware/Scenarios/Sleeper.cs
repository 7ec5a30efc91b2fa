using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Sleeps between things.</summary>
    public static class Sleeper
    {
        private static readonly byte[] s_buffer = new byte[100];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static int s_reports;

        /// <summary>Sleeps, wakes to send, receives the echo, and again.</summary>
        public static void Cycles(int count)
        {
            Open();
            Step.Run("cycles", () =>
            {
                for (int i = 0; i < count; i++)
                {
                    s_modem.Sleep();
                    Thread.Sleep(2_500 + (i * 13));
                    Pattern.Send(s_socket, s_buffer, i, s_buffer.Length);
                    Expect.True(Pattern.Receive(s_socket, s_buffer, i, s_buffer.Length) == s_buffer.Length);
                }
            });
            Step.Run("asleep at the end", s_modem.Sleep);
            Thread.Sleep(5_000);
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Sleeps while it waits for what the server says of its own accord.</summary>
        public static void WaitForData(int count)
        {
            Open();
            Step.Run("send", () => Pattern.Send(s_socket, s_buffer, 0, 1));
            for (int i = 0; i < count; i++)
            {
                Step.Run("sleep", s_modem.Sleep);
                Step.Run("receive", () => Expect.True(Pattern.Receive(s_socket, s_buffer, 5, s_buffer.Length) == s_buffer.Length));
            }

            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Sleeps while the module reports something.</summary>
        public static void WaitForReports(int seconds)
        {
            Open();
            s_modem.Reported += OnReported;
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(seconds * 1_000);
            Console.WriteLine("reports " + s_reports.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("identity", () => s_modem.GetIdentity());
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Sleeps through a restart.</summary>
        public static void Restart(int seconds)
        {
            Open();
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(seconds * 1_000);
            Step.Run("send", () => Pattern.Send(s_socket, s_buffer, 0, 10));
            Step.Run("close", s_socket.Close);
            Step.Run("recover", () =>
            {
                s_modem.PowerOn();
                s_modem.WaitForNetwork(60_000);
                s_modem.OpenContext("internet");
            });
            Step.Run("again", () =>
            {
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, s_buffer, 1, s_buffer.Length);
                Expect.True(Pattern.Receive(s_socket, s_buffer, 1, s_buffer.Length) == s_buffer.Length);
                s_socket.Close();
            });
            Node.Close();
        }

        private static void Open()
        {
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
            s_socket.ReceiveTimeout = 120_000;
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            s_reports++;
            Console.WriteLine("report " + ((int)code).ToString() + " " + first.ToString());
        }
    }
}
