using System;
using System.Text;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>The examples of the application note, row by row, through the public API. What they make of the wire is the test's business.</summary>
    public static class NoteExamples
    {
        private const int TcpPort = 8500;
        private const int UdpPort = 9600;
        private const string Host = "116.228.221.51";

        private static readonly byte[] s_buffer = new byte[1_461];
        private static Sim800Modem s_modem;

        /// <summary>3.1.1 and 3.1.2: a client, normal send, pushed data.</summary>
        public static void Client(bool datagrams)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            Console.WriteLine("signal " + s_modem.GetSignalQuality().ToString());
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("CMNET", "", "", Options(true, true, ModemReceiveMode.Push));
            ModemSocket socket = Connect(datagrams, Host, datagrams ? UdpPort : TcpPort);
            socket.SendText(datagrams ? "SIM800 UDP test" : "hello TCP serve");
            Say(Read(socket));
            if (!datagrams)
            {
                Say("end " + Read(socket));
            }

            socket.Close();
            End();
        }

        /// <summary>3.1.3: a server that opens its context by itself.</summary>
        public static void Server()
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            ModemSocket listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            listener.Bind(1234);
            listener.Listen("CMNET", "", "", Options(true, true, ModemReceiveMode.Push));
            s_modem.Reconcile();
            Say("listening");
            ModemEndPoint remote = new ModemEndPoint();
            ModemSocket client = listener.Accept(remote);
            Say("from " + remote.GetAddressText());
            Say(Read(client));
            client.SendText("hello client");
            listener.Close();
            Say("closed");
            Say(Read(client));
            client.Close();
            End();
        }

        /// <summary>3.1.4: UDP extended mode.</summary>
        public static void Extended()
        {
            Open(Options(true, true, ModemReceiveMode.Push));
            ModemSocket socket = new ModemSocket(s_modem, ModemProtocol.Udp);
            socket.Bind(8888);
            Say("bound");
            ModemEndPoint sender = new ModemEndPoint();
            for (int i = 0; i < 3; i++)
            {
                int count = socket.ReceiveFrom(s_buffer, 0, 1_460, sender);
                Say(sender.ToString() + " " + Text(count));
            }

            SendTo(socket, "Hello 9600", new ModemEndPoint(Host, UdpPort));
            SendTo(socket, "Hello 4500", new ModemEndPoint("211.136.131.65", 4500));
            Say(s_modem.Execute("AT+CIPUDPMODE?"));
            socket.Close();
            End();
        }

        /// <summary>3.3: the local port of clients.</summary>
        public static void LocalPort(bool datagrams)
        {
            Open(Options(true, false, ModemReceiveMode.Push));
            ModemSocket socket = new ModemSocket(s_modem, datagrams ? ModemProtocol.Udp : ModemProtocol.Tcp) { LocalPort = 4000 };
            socket.Connect(Host, datagrams ? UdpPort : TcpPort);
            Echo(socket, "fixed");
            socket.Close();
            socket.LocalPort = 0;
            socket.Connect(Host, datagrams ? UdpPort : TcpPort);
            Echo(socket, "any");
            socket.Close();
            End();
        }

        /// <summary>4.1: a TCP and a UDP client on two of six links.</summary>
        public static void Clients()
        {
            Open(Options(false, true, ModemReceiveMode.Push));
            ModemSocket tcp = Connect(false, Host, TcpPort);
            ModemSocket udp = Connect(true, Host, UdpPort);
            tcp.SendText("TCP test");
            udp.SendText("UDP test");
            Say(Read(tcp));
            Say(Read(udp));
            Say("end " + Read(tcp));
            s_modem.Reconcile();
            Say("states " + ((int)tcp.State).ToString() + " " + ((int)udp.State).ToString());
            tcp.Close();
            udp.Close();
            End();
        }

        /// <summary>4.2: a server, its client, and clients of our own beside it.</summary>
        public static void ServerAndClients()
        {
            Open(Options(false, true, ModemReceiveMode.Push));
            ModemSocket listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            listener.Bind(8888);
            listener.Listen();
            Say("listening");
            ModemSocket client = listener.Accept(null);
            Say(Read(client));
            client.SendText("hello client");
            ModemSocket tcp = Connect(false, Host, TcpPort);
            ModemSocket udp = Connect(true, Host, UdpPort);
            tcp.SendText("data from connection 1");
            Say(Read(tcp));
            udp.Close();
            s_modem.Reconcile();
            Say("states " + ((int)listener.State).ToString() + " " + ((int)client.State).ToString() + " " + ((int)tcp.State).ToString() + " " + ((int)udp.State).ToString());
            listener.Close();
            End();
        }

        /// <summary>5: two contexts.</summary>
        public static void TwoContexts()
        {
            Open(Options(false, true, ModemReceiveMode.Push));
            ModemSocket first = Connect(false, Host, TcpPort);
            s_modem.OpenContext("CMWAP", "", "", 1);
            Say(s_modem.GetLocalAddress(0) + " " + s_modem.GetLocalAddress(1));
            ModemSocket second = new ModemSocket(s_modem, ModemProtocol.Tcp) { Context = 1 };
            second.Connect(Host, TcpPort);
            Say(Read(first));
            Say(Read(second));
            first.SendText("test 0");
            second.SendText("test 2");
            first.Close();
            s_modem.Reconcile();
            Say("states " + ((int)first.State).ToString() + " " + ((int)second.State).ToString());
            s_modem.CloseContext(1);
            Say("left " + (s_modem.GetContextState(0) == ModemContextState.Open ? "0" : "") + (s_modem.GetContextState(1) == ModemContextState.Open ? "1" : ""));
            s_modem.CloseContext(0);
            Node.Close();
        }

        /// <summary>5 with 4.2: a listener in the second context, which ends with it.</summary>
        public static void ServerInTheSecondContext()
        {
            Open(Options(false, false, ModemReceiveMode.Manual));
            s_modem.OpenContext("CMWAP", "", "", 1);
            ModemSocket listener = new ModemSocket(s_modem, ModemProtocol.Tcp) { Context = 1 };
            listener.Bind(8888);
            listener.Listen();
            Say("listening");
            ModemSocket client = listener.Accept(null);
            Say(Read(client));
            s_modem.Reconcile();
            Say("states " + ((int)listener.State).ToString() + " " + ((int)client.State).ToString());
            Step.Run("close 0", () => s_modem.CloseContext(0));
            Say("again");
            Echo(client, "hello client");
            Step.Run("close 1", () => s_modem.CloseContext(1));
            Step.Run("accept", () => listener.Accept(null));
            Step.Run("receive", () => client.Receive(s_buffer, 0, 1));
            listener.Close();
            client.Close();
            Step.Run("open 1", () =>
            {
                s_modem.OpenContext("internet");
                s_modem.OpenContext("CMWAP", "", "", 1);
                listener.Listen();
            });
            listener.Close();
            Node.Close();
        }

        /// <summary>6: names, and who answers them.</summary>
        public static void Names(string primary, string secondary)
        {
            Open(new ModemContextOptions { PrimaryDns = primary, SecondaryDns = secondary });
            Ask("www.baidu.com", 0);
            Ask("abctest", 0);
            ModemSocket socket = Connect(false, "WWW.SIM.COM", 80);
            Echo(socket, "DNS test");
            socket.Close();
            Say(s_modem.Execute("AT+CDNSCFG?"));
            s_modem.OpenContext("CMWAP", "", "", 1);
            Ask("www.baidu.com", 1);
            Say(s_modem.Execute("AT+CDNSCFG?"));
            End();
        }

        /// <summary>7.1 to 7.5: every way to send, with one connection and with six.</summary>
        public static void Sending(bool single)
        {
            Open(Options(single, false, ModemReceiveMode.Manual));
            ModemSocket socket = Connect(false, Host, TcpPort);
            Send(socket, "hello");
            socket.Flush();
            Say(s_modem.Execute(single ? "AT+CIPACK" : "AT+CIPACK=" + socket.Link.ToString()));
            for (int i = 0; i < 1_461; i++)
            {
                s_buffer[i] = (byte)'1';
            }

            // One more than fits.
            for (int sent = 0; sent < 1_461;)
            {
                sent += socket.Send(s_buffer, sent, 1_461 - sent);
            }

            socket.Flush();
            socket.Close();
            ModemSocket udp = Connect(true, Host, UdpPort);
            Send(udp, "UDP");
            Say(s_modem.Execute(single ? "AT+CIPACK" : "AT+CIPACK=" + udp.Link.ToString()));
            udp.Close();
            s_modem.CloseContext();
            s_modem.OpenContext("CMNET", "", "", new ModemContextOptions { SingleConnection = single, SendTimer = 3, AcknowledgedSend = true });
            socket.Connect(Host, TcpPort);
            socket.SendText("timed");
            socket.Close();
            End();
        }

        /// <summary>8.1 and 8.2: every way to receive.</summary>
        public static void Receiving(bool single, string mode)
        {
            Open(Node.Options(mode, single, 8_192));
            ModemSocket socket = Connect(false, Host, TcpPort);
            Say(Read(socket));
            socket.Close();
            End();
        }

        /// <summary>9, 10 and 11: the states, both ways to close, and the loss of the context.</summary>
        public static void States(bool single)
        {
            Open(Options(single, false, ModemReceiveMode.Manual));
            State("open");
            ModemSocket socket = Connect(false, Host, TcpPort);
            State("connected");
            socket.Linger = true;
            socket.Close();
            State("closed slowly");
            socket.Linger = false;
            socket.Connect(Host, TcpPort);
            socket.Close();
            State("closed quickly");
            socket.Connect(Host, TcpPort);
            s_modem.CloseContext();
            Say("socket " + ((int)socket.State).ToString() + " " + ((int)socket.Error).ToString());
            socket.Close();
            s_modem.OpenContext("CMNET", "", "", Options(single, false, ModemReceiveMode.Manual));
            socket.Connect(Host, TcpPort);
            Say("lose");
            Step.Run("receive", () => socket.Receive(s_buffer, 0, 1));
            Say("context " + ((int)s_modem.GetContextState(0)).ToString());
            socket.Close();
            s_modem.OpenContext("CMNET", "", "", Options(single, false, ModemReceiveMode.Manual));
            socket.Connect(Host, TcpPort);
            End();
        }

        private static void State(string when)
        {
            Say(when);
            s_modem.Reconcile();
        }

        private static void Ask(string name, int context) => Step.Run("ask " + name + " " + context.ToString(), () =>
        {
            string[] addresses = s_modem.Resolve(name, 60_000, context);
            string text = string.Empty;
            for (int i = 0; i < addresses.Length; i++)
            {
                text += " " + addresses[i];
            }

            Say(name + text);
        });

        private static void Open(ModemContextOptions options)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("CMNET", "", "", options);
        }

        private static void End()
        {
            s_modem.CloseContext();
            Node.Close();
        }

        private static ModemContextOptions Options(bool single, bool acknowledged, ModemReceiveMode mode) =>
            new ModemContextOptions { SingleConnection = single, AcknowledgedSend = acknowledged, ReceiveMode = mode };

        private static ModemSocket Connect(bool datagrams, string host, int port)
        {
            ModemSocket socket = new ModemSocket(s_modem, datagrams ? ModemProtocol.Udp : ModemProtocol.Tcp);
            socket.Connect(host, port);
            return socket;
        }

        private static void Echo(ModemSocket socket, string text)
        {
            Send(socket, text);
            Say(Read(socket));
        }

        private static void Send(ModemSocket socket, string text) => Expect.True(socket.Send(Encoding.UTF8.GetBytes(text), 0, text.Length) == text.Length);

        private static void SendTo(ModemSocket socket, string text, ModemEndPoint remote) =>
            Expect.True(socket.SendTo(Encoding.UTF8.GetBytes(text), 0, text.Length, remote) == text.Length);

        private static string Read(ModemSocket socket) => Text(socket.Receive(s_buffer, 0, 1_460));

        private static string Text(int count) => count == 0 ? string.Empty : Encoding.UTF8.GetString(s_buffer, 0, count);

        private static void Say(string text) => Console.WriteLine(text);
    }
}
