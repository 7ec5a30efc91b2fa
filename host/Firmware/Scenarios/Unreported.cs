using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What happens to a listener and its clients has not been reported: the code was lost.</summary>
    public static class Unreported
    {
        private static readonly byte[] s_buffer = new byte[1460];
        private static Sim800Modem s_modem;
        private static ModemSocket s_listener;

        /// <summary>A visitor of whom nobody has heard. The program may ask.</summary>
        /// <param name="mode">How data are received.</param>
        /// <param name="single">Whether there is but one connection.</param>
        /// <param name="asked">After so many milliseconds the program asks for the truth; 0 for never.</param>
        public static void Visitor(string mode, bool single, int asked)
        {
            Open(mode, single);
            if (asked > 0)
            {
                Thread.Sleep(asked);
                Step.Run("reconcile", s_modem.Reconcile);
            }

            ModemEndPoint remote = new ModemEndPoint();
            ModemSocket visitor = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.ReceiveTimeout = 10_000;
            if (Step.Run("accept", () => s_listener.Accept(visitor, remote)))
            {
                Console.WriteLine("from " + remote.ToString());
                Step.Run("serve", () => Serve(visitor));
                visitor.Close();
            }

            // The next one is reported.
            Console.WriteLine("ready");
            Step.Run("next", () => s_listener.Accept(visitor, null));
            Step.Run("serve next", () => Serve(visitor));
            visitor.Close();
            Step.Run("end", s_listener.Close);
            Node.Close();
        }

        /// <summary>A client is gone before anybody has accepted it, and so is the one after it, of whom another has the link.</summary>
        public static void Gone()
        {
            Open("manual", false);
            Thread.Sleep(10_000);
            Step.Run("reconcile", s_modem.Reconcile);
            ModemEndPoint remote = new ModemEndPoint();
            ModemSocket visitor = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.ReceiveTimeout = 1_000;
            if (Step.Run("accept", () => s_listener.Accept(visitor, remote)))
            {
                Console.WriteLine("from " + remote.ToString());
                Step.Run("serve", () => Serve(visitor));
                visitor.Close();
            }

            Step.Run("end", s_listener.Close);
            Node.Close();
        }

        /// <summary>The listener has gone without a word.</summary>
        public static void Listener()
        {
            Open("manual", false);
            s_modem.Execute("AT+CIPSERVER=0");
            Thread.Sleep(1_000);
            Console.WriteLine("before " + ((int)s_listener.State).ToString());
            Step.Run("reconcile", s_modem.Reconcile);
            Console.WriteLine("after " + ((int)s_listener.State).ToString() + " " + ((int)s_listener.Error).ToString());
            Step.Run("accept", () => s_listener.Accept(null));
            Step.Run("close", s_listener.Close);
            Step.Run("again", s_listener.Listen);
            Step.Run("end", s_listener.Close);
            Node.Close();
        }

        /// <summary>Asks while it is opened, and the module does not say that it is open.</summary>
        public static void Opening()
        {
            s_modem = Node.Open();
            s_listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.Bind(Serving.Port);
            Thread opening = new Thread(() => Step.Run("listen", s_listener.Listen));
            opening.Start();
            Thread.Sleep(5_000);
            Step.Run("reconcile", s_modem.Reconcile);
            opening.Join();
            Step.Run("end", s_listener.Close);
            Node.Close();
        }

        private static void Open(string mode, bool single)
        {
            s_modem = Node.Open(Node.Options(mode, single, 8_192));
            s_listener = new ModemSocket(s_modem, ModemProtocol.Tcp);
            s_listener.Bind(Serving.Port);
            s_listener.Listen();
            Console.WriteLine("listening");
        }

        private static void Serve(ModemSocket visitor)
        {
            int read;
            while ((read = visitor.Receive(s_buffer, 0, s_buffer.Length)) > 0)
            {
                int sent = 0;
                while (sent < read)
                {
                    sent += visitor.Send(s_buffer, sent, read - sent);
                }
            }
        }
    }
}
