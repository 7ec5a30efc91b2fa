using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Datagrams to and from one peer, and to and from anybody.</summary>
    public static class Datagrams
    {
        private const int LocalPort = 8_888;

        private static readonly int[] s_sizes = { 1, 2, 3, 15, 511, 512, 513, 730, 731, 1_459, 1_460 };
        private static readonly byte[] s_out = new byte[1_461];
        private static readonly byte[] s_in = new byte[1_460];

        private static ModemEndPoint s_sender;
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        /// <summary>Connects to the echo, from a local port, and has datagrams of all sizes come back.</summary>
        public static void Peer(bool single)
        {
            s_sender = new ModemEndPoint();
            s_modem = Node.Open(Node.Options("push", single, 8_192));
            s_socket = new ModemSocket(s_modem, ModemProtocol.Udp) { LocalPort = LocalPort };
            Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port));
            Step.Run("echo", () =>
            {
                for (int i = 0; i < s_sizes.Length; i++)
                {
                    Pattern.Fill(s_out, s_sizes[i], i, 0);
                    Expect.True(s_socket.Send(s_out, 0, s_sizes[i]) == s_sizes[i]);
                    Expect.True(s_socket.Receive(s_in, 0, s_in.Length) == s_sizes[i]);
                    Pattern.Check(s_in, s_sizes[i], i, 0);
                }
            });
            Step.Run("two", () =>
            {
                // Two that wait are still two.
                s_socket.Send(s_out, 0, 7);
                s_socket.Send(s_out, 0, 9);
                Expect.True(s_socket.ReceiveFrom(s_in, 0, s_in.Length, s_sender) == 7);
                Expect.True(s_socket.Receive(s_in, 0, s_in.Length) == 9);
                Console.WriteLine("from " + s_sender.ToString());
            });
            Step.Run("too long", () => s_socket.Send(s_out, 0, 1_461));
            Step.Run("cut off", () =>
            {
                s_socket.Send(s_out, 0, 9);
                s_socket.Receive(s_in, 0, 8);
            });
            Step.Run("nobody", () =>
            {
                s_socket.ReceiveTimeout = 1_000;
                s_socket.Receive(s_in, 0, s_in.Length);
            });
            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        /// <summary>Datagrams whose end is marked, or that the module's timer sends.</summary>
        public static void Text(int timer, bool single)
        {
            s_sender = new ModemEndPoint();
            s_modem = Node.Open(new ModemContextOptions { ReceiveMode = ModemReceiveMode.Push, SingleConnection = single, SendTimer = timer });
            s_socket = new ModemSocket(s_modem, ModemProtocol.Udp);
            s_socket.Connect(Node.Host, Node.Port);
            Step.Run("text", () => s_socket.SendText("SIM800 UDP test"));
            Expect.True(s_socket.Receive(s_in, 0, s_in.Length) == 8);
            for (int i = 0; i < s_out.Length; i++)
            {
                s_out[i] = (byte)'x';
            }

            Step.Run("longest", () => Expect.True(s_socket.SendText(s_out, 0, 1_000) == 1_000));
            Expect.True(s_socket.Receive(s_in, 0, s_in.Length) == 8);
            Step.Run("too long", () => s_socket.SendText(s_out, 0, 1_461));
            s_socket.Close();
            Node.Close();
        }

        /// <summary>Opens a port, sends to two, and takes datagrams of whoever sends some until one says stop.</summary>
        public static void Anybody(bool single)
        {
            s_sender = new ModemEndPoint();
            s_modem = Node.Open(Node.Options("push", single, 8_192));
            s_socket = new ModemSocket(s_modem, ModemProtocol.Udp);
            Step.Run("bind", () => s_socket.Bind(LocalPort));
            ModemEndPoint near = new ModemEndPoint("203.0.113.7", Node.Port);
            ModemEndPoint far = new ModemEndPoint("203.0.113.8", Node.Port + 1);
            Step.Run("send", () =>
            {
                SendTo("Hello 9600", near);
                SendTo("once more", near);
                SendTo("Hello 4500", far);
                SendTo("and back", near);
            });
            Step.Run("receive", () =>
            {
                string text;
                do
                {
                    int count = s_socket.ReceiveFrom(s_in, 0, s_in.Length, s_sender);
                    char[] characters = new char[count];
                    for (int i = 0; i < count; i++)
                    {
                        characters[i] = (char)s_in[i];
                    }

                    text = new string(characters);
                    Console.WriteLine(s_sender.ToString() + " " + text);
                }
                while (text != "stop");
            });
            Step.Run("close", s_socket.Close);
            Step.Run("again", () =>
            {
                // The same link as a client of one peer: what it was told before is taken back.
                s_socket.LocalPort = 0;
                s_socket.Connect(Node.Host, Node.Port);
                s_socket.Send(s_out, 0, 3);
                Expect.True(s_socket.Receive(s_in, 0, s_in.Length) == 3);
                s_socket.Close();
            });
            Node.Close();
        }

        /// <summary>What the module holds for the port is read on request, where its reads are said to keep datagrams.</summary>
        public static void OnRequest(string mode, bool keeps, int datagrams)
        {
            ModemContextOptions options = Node.Options(mode, false, 8_192);
            options.KeepsDatagrams = keeps;
            s_sender = new ModemEndPoint();
            s_modem = Node.Open(options);
            s_socket = new ModemSocket(s_modem, ModemProtocol.Udp);
            Step.Run("bind", () => s_socket.Bind(LocalPort));
            Step.Run("send", () => SendTo("go", new ModemEndPoint("203.0.113.7", Node.Port)));
            for (int i = 0; i < datagrams; i++)
            {
                try
                {
                    int count = s_socket.ReceiveFrom(s_in, 0, s_in.Length, s_sender);
                    Console.WriteLine(s_sender.ToString() + " " + count.ToString());
                }
                catch (NotSupportedException)
                {
                    Console.WriteLine("not supported");
                }
            }

            Step.Run("close", s_socket.Close);
            Node.Close();
        }

        private static void SendTo(string text, ModemEndPoint remote)
        {
            for (int i = 0; i < text.Length; i++)
            {
                s_out[i] = (byte)text[i];
            }

            Expect.True(s_socket.SendTo(s_out, 0, text.Length, remote) == text.Length);
        }
    }
}
