using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>A connection that comes back by itself: its edges.</summary>
    public static class Supervised
    {
        private static readonly byte[] s_buffer = new byte[4_096];
        private static Sim800Modem s_modem;
        private static ModemRecovery s_recovery;
        private static ModemOutbox s_outbox;
        private static ModemConnection s_connection;

        /// <summary>Another thread closes the connection, or the modem, while one delivers.</summary>
        public static void CloseWhile(bool replies, bool modem, int after)
        {
            Open(1_000, false);
            if (replies)
            {
                s_connection.Reply = (socket, message) => socket.Receive(s_buffer, 0, 1) == 1;
            }

            Put(1);
            Thread deliverer = new Thread(() => Step.Run("deliver", () => s_connection.Deliver()));
            deliverer.Start();
            Thread.Sleep(after);
            if (modem)
            {
                Step.Run("close", s_modem.Close);
            }
            else
            {
                Step.Run("close", s_connection.Close);
            }

            deliverer.Join();
            Console.WriteLine("pending " + s_connection.Pending.ToString());
            if (!modem)
            {
                // The message is there for another one.
                using (ModemConnection next = new ModemConnection(s_recovery, s_outbox, Node.Host, Node.Port))
                {
                    Step.Run("next", () => Expect.True(next.Deliver()));
                }
            }

            Node.Close();
        }

        /// <summary>A thread of its own delivers; then it is closed, and the modem stays open.</summary>
        public static void Background(int messages)
        {
            Open(1_000, false);
            s_connection.Start();
            bool refused = false;
            try
            {
                s_connection.Start();
            }
            catch (InvalidOperationException)
            {
                refused = true;
            }

            Expect.True(refused);
            for (int i = 1; i <= messages; i++)
            {
                Put(i);
                Thread.Sleep(20_000);
            }

            Console.WriteLine("pending " + s_connection.Pending.ToString() + " delivered " + s_outbox.Delivered.ToString());
            Step.Run("close", s_connection.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>A thread of its own that nobody closes but the modem.</summary>
        public static void Abandoned()
        {
            Open(1_000, false);
            s_connection.Start();
            Put(1);
            Thread.Sleep(60_000);
            Console.WriteLine("pending " + s_connection.Pending.ToString());
            Node.Close();
        }

        /// <summary>The server closes on one of the messages, whenever it comes.</summary>
        public static void Poison(int messages, int attempts)
        {
            Open(1_000, false);
            s_connection.Attempts = attempts;
            s_connection.Reply = (socket, message) => socket.Receive(s_buffer, 0, 1) == 1;
            for (int i = 1; i <= messages; i++)
            {
                Put(i);
            }

            Step.Run("deliver", () => Expect.True(s_connection.Deliver()));
            Console.WriteLine("delivered " + s_outbox.Delivered.ToString() + " lost " + s_outbox.Lost.ToString());
            Node.Close();
        }

        /// <summary>More messages than there is room for, while nothing can be delivered; then it can.</summary>
        public static void Overflow(int messages, bool dropsOldest)
        {
            Open(30, dropsOldest);
            int refused = 0;
            for (int i = 1; i <= messages; i++)
            {
                refused += Put(i) ? 0 : 1;
                s_connection.Deliver(10_000);
            }

            Step.Run("deliver", () => Expect.True(s_connection.Deliver()));
            Console.WriteLine("delivered " + s_outbox.Delivered.ToString() + " lost " + s_outbox.Lost.ToString() + " refused " + refused.ToString() + " " + s_outbox.Refused.ToString());
            Node.Close();
        }

        /// <summary>Long messages round and round the ring, whatever becomes of the connections.</summary>
        public static void Long(int messages, int size, string mode, bool single, bool acknowledged)
        {
            Open(Node.Options(mode, single, 2_048), (size * 3) + (size / 2), false, acknowledged);
            for (int i = 1; i <= messages; i++)
            {
                for (int k = 0; k < size; k++)
                {
                    s_buffer[k] = (byte)('a' + ((i + k) % 26));
                }

                s_buffer[0] = (byte)'<';
                s_buffer[size - 1] = (byte)'>';
                Expect.True(s_connection.Enqueue(s_buffer, 0, size) == i);
                if (i % 3 == 0)
                {
                    Expect.True(s_connection.Deliver());
                }
            }

            Step.Run("deliver", () => Expect.True(s_connection.Deliver()));
            Console.WriteLine("delivered " + s_outbox.Delivered.ToString());
            Node.Close();
        }

        /// <summary>Calls that are wrong, or late.</summary>
        public static void Misuse()
        {
            Open(1_000, false);
            Thread deliverer = new Thread(() => Step.Run("deliver", () => s_connection.Deliver(20_000)));
            Put(1);
            deliverer.Start();
            Thread.Sleep(1_000);
            Step.Run("second", () => s_connection.Deliver());
            deliverer.Join();
            s_connection.Close();
            bool disposed = false;
            try
            {
                s_connection.Deliver();
            }
            catch (ObjectDisposedException)
            {
                disposed = true;
            }

            Expect.True(disposed);
            Console.WriteLine("taken " + (Put(2) ? "yes" : "no"));
            Node.Close();
        }

        private static void Open(int capacity, bool dropsOldest) => Open(new ModemContextOptions(), capacity, dropsOldest, false);

        private static void Open(ModemContextOptions options, int capacity, bool dropsOldest, bool acknowledged)
        {
            options.AcknowledgedSend = acknowledged;
            s_modem = Node.Create();
            s_recovery = new ModemRecovery(s_modem, new ModemRecoveryOptions("internet") { Context = options, Seed = 7 });
            s_outbox = new ModemOutbox(capacity, dropsOldest);
            s_outbox.MessageLost += (box, message) => Console.WriteLine("lost " + message.ToString());
            s_connection = new ModemConnection(s_recovery, s_outbox, Node.Host, Node.Port);
        }

        private static bool Put(int number)
        {
            string text = number.ToString() + "\n";
            for (int i = 0; i < text.Length; i++)
            {
                s_buffer[i] = (byte)text[i];
            }

            return s_connection.Enqueue(s_buffer, 0, text.Length) != 0;
        }
    }
}
