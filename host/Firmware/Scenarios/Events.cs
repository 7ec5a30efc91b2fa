using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Handlers of reports: what they are given, and what they do to others.</summary>
    public static class Events
    {
        private const int Size = 100;

        private static readonly byte[] s_buffer = new byte[256];
        private static AutoResetEvent s_release;
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static int s_first;
        private static int s_second;

        /// <summary>Subscribes before the module is on, and tells everything for so many seconds behind the first exchange, while somebody waits for data or nobody does; then asks it something.</summary>
        public static void Watch(int seconds, bool receives)
        {
            s_modem = Node.Create();
            s_modem.ReportsNetwork = true;
            s_modem.Reported += Tell;
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet");
            s_socket = Node.Connect(s_modem);
            Echo();
            if (receives)
            {
                s_socket.ReceiveTimeout = -1;
                new Thread(() => Step.Run("receive", () => s_socket.Receive(s_buffer, 0, 1))).Start();
            }

            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            Step.Run("question", () => s_modem.GetSignalQuality());
            Step.Run("another", () => s_modem.GetSignalQuality());
            Thread.Sleep(1_000);
            Node.Close();
        }

        /// <summary>The first of two handlers blocks; the modem does not.</summary>
        public static void Block(int seconds)
        {
            Open();
            s_release = new AutoResetEvent(false);
            s_modem.Reported += Wait;
            s_modem.Reported += Count;
            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            Step.Run("echo", Echo);
            Step.Run("identity", () => s_modem.GetIdentity());
            Console.WriteLine("called " + s_first.ToString() + " " + s_second.ToString() + ", lost " + s_modem.EventsLost.ToString());
            s_modem.Reported -= Wait;
            s_release.Set();
            Thread.Sleep(1_000);
            Console.WriteLine("called " + s_first.ToString() + " " + s_second.ToString() + ", lost " + s_modem.EventsLost.ToString());
            Node.Close();
        }

        /// <summary>The first of two handlers throws.</summary>
        public static void Throw(int seconds)
        {
            Open();
            s_modem.Reported += Fail;
            s_modem.Reported += Count;
            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            Step.Run("echo", Echo);
            Console.WriteLine("called " + s_first.ToString() + " " + s_second.ToString());
            Node.Close();
        }

        /// <summary>A handler goes, and comes back.</summary>
        public static void Leave(int seconds)
        {
            Open();
            s_modem.Reported += Count;
            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            s_modem.Reported -= Count;
            Console.WriteLine("called " + s_second.ToString());
            Thread.Sleep(seconds * 1_000);
            Console.WriteLine("called " + s_second.ToString());
            s_modem.Reported += Count;
            Thread.Sleep(seconds * 1_000);
            Console.WriteLine("called " + s_second.ToString());
            Node.Close();
        }

        /// <summary>A handler talks to the module itself.</summary>
        public static void Ask(int seconds)
        {
            Open();
            s_modem.Reported += (modem, code, first, second, third) =>
            {
                if (code == ModemEvent.Message)
                {
                    Step.Run("read", () => Expect.True(modem.Execute("AT+CMGF=1;+CMGR=" + first.ToString()).Length > 0));
                }
            };
            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            Node.Close();
        }

        private static void Open()
        {
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
        }

        private static void Echo()
        {
            Pattern.Send(s_socket, s_buffer, 1, Size);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, Size) == Size);
        }

        private static void Tell(Sim800Modem modem, ModemEvent code, int first, int second, int third) =>
            Console.WriteLine("event " + ((int)code).ToString() + " " + first.ToString() + " " + second.ToString() + " " + third.ToString());

        private static void Wait(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            s_first++;
            s_release.WaitOne(-1, false);
        }

        private static void Fail(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            s_first++;
            throw new InvalidOperationException();
        }

        private static void Count(Sim800Modem modem, ModemEvent code, int first, int second, int third) => s_second++;
    }
}
