using System;
using System.Device.Gpio;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// All that the six links can be at once, with push: a listener, the client it has accepted, two streams of our own, datagrams to and from one peer, and datagrams
    /// to and from anybody. Each of the five has a thread.
    /// </summary>
    public static class Mixed
    {
        private const int Talkers = 5;
        private const int Listened = 8_888;
        private const int WarmUp = 2;
        private const int MarkerPin = 2;
        private const int LargestMessage = 4_096;
        private const int LargestDatagram = 1_460;

        private static readonly object s_sync = new object();
        private static readonly byte[] s_bytes = new byte[2 * LargestMessage];
        private static Talker[] s_talkers;
        private static ManualResetEvent s_go;
        private static AutoResetEvent s_came;
        private static int s_there;

        /// <summary>So many messages of random size each, one after the other, whose echo must come back whole. The marker pin toggles when all begin and when all have ended.</summary>
        public static void Echo(int messages) => Run(messages, true);

        /// <summary>So many messages each without waiting for anything: all have work queued all the time.</summary>
        public static void Send(int messages) => Run(messages, false);

        private static void Run(int messages, bool echoed)
        {
            Sim800Modem modem = Node.Open(Node.Options("push", false, 8_192));
            new Noise(7).Fill(s_bytes, 0, s_bytes.Length);
            s_go = new ManualResetEvent(false);
            s_came = new AutoResetEvent(false);
            ModemSocket listener = new ModemSocket(modem, ModemProtocol.Tcp);
            listener.Bind(Listened);
            listener.Listen();
            Console.WriteLine("listening");
            s_talkers = new Talker[Talkers];
            s_talkers[0] = new Talker(0, listener.Accept(new ModemEndPoint()), LargestMessage, null, messages, echoed);
            s_talkers[1] = new Talker(1, Node.Connect(modem), LargestMessage, null, messages, echoed);
            s_talkers[2] = new Talker(2, Node.Connect(modem), LargestMessage, null, messages, echoed);
            ModemSocket peer = new ModemSocket(modem, ModemProtocol.Udp);
            peer.Connect(Node.Host, Node.Port);
            s_talkers[3] = new Talker(3, peer, LargestDatagram, null, messages, echoed);
            ModemSocket anybody = new ModemSocket(modem, ModemProtocol.Udp);
            anybody.Bind(Listened);
            s_talkers[4] = new Talker(4, anybody, LargestDatagram, new ModemEndPoint("203.0.113.7", Node.Port), messages, echoed);

            GpioPin marker = new GpioController().OpenPin(MarkerPin, PinMode.Output);
            Await();
            marker.Toggle();
            s_go.Set();
            Await();
            marker.Toggle();
            for (int i = 0; i < Talkers; i++)
            {
                s_talkers[i].Report();
            }

            listener.Close();
            Node.Close();
        }

        // Waits until all five have come so far.
        private static void Await()
        {
            while (s_there < Talkers)
            {
                s_came.WaitOne(60_000, false);
            }

            s_there = 0;
        }

        private static void Come()
        {
            lock (s_sync)
            {
                s_there++;
            }

            s_came.Set();
        }

        private sealed class Talker
        {
            private readonly int _number;
            private readonly ModemSocket _socket;
            private readonly int _largest;
            private readonly ModemEndPoint _target;
            private readonly ModemEndPoint _sender = new ModemEndPoint();
            private readonly int _messages;
            private readonly bool _echoed;
            private readonly Noise _noise;
            private readonly byte[] _buffer = new byte[LargestDatagram];
            private int _done;

            public Talker(int number, ModemSocket socket, int largest, ModemEndPoint target, int messages, bool echoed)
            {
                _number = number;
                _socket = socket;
                _largest = largest;
                _target = target;
                _messages = messages;
                _echoed = echoed;
                _noise = new Noise((uint)number);
                new Thread(Talk).Start();
            }

            public void Report()
            {
                Console.WriteLine("talker " + _number.ToString() + ": " + _done.ToString() + ", lost " + _socket.BytesLost.ToString());
                _socket.Close();
            }

            private void Talk()
            {
                for (int i = 0; i < WarmUp; i++)
                {
                    Exchange();
                }

                Come();
                s_go.WaitOne(600_000, false);
                while (_done < _messages)
                {
                    Exchange();
                    _done++;
                }

                Come();
            }

            private void Exchange()
            {
                int count = 1 + _noise.Below(_largest);
                int offset = _noise.Below(s_bytes.Length - count);
                for (int sent = 0; sent < count;)
                {
                    sent += _target != null ? _socket.SendTo(s_bytes, offset, count, _target) : _socket.Send(s_bytes, offset + sent, count - sent);
                }

                for (int received = 0; _echoed && received < count;)
                {
                    int room = count - received < _buffer.Length || _largest == LargestDatagram ? _buffer.Length : count - received;
                    room = room < _buffer.Length ? room : _buffer.Length;
                    int read = _target != null ? _socket.ReceiveFrom(_buffer, 0, room, _sender) : _socket.Receive(_buffer, 0, room);

                    // A datagram comes whole.
                    Expect.True(read > 0 && read <= count - received && (_largest == LargestMessage || read == count));
                    for (int i = 0; i < read; i++)
                    {
                        Expect.True(_buffer[i] == s_bytes[offset + received + i]);
                    }

                    received += read;
                }
            }
        }
    }
}
