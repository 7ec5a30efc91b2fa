using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What users of other libraries do when they run into their problems. The PC makes the module or the network misbehave; it hears where a scenario is.</summary>
    public static class Complaints
    {
        private const string SerialNumber = "867717031234567";
        private const int Size = 100;

        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static int s_received;
        private static int s_rings;
        private static int s_messages;
        private static bool s_done;

        /// <summary>The signal goes and comes back, several times.</summary>
        public static void Reconnect(int times)
        {
            Open();
            for (int i = 0; i < times; i++)
            {
                string round = " " + i.ToString();
                Step.Run("before" + round, Echo);
                Step.Run("lost" + round, () => s_socket.Receive(s_buffer, 0, Size));
                Expect.True(!s_socket.Connected && !s_modem.IsContextOpen && s_modem.IsOpen);
                Step.Run("close" + round, s_socket.Close);
                Step.Run("network" + round, () => s_modem.WaitForNetwork(60_000));
                Step.Run("context" + round, () => s_modem.OpenContext("internet"));
                Step.Run("connect" + round, Connect);
            }

            Step.Run("after", Echo);
            Node.Close();
        }

        /// <summary>Connecting fails and fails; a new context does not help, a new start of the module does.</summary>
        public static void EscalateToRestart()
        {
            Open();
            s_socket.Close();
            s_socket.ConnectTimeout = 20_000;
            Step.Run("first", Connect);
            Step.Run("second", Connect);
            s_modem.CloseContext();
            s_modem.OpenContext("internet");
            Step.Run("third", Connect);
            Step.Run("off", s_modem.PowerOff);
            Step.Run("on", () =>
            {
                s_modem.PowerOn();
                s_modem.WaitForNetwork(60_000);
                s_modem.OpenContext("internet");
            });
            Step.Run("fourth", Connect);
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>Leaves data mode and returns to it, several times; what does not succeed is tried again.</summary>
        public static void Escape(int times)
        {
            s_modem = Node.Open(Node.Options("manual", true, 2_048));
            ModemDataStream stream = new ModemDataStream(s_modem, new ModemDataOptions { EscapesByPlus = true });
            byte[] spill = new byte[512];
            stream.Connect(ModemProtocol.Tcp, Node.Host, Node.Port);
            for (int i = 0; i < times; i++)
            {
                Thread.Sleep(3_000);
                Console.WriteLine("escaping");
                Step.Run("escape " + i.ToString(), () =>
                {
                    using (stream.EnterCommandMode(spill))
                    {
                        s_modem.GetSignalQuality();
                    }
                });
            }

            Step.Run("close", stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Step.Run("again", () =>
            {
                stream.Connect(ModemProtocol.Tcp, Node.Host, Node.Port);
                stream.Close();
            });
            Node.Close();
        }

        /// <summary>Data wait in the module while nothing can be sent.</summary>
        public static void ReceiveWhileSendingFails(int waiting)
        {
            Open();
            Step.Run("ask", SendOne);
            Thread.Sleep(1_000);
            Step.Run("send 0", SendSome);
            Step.Run("send 1", SendSome);
            Step.Run("send 2", SendSome);
            Step.Run("receive", () => Receive(waiting, 63, 0));
            Console.WriteLine("received " + s_received.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>Reads in small pieces, slowly, until the end, and then connects again.</summary>
        public static void ReadToTheEnd(int wanted, int piece, int pause)
        {
            Open();
            Step.Run("ask", SendOne);
            Step.Run("receive", () => Receive(wanted, piece, pause));
            Console.WriteLine("received " + s_received.ToString() + ", connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("close", s_socket.Close);
            Step.Run("connect", Connect);
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>The peer closes while something is being sent.</summary>
        public static void SendUntilClosed()
        {
            Open();
            Step.Run("echo", Echo);
            Step.Run("send", SendSome);
            Console.WriteLine("connected " + (s_socket.Connected ? "yes" : "no"));
            Step.Run("receive", () => Expect.True(s_socket.Receive(s_buffer, 0, Size) == 0));
            Step.Run("send again", SendSome);
            Step.Run("close", s_socket.Close);
            Step.Run("connect", Connect);
            Step.Run("echo again", Echo);
            Node.Close();
        }

        /// <summary>One connection after the other on the same socket, with so many milliseconds between.</summary>
        public static void ConnectAgainAndAgain(int times, int pause)
        {
            Open();
            for (int i = 0; i < times; i++)
            {
                string round = " " + i.ToString();
                Step.Run("echo" + round, Echo);
                Step.Run("close" + round, s_socket.Close);
                Step.Run("network" + round, () => s_modem.WaitForNetwork(60_000));
                Thread.Sleep(pause);
                Step.Run("connect" + round, Connect);
            }

            Node.Close();
        }

        /// <summary>The peer says something and closes; part of it is left in the module.</summary>
        public static void Leftover(int left)
        {
            Open();
            Step.Run("ask", SendOne);
            Thread.Sleep(8_000);
            Console.WriteLine("connected " + (s_socket.Connected ? "yes" : "no") + ", available " + s_socket.Available.ToString());
            Step.Run("receive", () => Receive(left + 1, 63, 0));
            Console.WriteLine("received " + s_received.ToString());
            Step.Run("again", () => Expect.True(s_socket.Receive(s_buffer, 0, Size) == 0));
            Step.Run("close", s_socket.Close);
            Step.Run("connect", Connect);
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>The peer has vanished: what is sent goes nowhere.</summary>
        public static void SendToNobody()
        {
            Open();
            Step.Run("echo", Echo);
            Console.WriteLine("vanish");
            Step.Run("send", () =>
            {
                while (true)
                {
                    s_socket.Send(s_buffer, 0, s_buffer.Length);
                }
            });
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Waits for data that come only after a long time.</summary>
        public static void WaitLong()
        {
            Open();
            s_socket.ReceiveTimeout = -1;
            Step.Run("ask", SendOne);
            Console.WriteLine("waiting");
            Step.Run("receive", () => Receive(Size, Size, 0));
            Console.WriteLine("received " + s_received.ToString());
            Node.Close();
        }

        /// <summary>Downloads while other threads use all the time that they get.</summary>
        public static void DownloadOnABusyBoard(int count, int threads, int rate)
        {
            Node.WantedRate = rate;
            Open();
            Thread[] busy = new Thread[threads];
            for (int i = 0; i < threads; i++)
            {
                busy[i] = new Thread(Compute);
                busy[i].Start();
            }

            Step.Run("ask", SendOne);
            Step.Run("receive", () => Receive(count, s_buffer.Length, 0));
            s_done = true;
            Console.WriteLine("received " + s_received.ToString());
            for (int i = 0; i < threads; i++)
            {
                busy[i].Join();
            }

            Node.Close();
        }

        /// <summary>Much in one direction, much in the other, and small things to and fro.</summary>
        public static void Transfer(int count, int roundTrips)
        {
            Open();
            Step.Run("ask", SendOne);
            Step.Run("download", () => Receive(count, s_buffer.Length, 0));
            s_socket.Close();
            s_socket.Connect(Node.Host, Node.Port + 1);
            Step.Run("upload", () => Pattern.Send(s_socket, s_buffer, 1, count));
            s_socket.Close();
            s_socket.Connect(Node.Host, Node.Port + 2);
            Step.Run("round trips", () =>
            {
                for (int i = 0; i < roundTrips; i++)
                {
                    Pattern.Send(s_socket, s_buffer, i, 50);
                    Expect.True(Pattern.Receive(s_socket, s_buffer, i, 50) == 50);
                }
            });
            Node.Close();
        }

        /// <summary>Calls and messages arrive in the middle of a transfer.</summary>
        public static void Reports(int count)
        {
            Open();
            s_modem.Reported += OnReported;
            Step.Run("ask", SendOne);
            Step.Run("receive", () => Receive(count, 200, 0));
            Thread.Sleep(10_000);
            Console.WriteLine("received " + s_received.ToString() + ", rings " + s_rings.ToString() + ", messages " + s_messages.ToString() + ", lost " + s_modem.EventsLost.ToString());
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>Asks by datagram, and again if no answer comes.</summary>
        public static void AskByDatagram(int questions)
        {
            s_modem = Node.Open(Node.Options("push", false, 8_192));
            s_socket = new ModemSocket(s_modem, ModemProtocol.Udp) { ReceiveTimeout = 2_000 };
            Step.Run("connect", Connect);
            for (int i = 0; i < questions; i++)
            {
                int question = i;
                Step.Run("ask " + i.ToString(), () =>
                {
                    Pattern.Fill(s_buffer, 48, question, 0);
                    Expect.True(s_socket.Send(s_buffer, 0, 48) == 48);
                    Expect.True(s_socket.Receive(s_buffer, 0, s_buffer.Length) == 48);
                    Pattern.Check(s_buffer, 48, question, 0);
                });
            }

            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>A connect that fails only after its time-out, while somebody else asks the module.</summary>
        public static void GiveUpConnecting(int timeout)
        {
            Open();
            s_socket.Close();
            s_socket.ConnectTimeout = timeout;
            Thread victim = new Thread(() => Step.Run("victim", () =>
            {
                while (!s_done)
                {
                    Expect.True(s_modem.Execute("AT+GSN") == SerialNumber);
                }
            }));
            victim.Start();
            Step.Run("silent", () => s_socket.Connect(Node.Host, Blocked.Silent));
            Thread.Sleep(15_000);
            s_done = true;
            victim.Join();
            Step.Run("connect", Connect);
            Step.Run("echo", Echo);
            Node.Close();
        }

        private static void Open()
        {
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
        }

        private static void Connect() => s_socket.Connect(Node.Host, Node.Port);

        private static void SendOne() => Expect.True(s_socket.Send(s_buffer, 0, 1) == 1);

        private static void SendSome() => Expect.True(s_socket.Send(s_buffer, 0, 67) == 67);

        private static void Echo()
        {
            Pattern.Send(s_socket, s_buffer, 1, Size);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, Size) == Size);
        }

        private static void Receive(int count, int piece, int pause)
        {
            s_received = 0;
            int read = 1;
            while (s_received < count && read > 0)
            {
                read = s_socket.Receive(s_buffer, 0, piece);
                Pattern.Check(s_buffer, read, 5, s_received);
                s_received += read;
                if (pause > 0)
                {
                    Thread.Sleep(pause);
                }
            }
        }

        private static void Compute()
        {
            int sum = 0;
            while (!s_done)
            {
                for (int i = 0; i < 5_000; i++)
                {
                    sum += i;
                }

                Thread.Sleep(1);
            }
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            s_rings += code == ModemEvent.Ring ? 1 : 0;
            s_messages += code == ModemEvent.Message ? 1 : 0;
        }
    }
}
