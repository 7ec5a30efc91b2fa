using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Finds the module as a life before has left it, and goes online, as every program should.</summary>
    public static class BringUp
    {
        private const int Key = 1;
        private const int Rst = 2;
        private const int Dtr = 4;
        private const int Ring = 8;
        private const int Carrier = 16;
        private const int Status = 32;

        private static readonly byte[] s_buffer = new byte[64];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        /// <summary>With some of the wires.</summary>
        public static void Run(string before, int wires, bool switchesOn)
        {
            Wire(wires);
            LifeBefore.Live(before);
            s_modem = Node.Create();
            Action open = s_modem.Attach;
            if (switchesOn)
            {
                open = s_modem.PowerOn;
            }

            bool opened = Step.Run("open", open);
            Console.WriteLine("findings " + ((int)s_modem.Findings).ToString());
            if (opened)
            {
                Console.WriteLine("rate " + Node.BaudRate.ToString());
                Step.Run("online", GoOnline);
                Step.Run("echo", Echo);
            }

            Node.Close();
        }

        /// <summary>Takes over the connection of the life before, and reads what waited in the module.</summary>
        public static void TakeOver(string before, int link, int expected)
        {
            LifeBefore.Live(before);
            s_modem = Node.Create();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            Step.Run("open", s_modem.Attach);
            Console.WriteLine("findings " + ((int)s_modem.Findings).ToString() + (s_modem.IsContextOpen ? " open " + s_modem.LocalAddress : " gone"));
            bool taken = false;
            Step.Run("take", () => taken = s_socket.TakeOver(link));
            Console.WriteLine("taken " + (taken ? "yes" : "no") + ", connected " + (s_socket.Connected ? "yes" : "no"));
            if (taken)
            {
                Step.Run("waited", () =>
                {
                    string text = string.Empty;
                    while (text.Length < expected)
                    {
                        int read = s_socket.Receive(s_buffer, 0, s_buffer.Length);
                        Expect.True(read > 0);
                        for (int i = 0; i < read; i++)
                        {
                            text += (char)s_buffer[i];
                        }
                    }

                    Console.WriteLine("text " + text);
                });
                if (s_socket.Connected)
                {
                    Step.Run("goes on", () => Echo(s_socket));
                }
                else
                {
                    Step.Run("end", () => Expect.True(s_socket.Receive(s_buffer, 0, s_buffer.Length) == 0));
                }

                Step.Run("close", s_socket.Close);
            }

            Step.Run("online", GoOnline);
            Step.Run("echo", Echo);
            Node.Close();
        }

        /// <summary>Listens for a client, as a life before has done.</summary>
        public static void ServeAgain(string before)
        {
            LifeBefore.Live(before);
            s_modem = Node.Create();
            Step.Run("open", s_modem.PowerOn);
            Console.WriteLine("findings " + ((int)s_modem.Findings).ToString());
            Step.Run("online", GoOnline);
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_socket.Bind(Node.Port);
            Step.Run("listen", s_socket.Listen);
            Console.WriteLine("listening");
            Step.Run("serve", () =>
            {
                ModemSocket visitor = s_socket.Accept(new ModemEndPoint());
                Expect.True(Pattern.Receive(visitor, s_buffer, 1, s_buffer.Length) == s_buffer.Length);
                Pattern.Send(visitor, s_buffer, 1, s_buffer.Length);
                visitor.Flush();
                visitor.Close();
            });
            s_socket.Close();
            Node.Close();
        }

        /// <summary>Restarts again and again without taking anything over: connections of lives before are in nobody's way.</summary>
        public static void LiveOften(int lives)
        {
            for (int i = 0; i < lives; i++)
            {
                s_modem = Node.Create();
                Step.Run("open " + i.ToString(), s_modem.PowerOn);
                Step.Run("online " + i.ToString(), GoOnline);
                Step.Run("connect " + i.ToString(), () =>
                {
                    s_socket = Node.Connect(s_modem);
                    Echo(s_socket);
                });
                Console.WriteLine("life " + i.ToString() + " link " + s_socket.Link.ToString());

                // As a restart of the microcontroller: nobody tells the module.
                Node.Close();
            }
        }

        /// <summary>On a board with transistors before the module's pins, and perhaps with a switch in its supply.</summary>
        public static void Inverted(bool switchesSupply)
        {
            Node.Inverted = true;
            Node.PowerKey = 5;
            Node.Reset = 18;
            Node.Dtr = 19;
            Node.Status = 21;
            Node.Supply = switchesSupply ? 22 : -1;
            s_modem = Node.Create();
            if (Step.Run("open", s_modem.PowerOn))
            {
                Step.Run("online", GoOnline);
                Step.Run("sleep", s_modem.Sleep);
                Thread.Sleep(5_000);
                Step.Run("echo", Echo);
            }

            Node.Close();
        }

        /// <summary>At a rate that not every module can, and after a restart at the rate that it has stored.</summary>
        public static void Fast(int rate)
        {
            Node.WantedRate = rate;
            s_modem = Node.Create();
            Step.Run("open", s_modem.PowerOn);
            Console.WriteLine("rate " + Node.BaudRate.ToString());
            GoOnline();
            Step.Run("echo", Echo);
            Step.Run("store", s_modem.StoreRate);
            s_modem.PowerOff();
            Node.Close();
            s_modem = Node.Create();
            Step.Run("open again", s_modem.PowerOn);
            Console.WriteLine("findings " + ((int)s_modem.Findings).ToString());
            Console.WriteLine("again " + Node.BaudRate.ToString());
            Node.Close();
        }

        /// <summary>Goes online and connects, as often as it takes.</summary>
        public static void BreakDown(int attempts)
        {
            s_modem = Node.Create();
            s_modem.Reported += OnReported;
            for (int i = 0; i < attempts; i++)
            {
                Step.Run("attempt " + i.ToString(), () =>
                {
                    s_modem.PowerOn();
                    GoOnline();
                    Echo();
                });
            }

            Node.Close();
        }

        /// <summary>Is online when the supply breaks down, and comes back when it is there again.</summary>
        public static void Starve()
        {
            s_modem = Node.Create();
            s_modem.Reported += OnReported;
            s_modem.PowerOn();
            GoOnline();
            Thread.Sleep(30_000 - (int)Environment.TickCount64);
            Step.Run("meanwhile", () => s_modem.GetSignalQuality());
            Step.Run("back", () =>
            {
                s_modem.PowerOn();
                GoOnline();
                Echo();
            });
            Node.Close();
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            switch (code)
            {
                case ModemEvent.Restarted:
                    Console.WriteLine("restarted");
                    break;
                case ModemEvent.UnderVoltage:
                    Console.WriteLine("low");
                    break;
                case ModemEvent.PoweredDown:
                    Console.WriteLine("off");
                    break;
            }
        }

        private static void Wire(int wires)
        {
            Node.PowerKey = (wires & Key) != 0 ? 4 : -1;
            Node.Reset = (wires & Rst) != 0 ? 26 : -1;
            Node.Dtr = (wires & Dtr) != 0 ? 25 : -1;
            Node.RingIndicator = (wires & Ring) != 0 ? 33 : -1;
            Node.CarrierDetect = (wires & Carrier) != 0 ? 32 : -1;
            Node.Status = (wires & Status) != 0 ? 27 : -1;
        }

        private static void GoOnline()
        {
            if (!s_modem.IsContextOpen)
            {
                s_modem.WaitForNetwork(60_000);
                s_modem.OpenContext("internet");
            }
        }

        private static void Echo()
        {
            ModemSocket socket = Node.Connect(s_modem);
            Echo(socket);
            socket.Close();
        }

        private static void Echo(ModemSocket socket)
        {
            Pattern.Send(socket, s_buffer, 0, s_buffer.Length);
            Expect.True(Pattern.Receive(socket, s_buffer, 0, s_buffer.Length) == s_buffer.Length);
        }
    }
}
