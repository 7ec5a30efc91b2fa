using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Bytes that differ by place and by stream, so that what is lost, doubled or mixed up shows.</summary>
    internal static class Pattern
    {
        /// <summary>What the server says.</summary>
        public const int OfServer = 5;

        public static byte At(int stream, int place) => (byte)((place * 7) + (place >> 8) + (stream * 41));

        public static void Fill(byte[] buffer, int count, int stream, int place)
        {
            for (int i = 0; i < count; i++)
            {
                buffer[i] = At(stream, place + i);
            }
        }

        public static void Check(byte[] buffer, int count, int stream, int place)
        {
            for (int i = 0; i < count; i++)
            {
                Expect.True(buffer[i] == At(stream, place + i));
            }
        }

        /// <summary>Sends so many bytes of a stream.</summary>
        public static void Send(ModemSocket socket, byte[] buffer, int stream, int count)
        {
            for (int place = 0; place < count;)
            {
                int block = count - place < buffer.Length ? count - place : buffer.Length;
                Fill(buffer, block, stream, place);
                place += socket.Send(buffer, 0, block);
            }
        }

        /// <summary>Receives so many bytes of a stream, or fewer if the peer ends it, and checks each.</summary>
        public static int Receive(ModemSocket socket, byte[] buffer, int stream, int count)
        {
            int place = 0;
            while (place < count)
            {
                int room = count - place < buffer.Length ? count - place : buffer.Length;
                int read = socket.Receive(buffer, 0, room);
                Expect.True(read <= room);
                if (read == 0)
                {
                    break;
                }

                Check(buffer, read, stream, place);
                place += read;
            }

            return place;
        }
    }
}
