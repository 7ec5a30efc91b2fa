using System;
using System.Device.Gpio;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Lets the module sleep between things: when it is told to, or when nobody talks; by DTR, or by itself where that is not wired.</summary>
    public static class Dozer
    {
        private const int MarkerPin = 2;
        private const int WarmUp = 3;

        private static readonly byte[] s_buffer = new byte[100];
        private static readonly byte[] s_other = new byte[100];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static int s_reports;
        private static int s_places;

        /// <summary>Pauses and exchanges, again and again; the marker moves before the first exchange and behind each.</summary>
        public static void Cycles(bool byDtr, int idleTime, int pause, int count)
        {
            Open(byDtr, idleTime);
            GpioController pins = new GpioController();
            GpioPin marker = pins.OpenPin(MarkerPin, PinMode.Output);
            for (int i = 0; i < WarmUp; i++)
            {
                Cycle(idleTime, pause, i);
            }

            Step.Run("cycles", () =>
            {
                marker.Toggle();
                for (int i = 0; i < count; i++)
                {
                    Cycle(idleTime, pause + (i * 13), i);
                    marker.Toggle();
                }
            });
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Sleeps for so long, and then sends, whatever has happened to the module meanwhile.</summary>
        public static void Awaken(bool byDtr, int pause)
        {
            Open(byDtr, 0);
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(pause);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Step.Run("send", Exchange);
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Sleeps for so long while the network wants something, and says what it was.</summary>
        public static void Disturbed(bool byDtr, int pause)
        {
            Open(byDtr, 0);
            s_modem.Reported += OnReported;
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(pause);
            Console.WriteLine("reports " + s_reports.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("receive", () => Expect.True(Pattern.Receive(s_socket, s_buffer, Pattern.OfServer, s_buffer.Length) == s_buffer.Length));
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Two threads exchange with pauses of all lengths around the idle time.</summary>
        public static void Threads(bool byDtr, int count)
        {
            Open(byDtr, 500);
            ModemSocket second = Node.Connect(s_modem);
            second.ReceiveTimeout = 60_000;
            var other = new Thread(() =>
            {
                for (int i = 0; i < count; i++)
                {
                    Thread.Sleep(390 + (i * 17));
                    Pattern.Send(second, s_other, i, s_other.Length);
                    Expect.True(Pattern.Receive(second, s_other, i, s_other.Length) == s_other.Length);
                }
            });
            other.Start();
            Step.Run("one", () =>
            {
                for (int i = 0; i < count; i++)
                {
                    Thread.Sleep(430 + (i * 11));
                    Exchange();
                }
            });
            other.Join();
            Step.Run("close", s_socket.Close);
            Step.Run("close second", second.Close);
            Node.Close();
        }

        /// <summary>Rests in data mode for longer than the idle time, and afterwards.</summary>
        public static void InDataMode(bool byDtr)
        {
            Node.Dtr = byDtr ? Node.Dtr : -1;
            s_modem = Node.Open(new ModemContextOptions { SingleConnection = true });
            s_modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 1_000);
            Thread.Sleep(10_000);
            var stream = new ModemDataStream(s_modem);
            Step.Run("connect", () => stream.Connect(ModemProtocol.Tcp, Node.Host, Node.Port));
            for (int i = 0; i < 3; i++)
            {
                Thread.Sleep(12_000);
                Step.Run("echo " + i.ToString(), () => Echo(stream));
            }

            Step.Run("policy", () => s_modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 2_000));
            Step.Run("close", stream.Close);
            Thread.Sleep(10_000);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Sleeps, is kept awake, and sleeps again.</summary>
        public static void Kept(bool byDtr)
        {
            Open(byDtr, 1_000);
            Thread.Sleep(10_000);
            Console.WriteLine("phase never");
            Step.Run("never", () => s_modem.SetSleepPolicy(ModemSleepPolicy.Never));
            Thread.Sleep(60_000);
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(60_000);
            Step.Run("send", Exchange);
            Console.WriteLine("phase on demand");
            Step.Run("on demand", () => s_modem.SetSleepPolicy(ModemSleepPolicy.OnDemand));
            Thread.Sleep(60_000);
            Step.Run("sleep again", s_modem.Sleep);
            Thread.Sleep(10_000);
            Step.Run("send again", Exchange);
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Reports and ends, with the module asleep: the board sleeps too, and starts this again.</summary>
        public static void Once()
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            if (!s_modem.IsContextOpen)
            {
                s_modem.WaitForNetwork(60_000);
                s_modem.OpenContext("internet");
            }

            s_socket = Node.Connect(s_modem);
            Exchange();
            s_socket.Close();
            s_modem.Sleep();
            s_reports++;
            Console.WriteLine("reported " + s_reports.ToString());
            Node.Close();
        }

        private static void Open(bool byDtr, int idleTime)
        {
            Node.Dtr = byDtr ? Node.Dtr : -1;
            s_modem = Node.Open();
            if (idleTime > 0)
            {
                s_modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, idleTime);
            }

            s_socket = Node.Connect(s_modem);
            s_socket.ReceiveTimeout = 60_000;
        }

        private static void Cycle(int idleTime, int pause, int turn)
        {
            if (idleTime == 0)
            {
                s_modem.Sleep();
            }

            Thread.Sleep(pause);
            Pattern.Send(s_socket, s_buffer, turn, s_buffer.Length);
            Expect.True(Pattern.Receive(s_socket, s_buffer, turn, s_buffer.Length) == s_buffer.Length);
        }

        private static void Exchange()
        {
            Pattern.Send(s_socket, s_buffer, 1, s_buffer.Length);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, s_buffer.Length) == s_buffer.Length);
        }

        private static void Echo(ModemDataStream stream)
        {
            Pattern.Fill(s_buffer, s_buffer.Length, 0, s_places);
            stream.Write(s_buffer, 0, s_buffer.Length);
            for (int received = 0; received < s_buffer.Length;)
            {
                int read = stream.Read(s_other, 0, s_buffer.Length - received);
                Pattern.Check(s_other, read, 0, s_places + received);
                received += read;
            }

            s_places += s_buffer.Length;
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third) => s_reports++;
    }
}
