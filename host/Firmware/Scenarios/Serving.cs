using System;
using System.Device.Gpio;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>A listener, those who come to it, and a connection of its own beside them. Everybody who comes gets back what he says.</summary>
    public static class Serving
    {
        public const int Port = 8888;

        private const int MarkerPin = 2;

        private static readonly int[] s_accepted = new int[16];
        private static int s_acceptedCount;

        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_listener;

        /// <summary>Two visitors at once, and one connection to a server. When all have had their echo the listener goes, and the visitors go on.</summary>
        public static void Together(int count)
        {
            Open(new ModemContextOptions());
            Console.WriteLine("refused " + Refused(new ModemSocket(s_modem, ModemProtocol.Tcp)));
            ModemSocket client = Node.Connect(s_modem);
            Visitor[] visitors = { new Visitor(), new Visitor() };
            ModemEndPoint remote = new ModemEndPoint();
            for (int i = 0; i < visitors.Length; i++)
            {
                Visitor visitor = visitors[i];
                Step.Run("accept " + i.ToString(), () => s_listener.Accept(visitor.Socket, remote));
                Console.WriteLine("from " + remote.ToString());
                visitor.Start();
            }

            Step.Run("client", () =>
            {
                Pattern.Send(client, s_buffer, 0, count);
                Expect.True(Pattern.Receive(client, s_buffer, 0, count) == count);
            });
            s_listener.ReceiveTimeout = 10_000;
            Step.Run("nobody", () => s_listener.Accept(null));
            Step.Run("end", s_listener.Close);
            for (int i = 0; i < visitors.Length; i++)
            {
                visitors[i].Join();
            }

            client.Close();
            Node.Close();
        }

        /// <summary>A listener that is opened beside a connection, and a visitor who is reported to subscribers. The marker pin toggles around taking each of those who wait.</summary>
        public static void Beside(int visitors)
        {
            s_modem = Node.Open(new ModemContextOptions { ListensWhileConnected = true });
            s_modem.Reported += Tell;
            ModemSocket client = Node.Connect(s_modem);
            Listen();
            ModemEndPoint remote = new ModemEndPoint();
            ModemSocket visitor = new ModemSocket(s_modem, ModemProtocol.Tcp);
            GpioPin marker = new GpioController().OpenPin(MarkerPin, PinMode.Output);
            for (int i = 0; i < visitors; i++)
            {
                Expect.True(s_listener.Poll(60_000_000, ModemSelectMode.SelectRead));
                marker.Toggle();
                s_listener.Accept(visitor, remote);
                marker.Toggle();
                Console.WriteLine("link " + visitor.Link.ToString());
                Echo(visitor);
                visitor.Close();
            }

            Pattern.Send(client, s_buffer, 0, 300);
            Expect.True(Pattern.Receive(client, s_buffer, 0, 300) == 300);
            Step.Run("end", s_listener.Close);
            client.Close();
            Node.Close();
            for (int i = 0; i < s_acceptedCount; i++)
            {
                Console.WriteLine("accepted " + s_accepted[i].ToString());
            }
        }

        /// <summary>One visitor after the other, each as soon as the last has gone.</summary>
        public static void OneAfterTheOther(int visits, bool single)
        {
            Open(new ModemContextOptions { SingleConnection = single });
            ModemSocket visitor = new ModemSocket(s_modem, ModemProtocol.Tcp);
            for (int i = 0; i < visits; i++)
            {
                if (!Step.Run("accept", () => s_listener.Accept(visitor, null)))
                {
                    break;
                }

                Echo(visitor);
                visitor.Close();
            }

            Step.Run("end", s_listener.Close);
            Node.Close();
        }

        /// <summary>A connect while visitors come who take every link: who is first has it.</summary>
        public static void Contended()
        {
            Open(new ModemContextOptions());
            Visitor[] visitors = new Visitor[5];
            for (int i = 0; i < 4; i++)
            {
                visitors[i] = Accept();
            }

            Console.WriteLine("full at " + Environment.TickCount64.ToString());
            Thread.Sleep(1_000);
            ModemSocket client = new ModemSocket(s_modem, ModemProtocol.Tcp);
            if (Step.Run("connect", () => client.Connect(Node.Host, Node.Port)))
            {
                Pattern.Send(client, s_buffer, 0, 300);
                Expect.True(Pattern.Receive(client, s_buffer, 0, 300) == 300);
                client.Close();
            }
            else
            {
                visitors[4] = Accept();
            }

            s_listener.Close();
            for (int i = 0; i < visitors.Length; i++)
            {
                if (visitors[i] != null)
                {
                    visitors[i].Join();
                }
            }

            Node.Close();
        }

        /// <summary>The module opens the context by itself, as in the application note's example; closing the listener leaves the visitor.</summary>
        public static void Alone()
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.Bind(Port);
            Step.Run("listen", () => s_listener.Listen("internet", "", "", new ModemContextOptions { SingleConnection = true }));
            Console.WriteLine("address " + s_modem.LocalAddress);
            ModemSocket visitor = s_listener.Accept(null);
            Step.Run("end", s_listener.Close);
            Echo(visitor);
            visitor.Close();
            Step.Run("close context", () => s_modem.CloseContext());
            Node.Close();
        }

        private static Visitor Accept()
        {
            Visitor visitor = new Visitor();
            s_listener.Accept(visitor.Socket, null);
            visitor.Start();
            return visitor;
        }

        private static void Open(ModemContextOptions options)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", "", "", options);
            Listen();
        }

        // Told while allocations are counted, so it only takes note.
        private static void Tell(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            if (code == ModemEvent.Accepted)
            {
                s_accepted[s_acceptedCount++] = first;
            }
        }

        private static void Listen()
        {
            s_listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.Bind(Port);
            Step.Run("listen", s_listener.Listen);
            Console.WriteLine("listening");
        }

        private static string Refused(ModemSocket second)
        {
            second.Bind(Port + 1);
            try
            {
                second.Listen();
                return "no";
            }
            catch (InvalidOperationException)
            {
                return "yes";
            }
        }

        private static void Echo(ModemSocket socket)
        {
            int served = 0;
            int read;
            while ((read = socket.Receive(s_buffer, 0, s_buffer.Length)) > 0)
            {
                served += read;
                Send(socket, s_buffer, read);
            }

            Console.WriteLine("served " + served.ToString());
        }

        private static void Send(ModemSocket socket, byte[] buffer, int count)
        {
            int sent = 0;
            while (sent < count)
            {
                sent += socket.Send(buffer, sent, count - sent);
            }
        }

        private sealed class Visitor
        {
            private readonly byte[] _buffer = new byte[700];
            private readonly Thread _thread;

            public Visitor()
            {
                Socket = new ModemSocket(s_modem, ModemProtocol.Tcp) { ReceiveTimeout = 60_000 };
                _thread = new Thread(Serve);
            }

            public ModemSocket Socket { get; }

            public void Start() => _thread.Start();

            public void Join()
            {
                _thread.Join();
                Socket.Close();
            }

            private void Serve() => Step.Run("visitor", () =>
            {
                int read;
                while ((read = Socket.Receive(_buffer, 0, _buffer.Length)) > 0)
                {
                    Send(Socket, _buffer, read);
                }
            });
        }
    }
}
