using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>A thread waits in a call; another one closes the socket, or the modem, or comes to the same side.</summary>
    public static class Blocked
    {
        public const int Silent = Node.Port + 1;

        private static readonly byte[] s_buffer = new byte[100];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static Action s_call;

        /// <summary>Closes the socket while the call waits; a new connection on the same socket then works.</summary>
        /// <param name="call">connect, receive, poll or send; receiving and sending go on for ever.</param>
        /// <param name="after">After how many milliseconds it is closed.</param>
        public static void CloseSocket(string call, int after)
        {
            Begin(call);
            Thread waiting = Start();
            Thread.Sleep(after);
            Step.Run("close", s_socket.Close);
            waiting.Join();
            Step.Run("again", () =>
            {
                s_socket.Connect(Node.Host, Node.Port);
                Pattern.Send(s_socket, s_buffer, 1, 50);
                Expect.True(Pattern.Receive(s_socket, s_buffer, 1, 50) == 50);
                s_socket.Close();
            });
            Node.Close();
        }

        /// <summary>Closes the modem while the call waits.</summary>
        /// <param name="call">connect, receive, poll, send, execute or network.</param>
        /// <param name="after">After how many milliseconds it is closed.</param>
        public static void CloseModem(string call, int after)
        {
            Begin(call);
            Thread waiting = Start();
            Thread.Sleep(after);
            Step.Run("close", s_modem.Close);
            waiting.Join();
            Expect.True(!s_modem.IsOpen && !s_modem.IsContextOpen && !s_socket.Connected);

            // The port and its pins are free again, and the module is there, whatever it was in the middle of.
            Node.Close();
            s_modem = Node.Create();
            Step.Run("attach", s_modem.Attach);
            Step.Run("again", () =>
            {
                s_modem.WaitForNetwork(60_000);
                s_modem.OpenContext("internet");
                ModemSocket socket = Node.Connect(s_modem);
                Pattern.Send(socket, s_buffer, 1, 50);
                Expect.True(Pattern.Receive(socket, s_buffer, 1, 50) == 50);
                socket.Close();
            });
            Node.Close();
        }

        /// <summary>While one thread waits on a side of the socket or of the modem, a second one comes.</summary>
        /// <param name="call">As in <see cref="CloseModem"/>.</param>
        public static void SecondComer(string call)
        {
            Begin(call);
            Thread waiting = Start();
            Thread.Sleep(500);
            Step.Run("second", s_call);

            // The other side is free.
            if (call == "receive" || call == "poll")
            {
                Step.Run("other side", () => Pattern.Send(s_socket, s_buffer, 0, 10));
            }
            else if (call == "send")
            {
                s_socket.ReceiveTimeout = 1_000;
                Step.Run("other side", () => s_socket.Poll(0, ModemSelectMode.SelectRead));
            }

            s_socket.Close();
            if (call == "execute" || call == "network")
            {
                s_modem.Close();
            }

            waiting.Join();
            Node.Close();
        }

        private static void Begin(string call)
        {
            s_modem = call == "network" ? Node.Create() : Node.Open();
            s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
            switch (call)
            {
                case "connect":
                    s_call = () => s_socket.Connect(Node.Host, Silent);
                    return;
                case "execute":
                    s_call = () => s_modem.Execute("AT+CBC", 60_000);
                    return;
                case "network":
                    s_modem.PowerOn();
                    s_call = () => s_modem.WaitForNetwork(-1);
                    return;
                case "receive":
                    s_call = () => s_socket.Receive(s_buffer, 0, s_buffer.Length);
                    break;
                case "receiving":
                    s_call = () =>
                    {
                        while (s_socket.Receive(s_buffer, 0, s_buffer.Length) > 0)
                        {
                        }
                    };
                    break;
                case "sending":
                    s_call = () =>
                    {
                        while (s_socket.Send(s_buffer, 0, s_buffer.Length) > 0)
                        {
                        }
                    };
                    break;
                case "poll":
                    s_call = () => s_socket.Poll(-1, ModemSelectMode.SelectRead);
                    break;
                default:
                    s_call = () => s_socket.Send(s_buffer, 0, s_buffer.Length);
                    break;
            }

            s_socket.ReceiveTimeout = -1;
            s_socket.Connect(Node.Host, Node.Port);
        }

        private static Thread Start()
        {
            Thread waiting = new Thread(() =>
            {
                Step.Run("call", s_call);
                Console.WriteLine("ended at " + Environment.TickCount64.ToString());
            });
            waiting.Start();
            return waiting;
        }
    }
}
