using System;
using System.Device.Gpio;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// Six threads, each with a link, send messages of random size and receive them back. The marker pin toggles when all are about to begin, when the first
    /// has no more to send, and when all have ended.
    /// </summary>
    public static class SixThreads
    {
        private const int Links = 6;
        private const int MarkerPin = 2;
        private const int WarmUp = 3;

        // Any message is a piece of this, so that making one costs a copy.
        private static readonly byte[] s_noise = new byte[2 * Talker.Largest];
        private static ManualResetEvent s_start;
        private static GpioPin s_marker;
        private static int s_ready;
        private static int s_ended;

        public static void Run(int messages)
        {
            Sim800Modem modem = Node.Open();
            GpioController pins = new GpioController();
            s_start = new ManualResetEvent(false);
            s_marker = pins.OpenPin(MarkerPin, PinMode.Output);
            new Noise(6).Fill(s_noise, 0, s_noise.Length);
            Talker[] talkers = new Talker[Links];
            for (int i = 0; i < Links; i++)
            {
                talkers[i] = new Talker(i, messages, Node.Connect(modem));
            }

            for (int i = 0; i < Links; i++)
            {
                talkers[i].Thread.Start();
            }

            while (s_ready < Links)
            {
                Thread.Sleep(10);
            }

            s_marker.Toggle();
            s_start.Set();
            for (int i = 0; i < Links; i++)
            {
                talkers[i].Thread.Join();
            }

            s_marker.Toggle();
            for (int i = 0; i < Links; i++)
            {
                Console.WriteLine("echoed " + talkers[i].Echoed.ToString());
                talkers[i].Close();
            }

            Node.Close();
        }

        private sealed class Talker
        {
            public const int Largest = 4096;

            private readonly int _messages;
            private readonly ModemSocket _socket;
            private readonly Noise _random;
            private readonly byte[] _sent = new byte[Largest];
            private readonly byte[] _received = new byte[1460];

            public Talker(int number, int messages, ModemSocket socket)
            {
                _messages = messages;
                _socket = socket;
                _random = new Noise((uint)number);
                Thread = new Thread(Talk);
            }

            public Thread Thread { get; }

            public int Echoed { get; private set; }

            public void Close() => _socket.Close();

            private void Talk()
            {
                for (int i = 0; i < WarmUp; i++)
                {
                    Exchange(Largest);
                }

                Interlocked.Increment(ref s_ready);
                s_start.WaitOne();
                for (; Echoed < _messages; Echoed++)
                {
                    Exchange(_random.Below(Largest) + 1);
                }

                if (Interlocked.Increment(ref s_ended) == 1)
                {
                    s_marker.Toggle();
                }
            }

            private void Exchange(int count)
            {
                Array.Copy(s_noise, _random.Below(Largest), _sent, 0, count);
                for (int sent = 0; sent < count;)
                {
                    sent += _socket.Send(_sent, sent, count - sent);
                }

                for (int place = 0; place < count;)
                {
                    int read = _socket.Receive(_received, 0, _received.Length);
                    Expect.True(read > 0 && place + read <= count);
                    Compare(place, read);
                    place += read;
                }
            }

            private void Compare(int place, int count)
            {
                byte[] sent = _sent;
                byte[] received = _received;
                int differences = 0;
                for (int i = 0; i < count; i++)
                {
                    differences |= sent[place + i] ^ received[i];
                }

                Expect.True(differences == 0);
            }
        }
    }
}
