using System;
using System.Text;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What the peer has acknowledged, text of unknown length, sends cut short, and the slow close.</summary>
    public static class Sending
    {
        public const int Silent = Node.Port + 1;

        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;

        /// <summary>Flush with a peer that acknowledges and with one that does not; then a send to the latter until there is no room.</summary>
        public static void Flush(bool single)
        {
            Open(new ModemContextOptions { SingleConnection = single });
            s_socket.Connect(Node.Host, Node.Port);
            Step.Run("flush nothing", s_socket.Flush);
            Pattern.Send(s_socket, s_buffer, 0, 3_000);
            Step.Run("flush", s_socket.Flush);
            s_socket.Close();
            s_socket.Connect(Node.Host, Silent);
            Pattern.Send(s_socket, s_buffer, 0, 1_000);
            Step.Run("flush silent", () => FlushAndTell());
            s_socket.SendTimeout = 2_000;
            Step.Run("flush shortly", () => FlushAndTell());
            s_socket.SendTimeout = -1;
            s_socket.AcknowledgeTimeout = 5_000;
            Step.Run("send silent", () => Pattern.Send(s_socket, s_buffer, 0, 20_000));
            s_socket.Close();
            Step.Run("again", () =>
            {
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, s_buffer, 0, 100);
                s_socket.Flush();
            });
            Node.Close();
        }

        /// <summary>Lines of text, ended by a mark or by the module's timer.</summary>
        public static void Text(int timer, bool single)
        {
            Open(new ModemContextOptions { SingleConnection = single, SendTimer = timer });
            s_socket.Connect(Node.Host, Node.Port);
            Step.Run("text", () => s_socket.SendText("hello SIM800\n"));
            Read();
            Step.Run("long text", () => s_socket.SendText(new string('x', 3_000) + "\n"));
            Read();
            s_socket.Close();
            Node.Close();
        }

        /// <summary>Sends that wait for the peer, with one that acknowledges and with one that does not, while another socket wants to talk.</summary>
        public static void Acknowledged()
        {
            Open(new ModemContextOptions { AcknowledgedSend = true });
            s_socket.Connect(Node.Host, Node.Port);
            Step.Run("echo", () =>
            {
                Pattern.Send(s_socket, s_buffer, 0, 3_000);
                Expect.True(Pattern.Receive(s_socket, s_buffer, 0, 3_000) == 3_000);
            });
            ModemSocket silent = new ModemSocket(s_modem, ModemProtocol.Tcp);
            silent.Connect(Node.Host, Silent);
            Thread stalled = new Thread(() => Step.Run("silent", () => silent.Send(new byte[100], 0, 100)));
            stalled.Start();
            Thread.Sleep(500);
            Step.Run("beside", () => Pattern.Send(s_socket, s_buffer, 0, 10));
            stalled.Join();
            silent.Close();
            Console.WriteLine("open " + (s_modem.IsOpen ? "yes" : "no"));

            // The key switches a module off that does not answer.
            if (!Step.Run("power on", s_modem.PowerOn))
            {
                Step.Run("power on", s_modem.PowerOn);
            }

            Node.Close();
        }

        /// <summary>A slow close, then a new connection.</summary>
        public static void Linger()
        {
            Open(new ModemContextOptions());
            s_socket.Linger = true;
            s_socket.Connect(Node.Host, Node.Port);
            Pattern.Send(s_socket, s_buffer, 0, 1_000);
            Step.Run("close", s_socket.Close);
            Step.Run("again", () => s_socket.Connect(Node.Host, Node.Port));
            s_socket.Close();
            Node.Close();
        }

        /// <summary>One send, during which the test does something to the line; then another connection.</summary>
        /// <param name="text">Whether it is a send of unknown length.</param>
        public static void Cut(bool text)
        {
            Open(new ModemContextOptions());
            s_socket.Connect(Node.Host, Node.Port);
            for (int i = 0; i < 1_000; i++)
            {
                s_buffer[i] = (byte)'a';
            }

            Console.WriteLine("ready");
            Step.Run("send", () =>
            {
                if (text)
                {
                    s_socket.SendText(s_buffer, 0, 1_000);
                }
                else
                {
                    s_socket.Send(s_buffer, 0, 1_000);
                }
            });
            Step.Run("signal", () => s_modem.GetSignalQuality());
            s_socket.Close();
            Step.Run("again", () =>
            {
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, s_buffer, 0, 100);
                s_socket.Flush();
                s_socket.Close();
            });
            Node.Close();
        }

        private static void FlushAndTell()
        {
            try
            {
                s_socket.Flush();
            }
            catch (ModemException e)
            {
                Console.WriteLine("unacknowledged " + e.Unacknowledged.ToString());
                throw;
            }
        }

        private static void Read()
        {
            int count = 0;
            while (count == 0 || s_buffer[count - 1] != '\n')
            {
                count += s_socket.Receive(s_buffer, count, s_buffer.Length - count);
            }

            Console.WriteLine(Encoding.UTF8.GetString(s_buffer, 0, count - 1));
        }

        private static void Open(ModemContextOptions options)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", "", "", options);
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
        }
    }
}
