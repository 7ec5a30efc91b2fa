using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Six links at once, each with a thread that sends and one that receives the echo of its own data.</summary>
    public static class SixLinks
    {
        private const int Links = 6;

        public static void Run(int count) => RunIn("manual", count);

        /// <summary>The same with data received in some way.</summary>
        public static void RunIn(string mode, int count)
        {
            Sim800Modem modem = Node.Open(Node.Options(mode, false, 8_192));
            Pair[] pairs = new Pair[Links];
            for (int i = 0; i < Links; i++)
            {
                pairs[i] = new Pair(i, count, Node.Connect(modem));
            }

            for (int i = 0; i < Links; i++)
            {
                pairs[i].Start();
            }

            for (int i = 0; i < Links; i++)
            {
                pairs[i].Join();
            }

            ModemSocket seventh = new ModemSocket(modem, ModemProtocol.Tcp);
            Step.Run("seventh", () => seventh.Connect(Node.Host, Node.Port));
            for (int i = 0; i < Links; i++)
            {
                pairs[i].Close();
            }

            Step.Run("eighth", () => seventh.Connect(Node.Host, Node.Port));
            seventh.Close();
            Node.Close();
        }

        private sealed class Pair
        {
            private readonly int _number;
            private readonly int _count;
            private readonly ModemSocket _socket;
            private readonly Thread _sender;
            private readonly Thread _receiver;

            public Pair(int number, int count, ModemSocket socket)
            {
                _number = number;
                _count = count;
                _socket = socket;
                _sender = new Thread(Send);
                _receiver = new Thread(Receive);
            }

            public void Start()
            {
                _receiver.Start();
                _sender.Start();
            }

            public void Join()
            {
                _sender.Join();
                _receiver.Join();
            }

            public void Close() => _socket.Close();

            // Blocks of another length on each link, so that they do not march in step.
            private void Send() =>
                Step.Run("send " + _number.ToString(), () => Pattern.Send(_socket, new byte[200 + (_number * 77)], _number, _count));

            private void Receive() =>
                Step.Run("receive " + _number.ToString(), () => Expect.True(Pattern.Receive(_socket, new byte[1460 - (_number * 111)], _number, _count) == _count));
        }
    }
}
