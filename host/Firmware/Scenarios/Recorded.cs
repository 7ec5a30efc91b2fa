using System;
using System.Text;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Sessions with a flight recorder, read in every situation in which somebody may want to.</summary>
    public static class Recorded
    {
        private const int Size = 100;

        private static readonly byte[] s_buffer = new byte[256];
        private static readonly byte[] s_line = new byte[ModemRecorder.LongestLine];
        private static ModemRecorder s_recorder;
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static bool s_done;

        /// <summary>A session from the key to the end of the connection, and what is left of it when the modem is closed.</summary>
        public static void Run()
        {
            Open(8_192);
            Step.Run("echo", Echo);
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(60_000);
            Step.Run("close", s_socket.Close);
            Step.Run("off", s_modem.PowerOff);
            Node.Close();
            Tell();
        }

        /// <summary>A call hangs, and another thread reads meanwhile.</summary>
        public static void ReadWhileACallHangs()
        {
            Open(2_048);
            Thread caller = new Thread(() => Step.Run("hanging", () => s_modem.GetSignalQuality()));
            caller.Start();
            Thread.Sleep(1_000);
            Step.Run("reading", Tell);
            caller.Join();
            Console.WriteLine("counted " + s_modem.Counters.ErrorsOf(ModemError.TimedOut).ToString());
            Node.Close();
            Tell();
        }

        /// <summary>One thread reads all the time while others fill a small ring.</summary>
        public static void ReadWhileOthersTalk(int rounds)
        {
            Open(512);
            Thread reader = new Thread(Follow);
            reader.Start();
            Step.Run("echoes", () =>
            {
                for (int i = 0; i < rounds; i++)
                {
                    Echo();
                }
            });
            s_done = true;
            reader.Join();
            Node.Close();
        }

        /// <summary>A session for the replay: it goes wrong somewhere, and everything that was recorded is told.</summary>
        public static void GoWrong(int size)
        {
            Node.Recorder = s_recorder = new ModemRecorder(size);
            bool well = Step.Run("open", () => s_modem = Node.Open())
                && Step.Run("connect", () => s_socket = Node.Connect(s_modem))
                && Step.Run("echo", Echo)
                && Step.Run("signal", () => s_modem.GetSignalQuality())
                && Step.Run("wait", () => s_socket.Poll(20_000_000, ModemSelectMode.SelectRead))
                && Step.Run("again", Echo)
                && Step.Run("close", s_socket.Close);
            Node.Close();
            Tell();
        }

        private static void Open(int size)
        {
            Node.Recorder = s_recorder = new ModemRecorder(size);
            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
        }

        private static void Echo()
        {
            Pattern.Send(s_socket, s_buffer, 1, Size);
            Expect.True(Pattern.Receive(s_socket, s_buffer, 1, Size) == Size);
        }

        private static void Tell()
        {
            long position = 0;
            for (int length = s_recorder.ReadLine(ref position, s_line); length > 0; length = s_recorder.ReadLine(ref position, s_line))
            {
                Console.WriteLine("| " + Encoding.UTF8.GetString(s_line, 0, length));
            }
        }

        private static void Follow()
        {
            long position = 0;
            while (!s_done)
            {
                int length = s_recorder.ReadLine(ref position, s_line);
                if (length > 0)
                {
                    Console.WriteLine("| " + Encoding.UTF8.GetString(s_line, 0, length));
                }
                else
                {
                    Thread.Sleep(20);
                }
            }
        }
    }
}
