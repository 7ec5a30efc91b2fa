using System;
using System.IO;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Time-outs, Poll, Available, and the stream: against a server that answers whatever it hears with a hundred bytes after 3 s.</summary>
    public static class Waiting
    {
        private const int Hundred = 100;

        private static readonly byte[] s_buffer = new byte[Hundred];
        private static ModemSocket s_socket;
        private static ModemStream s_stream;

        public static void Socket()
        {
            Sim800Modem modem = Node.Open();
            s_socket = new ModemSocket(modem, ModemProtocol.Tcp);
            Expect.True(s_socket.ConnectTimeout == 80_000 && s_socket.SendTimeout == 30_000 && s_socket.ReceiveTimeout == 30_000);
            Expect.True(!s_socket.Connected);
            Step.Run("available before", () => Expect.True(s_socket.Available == 0));
            Step.Run("poll before", () => s_socket.Poll(0, ModemSelectMode.SelectWrite));
            Step.Run("send before", () => s_socket.Send(s_buffer, 0, 1));
            Step.Run("receive before", () => s_socket.Receive(s_buffer, 0, 1));
            Step.Run("connect", () => s_socket.Connect(Node.Host, Node.Port));
            Step.Run("connect twice", () => s_socket.Connect(Node.Host, Node.Port));
            Expect.True(s_socket.Connected);

            Step.Run("poll nothing", () => Expect.True(!s_socket.Poll(0, ModemSelectMode.SelectRead)));
            Step.Run("poll 1 us", () => Expect.True(!s_socket.Poll(1, ModemSelectMode.SelectRead)));
            Step.Run("poll 2 s", () => Expect.True(!s_socket.Poll(2_000_000, ModemSelectMode.SelectRead)));
            Step.Run("poll write", () => Expect.True(s_socket.Poll(-1, ModemSelectMode.SelectWrite)));
            Step.Run("poll error", () => Expect.True(!s_socket.Poll(-1, ModemSelectMode.SelectError)));
            s_socket.ReceiveTimeout = 1_500;
            Step.Run("receive nothing", () => s_socket.Receive(s_buffer, 0, 1));
            s_socket.ReceiveTimeout = 0;
            Step.Run("receive at once", () => s_socket.Receive(s_buffer, 0, 1));
            Expect.True(s_socket.Connected && s_socket.Available == 0);

            Ask();
            Step.Run("poll data", () => Expect.True(s_socket.Poll(-1, ModemSelectMode.SelectRead)));
            Step.Run("available", () => Expect.True(s_socket.Available == Hundred));
            Step.Run("receive at once with data", () => Expect.True(s_socket.Receive(s_buffer, 0, 10) == 10));
            Expect.True(s_socket.Available == Hundred - 10);
            Step.Run("poll rest", () => Expect.True(s_socket.Poll(0, ModemSelectMode.SelectRead)));
            Expect.True(s_socket.Receive(s_buffer, 0, Hundred) == Hundred - 10);
            Expect.True(s_socket.Available == 0 && !s_socket.Poll(0, ModemSelectMode.SelectRead));

            // Longer than a data notice is waited for before the module is asked anyway.
            Step.Run("poll long", () => Expect.True(!s_socket.Poll(40_000_000, ModemSelectMode.SelectRead)));
            s_socket.ReceiveTimeout = -1;
            Ask();
            Step.Run("receive without limit", () => Expect.True(Pattern.Receive(s_socket, s_buffer, 5, Hundred) == Hundred));
            s_socket.SendTimeout = -1;
            Step.Run("send without limit", () => Expect.True(s_socket.Send(s_buffer, 0, 1) == 1));
            s_socket.SendTimeout = 0;
            Step.Run("send at once", () => Expect.True(s_socket.Send(s_buffer, 0, 1) == 1));
            s_socket.Close();
            s_socket.Close();
            Step.Run("poll after", () => s_socket.Poll(0, ModemSelectMode.SelectRead));
            s_socket.ConnectTimeout = -1;
            Step.Run("connect without limit", () => s_socket.Connect(Node.Host, Blocked.Silent));
            s_socket.ConnectTimeout = 5_000;
            Step.Run("connect for 5 s", () => s_socket.Connect(Node.Host, Blocked.Silent));
            Step.Run("connect again", () => s_socket.Connect(Node.Host, Node.Port));
            s_socket.Dispose();
            Node.Close();
        }

        public static void Stream()
        {
            Sim800Modem modem = Node.Open();
            s_socket = Node.Connect(modem);
            s_stream = new ModemStream(s_socket, true);
            Expect.True(s_stream.CanRead && s_stream.CanWrite && s_stream.CanTimeout && !s_stream.CanSeek);
            Expect.True(s_stream.ReadTimeout == 30_000 && s_stream.WriteTimeout == 30_000);
            s_stream.ReadTimeout = 1_500;
            s_stream.WriteTimeout = 2_500;
            Expect.True(s_socket.ReceiveTimeout == 1_500 && s_socket.SendTimeout == 2_500);
            Step.Run("read nothing", () => s_stream.Read(s_buffer, 0, 1));
            s_stream.ReadTimeout = 10_000;
            s_stream.Write(s_buffer, 0, 1);
            s_stream.Flush();
            Step.Run("read", ReadHundred);

            // Three blocks, each with its answer.
            byte[] large = new byte[4_000];
            Step.Run("write", () => s_stream.Write(large, 0, large.Length));
            s_stream.ReadTimeout = 20_000;
            ReadHundred();
            ReadHundred();
            ReadHundred();
            s_stream.WriteByte(1);
            Step.Run("read span", ReadSpan);
            s_stream.Dispose();
            Expect.True(!s_socket.Connected);
            Step.Run("read after", () => s_stream.Read(s_buffer, 0, 1));

            // A stream that does not own its socket leaves it open.
            s_socket.Connect(Node.Host, Node.Port);
            new ModemStream(s_socket).Dispose();
            Expect.True(s_socket.Connected);
            s_socket.Close();
            Node.Close();
        }

        private static void Ask() => Expect.True(s_socket.Send(s_buffer, 0, 1) == 1);

        private static void ReadHundred()
        {
            int place = 0;
            while (place < Hundred)
            {
                int read = s_stream.Read(s_buffer, 0, Hundred - place);
                Pattern.Check(s_buffer, read, 5, place);
                place += read;
            }
        }

        private static void ReadSpan()
        {
            byte[] target = new byte[Hundred];
            int place = 0;
            while (place < Hundred)
            {
                place += s_stream.Read(new SpanByte(target, place, Hundred - place));
            }

            Pattern.Check(target, Hundred, 5, 0);
        }
    }
}
