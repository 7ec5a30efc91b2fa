using System;
using System.Threading;

namespace Bench
{
    /// <summary>One method an operation: it is repeated, and the marker tells the PC where each begins and ends.</summary>
    public static class Program
    {
        private static readonly byte[] s_buffer = new byte[1460];

        /// <summary>From a module that is on to a connection.</summary>
        public static void BringUp()
        {
            Node.Create(1);
            Marker.Begin();
            Node.BringUp();
            Marker.End();
            Finish();
        }

        /// <summary>Opens, connects, and rests: for the estimate of memory.</summary>
        public static void Open(int sockets)
        {
            Node.Open(sockets);
            Finish();
        }

        /// <summary>AT and OK.</summary>
        public static void Command(int laps)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                Node.Command();
                Marker.End();
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>An unsolicited code, which the PC makes the module send; the subscriber ends it.</summary>
        public static void Report(int laps)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                Expect(Node.AwaitReport());
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>One call of Send.</summary>
        public static void Send(int laps, int count)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                int sent = Node.Socket.Send(s_buffer, 0, count);
                Marker.End();
                Expect(sent == count);
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>One call of Receive, which waits; then the PC makes the peer send.</summary>
        public static void Receive(int laps, int count)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                int received = Node.Socket.Receive(s_buffer, 0, count);
                Marker.End();
                Expect(received == count);
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>A stream of so many whole buffers, each a call of Write in data mode.</summary>
        public static void DataWrite(int laps, int blocks)
        {
            Node.OpenStream();
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                for (int block = 0; block < blocks; block++)
                {
                    Node.Stream.Write(s_buffer, 0, s_buffer.Length);
                }

                Marker.End();
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>A stream of so many whole buffers, which the PC makes the peer send, read in data mode.</summary>
        public static void DataRead(int laps, int blocks)
        {
            Node.OpenStream();
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                for (int left = blocks * s_buffer.Length; left > 0;)
                {
                    left -= Node.Stream.Read(s_buffer, 0, s_buffer.Length);
                }

                Marker.End();
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>Lets the module sleep, long enough that it does, and wakes it with a command.</summary>
        public static void SleepWake(int laps)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                Node.Modem.Sleep();
                Marker.End();
                Thread.Sleep(1_200);
                Marker.Begin();
                Node.Command();
                Marker.End();
                Marker.Settle();
            }

            Finish();
        }

        /// <summary>A minute in which nothing happens.</summary>
        public static void Idle(int laps)
        {
            Node.Open(6);
            for (int i = 0; i < laps; i++)
            {
                Marker.Begin();
                Thread.Sleep(60_000);
                Marker.End();
            }

            Finish();
        }

        // The rise that ends the last operation. What is open stays open: the PC looks at it.
        private static void Finish()
        {
            Marker.Settle();
            Marker.Begin();
        }

        private static void Expect(bool condition)
        {
            if (!condition)
            {
                throw new Exception();
            }
        }
    }
}
