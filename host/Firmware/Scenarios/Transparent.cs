using System;
using System.Device.Gpio;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>A transparent connection, with and without the wires that help.</summary>
    public static class Transparent
    {
        /// <summary>DTR is wired.</summary>
        public const int WithDtr = 1;

        /// <summary>DCD is wired.</summary>
        public const int WithCarrier = 2;

        private const int DtrPin = 25;
        private const int CarrierPin = 32;
        private const int MarkerPin = 2;

        private static readonly byte[] s_buffer = new byte[2048];
        private static readonly byte[] s_out = new byte[1460];
        private static readonly byte[] s_spill = new byte[32768];
        private static readonly int[] s_silences = { 0, 500, 999, 1_000, 1_001, 3_000 };
        private static int s_total;
        private static int s_written;
        private static bool s_stop;
        private static AutoResetEvent s_rang;
        private static Sim800Modem s_modem;
        private static ModemDataStream s_stream;
        private static ModemDataOptions s_options;
        private static string s_host = Node.Host;
        private static ModemProtocol s_protocol;

        /// <summary>Writes a pattern to a server that returns it, reads it, closes, and talks to the module.</summary>
        public static void Echo(int wires, int protocol, int total)
        {
            s_protocol = (ModemProtocol)protocol;
            Open(wires);
            Step.Run("connect", Connect);
            Expect.True(s_stream.Connected && s_stream.InDataMode);
            int sent = 0;
            int received = 0;
            while (received < total)
            {
                int block = total - sent < s_out.Length ? total - sent : s_out.Length;
                Pattern.Fill(s_out, block, 0, sent);
                s_stream.Write(s_out, 0, block);
                sent += block;
                while (received < sent)
                {
                    int read = s_stream.Read(s_buffer, 0, sent - received);
                    Pattern.Check(s_buffer, read, 0, received);
                    received += read;
                }
            }

            Step.Run("refused", () => s_modem.GetSignalQuality());
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => Expect.True(s_modem.GetSignalQuality() >= 0));
            Step.Run("again", Connect);
            Step.Run("close again", s_stream.Close);
            Node.Close();
        }

        /// <summary>Reads until the connection ends, by whatever, and says what was read.</summary>
        public static void ReadToEnd(int wires, int size)
        {
            Open(wires);
            Connect();
            Drain(size);
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Writes so many bytes every so many milliseconds, or the text if there is one, until that fails; nobody reads before. Then it is read to the end.</summary>
        public static void WriteToEnd(int wires, int size, int interval, string text)
        {
            Open(wires);
            Connect();
            var writer = new Thread(() => Step.Run("writes", () => WriteFor(size, interval, text)));
            writer.Start();
            while (s_stream.Connected)
            {
                Thread.Sleep(10);
            }

            Console.WriteLine("gone");
            writer.Join();
            Drain(512);
            Console.WriteLine("lost " + s_stream.BytesLost.ToString());
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Writes for so many seconds while nobody reads, then reads all that the peer has said. The marker pin toggles before the first write and after each.</summary>
        public static void WriteThenRead(int wires, int seconds, int total)
        {
            Open(wires);
            Connect();
            GpioPin marker = new GpioController().OpenPin(MarkerPin, PinMode.Output);
            marker.Toggle();
            Pattern.Fill(s_out, 50, 0, 0);
            for (s_written = 0; s_written < seconds * 500; s_written += 50)
            {
                s_stream.Write(s_out, 0, 50);
                Pattern.Fill(s_out, 50, 0, s_written + 50);
                Thread.Sleep(100);
                marker.Toggle();
            }

            Expect.True(s_stream.InDataMode);
            ReadAll(total);
            Console.WriteLine("lost " + s_stream.BytesLost.ToString());
            Step.Run("close", s_stream.Close);
            Node.Close();
        }

        /// <summary>Does something while the driver asks the module about a text that nobody has read: reads, leaves data mode, or closes.</summary>
        public static void Interfere(int wires, string how, int milliseconds, int total)
        {
            Open(wires);
            Connect();
            s_stream.Write(s_out, 0, 10);
            Thread.Sleep(milliseconds);
            if (how == "escape")
            {
                Step.Run("escape", () => s_stream.EnterCommandMode(s_spill).Dispose());
            }

            if (how != "close")
            {
                ReadAll(total);
                Console.WriteLine("lost " + s_stream.BytesLost.ToString());
            }

            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>The same for a client that comes.</summary>
        public static void ServeToEnd(int wires, int size)
        {
            Open(wires);
            Step.Run("listen", () => s_stream.Listen(Node.Port));
            Step.Run("refused", () => s_modem.GetSignalQuality());
            ModemEndPoint remote = new ModemEndPoint();
            Step.Run("accept", () => s_stream.Accept(remote));
            Console.WriteLine("from " + remote.GetAddressText());
            s_stream.Write(new byte[] { (byte)'h', (byte)'i' }, 0, 2);
            Drain(size);
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Leaves data mode, talks and returns, again and again, while one thread reads and another writes.</summary>
        public static void Escapes(int wires, int plus, int rounds, int total)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            s_total = total;
            s_written = 0;
            s_stop = false;
            var reader = new Thread(ReadPattern);
            var writer = new Thread(WritePattern);
            reader.Start();
            writer.Start();
            for (int i = 0; i < rounds; i++)
            {
                using (s_stream.EnterCommandMode(s_spill))
                {
                    Expect.True(s_modem.GetSignalQuality() >= 0);
                }
            }

            s_stop = true;
            writer.Join();
            reader.Join();
            Thread.Sleep(1_000);
            Console.WriteLine("written " + s_written.ToString() + " lost " + s_stream.BytesLost.ToString());
            Step.Run("close", s_stream.Close);
            Node.Close();
        }

        /// <summary>Leaves data mode again and again while the peer talks, with a module that does not keep what comes meanwhile. Says how much of it there was.</summary>
        public static void EscapesWithLoss(int rounds)
        {
            Open(WithDtr | WithCarrier);
            Connect();
            int read = 0;
            for (int i = 0; i < rounds; i++)
            {
                read += s_stream.Read(s_buffer, 0, s_buffer.Length);
                using (s_stream.EnterCommandMode(s_spill))
                {
                    Expect.True(s_modem.GetSignalQuality() >= 0);
                    Thread.Sleep(500);
                }
            }

            s_stream.ReadTimeout = 5_000;
            Step.Run("rest", () =>
            {
                while (true)
                {
                    read += s_stream.Read(s_buffer, 0, s_buffer.Length);
                }
            });
            Console.WriteLine("read " + read.ToString());
            Step.Run("close", s_stream.Close);
            Node.Close();
        }

        /// <summary>Writes and escapes at random times; some of what is written looks like an escape, some of what is read like the module's answer.</summary>
        public static void EscapesAtRandom(int wires, int plus, int rounds, int seed)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            var random = new Random(seed);
            int left = 0;
            for (int i = 0; i < rounds; i++)
            {
                Thread.Sleep(random.Next(10) < 5 ? random.Next(50) : random.Next(2_500));
                int count = random.Next(4) == 0 ? 1 + random.Next(200) : 1 + random.Next(4);
                for (int k = 0; k < count; k++)
                {
                    s_out[k] = count < 5 && random.Next(5) > 0 ? (byte)'+' : (byte)random.Next(256);
                }

                s_stream.Write(s_out, 0, count);
                for (int k = 0; k < count; k++)
                {
                    Console.WriteLine("w " + s_out[k].ToString());
                }

                if (random.Next(3) == 0)
                {
                    Thread.Sleep(random.Next(10) < 5 ? 0 : random.Next(1_500));
                    using (s_stream.EnterCommandMode(s_spill))
                    {
                        Expect.True(s_modem.GetSignalQuality() >= 0);
                    }

                    left++;
                }
            }

            Thread.Sleep(2_000);
            string text = string.Empty;
            s_stream.ReadTimeout = 2_000;
            try
            {
                while (true)
                {
                    int read = s_stream.Read(s_buffer, 0, s_buffer.Length);
                    text += Hex(s_buffer, read);
                }
            }
            catch (ModemTimeoutException)
            {
            }

            Console.WriteLine("left " + left.ToString());
            Console.WriteLine("read " + text);
            Node.Close();
        }

        /// <summary>Leaves data mode at an instant near which the peer closes; then reads to the end.</summary>
        public static void EscapeAgainstClose(int wires, int plus)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            Thread.Sleep(3_000);
            Step.Run("escape", () =>
            {
                using (s_stream.EnterCommandMode(s_spill))
                {
                    s_modem.GetSignalQuality();
                    Thread.Sleep(100);
                }
            });
            Drain(512);
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Writes a text in one, two and three parts, at every split, with silences between and around them.</summary>
        public static void WriteSplits(int wires, int plus, string text)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            int length = text.Length;
            for (int i = 0; i < length; i++)
            {
                s_out[i] = (byte)text[i];
            }

            int written = 0;
            for (int k = 0; k < s_silences.Length; k++)
            {
                for (int first = 1; first <= length; first++)
                {
                    for (int second = first; second <= length; second++)
                    {
                        // Two equal ones make two parts of three, and both at the end make one.
                        if (second == length && first < length)
                        {
                            continue;
                        }

                        Thread.Sleep(s_silences[k]);
                        s_stream.Write(s_out, 0, first);
                        if (second > first)
                        {
                            Thread.Sleep(s_silences[k]);
                            s_stream.Write(s_out, first, second - first);
                        }

                        if (length > second)
                        {
                            Thread.Sleep(s_silences[k]);
                            s_stream.Write(s_out, second, length - second);
                        }

                        Thread.Sleep(s_silences[k]);
                        written++;
                    }
                }
            }

            Thread.Sleep(3_000);
            Console.WriteLine("written " + written.ToString());
            Expect.True(s_stream.InDataMode);
            Node.Close();
        }

        /// <summary>Writes a text in three parts with each silence before, between and behind them in each combination; or in random parts with random ones, so many times.</summary>
        public static void WriteMixedSplits(int wires, int plus, string text, int times)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            int length = text.Length;
            for (int i = 0; i < length; i++)
            {
                s_out[i] = (byte)text[i];
            }

            var random = new Random(1);
            int all = s_silences.Length * s_silences.Length * s_silences.Length * s_silences.Length;
            int count = times == 0 ? all : times;
            for (int i = 0; i < count; i++)
            {
                int first = times == 0 ? length / 3 : random.Next(length + 1);
                int second = times == 0 ? length * 2 / 3 : first + random.Next(length - first + 1);
                int silences = times == 0 ? i : random.Next(all);
                silences = Rest(silences);
                s_stream.Write(s_out, 0, first);
                silences = Rest(silences);
                s_stream.Write(s_out, first, second - first);
                silences = Rest(silences);
                s_stream.Write(s_out, second, length - second);
                Rest(silences);
            }

            Thread.Sleep(3_000);
            Console.WriteLine("written " + count.ToString());
            Expect.True(s_stream.InDataMode);
            Node.Close();
        }

        private static int Rest(int silences)
        {
            Thread.Sleep(s_silences[silences % s_silences.Length]);
            return silences / s_silences.Length;
        }

        /// <summary>Reads a text again and again, however it is split.</summary>
        public static void ReadSplits(int wires, string text, int times)
        {
            Open(wires);
            Connect();
            s_stream.ReadTimeout = -1;
            int length = text.Length;
            int total = times * length;
            for (int place = 0; place < total;)
            {
                int read = s_stream.Read(s_buffer, 0, s_buffer.Length);
                Expect.True(read > 0);
                for (int i = 0; i < read; i++)
                {
                    Expect.True(s_buffer[i] == (byte)text[(place + i) % length]);
                }

                place += read;
            }

            Expect.True(s_stream.InDataMode);
            Console.WriteLine("read all");
            Node.Close();
        }

        /// <summary>Reads and writes at once, as fast as the line goes, and checks every byte.</summary>
        public static void Duplex(int wires, int flow, int paced, int total)
        {
            Node.FlowControl = flow != 0;
            Open(wires);
            if (paced != 0)
            {
                s_options.UseSafePace(115_200);
            }

            Connect();
            s_total = total;
            var reader = new Thread(ReadPattern);
            reader.Start();
            for (int place = 0; place < total;)
            {
                int block = total - place < s_out.Length ? total - place : s_out.Length;
                Pattern.Fill(s_out, block, 0, place);
                s_stream.Write(s_out, 0, block);
                place += block;
            }

            reader.Join();
            Thread.Sleep(2_000);
            Console.WriteLine("lost " + s_stream.BytesLost.ToString());
            Node.Close();
        }

        /// <summary>Writes and reads back blocks of a size. The marker pin toggles before the first write, after each write and after each read.</summary>
        public static void Steady(int wires, int size, int rounds)
        {
            Open(wires);
            Connect();
            GpioPin marker = new GpioController().OpenPin(MarkerPin, PinMode.Output);
            marker.Toggle();
            for (int i = 0; i < rounds; i++)
            {
                s_stream.Write(s_out, 0, size);
                marker.Toggle();
                for (int received = 0; received < size;)
                {
                    received += s_stream.Read(s_buffer, received, size - received);
                }

                marker.Toggle();
            }

            Node.Close();
        }

        /// <summary>A module that may sleep, or must not, and an escape of either kind: DTR has one role at a time.</summary>
        public static void SleepRoles(int sleeps, int plus)
        {
            Open(WithDtr | WithCarrier);
            s_options.EscapesByPlus = plus != 0;
            if (sleeps != 0)
            {
                s_modem.Sleep();
                Thread.Sleep(5_000);
            }

            Step.Run("connect", Connect);
            s_stream.Write(s_out, 0, 10);
            Thread.Sleep(10_000);
            Step.Run("refused", s_modem.Sleep);
            using (s_stream.EnterCommandMode(s_spill))
            {
                Step.Run("refused in command mode", s_modem.Sleep);
                Thread.Sleep(10_000);
                Step.Run("signal", () => s_modem.GetSignalQuality());
            }

            s_stream.Write(s_out, 0, 10);
            Thread.Sleep(2_000);
            Step.Run("close", s_stream.Close);
            Step.Run("sleep", s_modem.Sleep);
            Thread.Sleep(5_000);
            Step.Run("awake", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>The microcontroller restarts in the middle of data mode, and finds out.</summary>
        /// <param name="wires">What is wired.</param>
        /// <param name="plus">Whether it leaves data mode by +++.</param>
        /// <param name="resume">Whether the connection is to go on.</param>
        /// <param name="escaped">Whether it has just left data mode.</param>
        public static void Restart(int wires, int plus, int resume, int escaped)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            Pattern.Fill(s_out, 200, 0, 0);
            s_stream.Write(s_out, 0, 100);
            Thread.Sleep(1_000);
            if (escaped != 0)
            {
                s_stream.EnterCommandMode(s_spill);
            }

            Node.Close();
            Thread.Sleep(500);
            s_modem = Node.Create();
            s_stream = new ModemDataStream(s_modem, s_options);
            bool found = false;
            Step.Run("recover", () => found = s_stream.Recover(resume != 0, s_spill));
            Console.WriteLine("found " + (found ? "yes" : "no") + ", data mode " + (s_stream.InDataMode ? "yes" : "no"));
            if (resume != 0)
            {
                s_stream.Write(s_out, 100, 100);
                Step.Run("read", () => Expect.True(s_stream.Read(s_buffer, 0, s_buffer.Length) > 0));
                Thread.Sleep(1_000);
                Step.Run("close", s_stream.Close);
            }

            Step.Run("signal", () => s_modem.GetSignalQuality());
            Step.Run("context", () => s_modem.OpenContext("internet"));
            Node.Close();
        }

        /// <summary>There is no connection of a life before.</summary>
        public static void RecoverNothing(int wires)
        {
            Open(wires);
            Node.Close();
            s_modem = Node.Create();
            s_stream = new ModemDataStream(s_modem, s_options);
            bool found = true;
            Step.Run("recover", () => found = s_stream.Recover(true, s_spill));
            Console.WriteLine("found " + (found ? "yes" : "no"));
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Every byte there is goes there and back; between the rounds the signal and a stored message are asked for. Then it is read to the end.</summary>
        public static void Routine(int wires, int plus, int rounds)
        {
            Open(wires);
            s_options.EscapesByPlus = plus != 0;
            Connect();
            s_stream.ReadTimeout = 120_000;
            for (int i = 0; i < rounds; i++)
            {
                int round = i;
                Step.Run("echo", () => EchoEveryByte(round));
                Step.Run("ask", () =>
                {
                    using (s_stream.EnterCommandMode(s_spill))
                    {
                        Console.WriteLine("signal " + s_modem.GetSignalQuality().ToString());
                        Console.WriteLine("message " + s_modem.Execute("AT+CMGF=1;+CMGR=1").Split('\n')[1]);
                    }
                });
            }

            EchoEveryByte(rounds);
            Console.WriteLine("waiting");
            Drain(512);
            Console.WriteLine("connected " + (s_stream.Connected ? "yes" : "no"));
            Step.Run("close", s_stream.Close);
            Step.Run("signal", () => s_modem.GetSignalQuality());
            Node.Close();
        }

        /// <summary>Says of each pulse of RI what it is, in data mode.</summary>
        /// <param name="delay">How late an edge may be told, in milliseconds.</param>
        /// <param name="data">What else pulses it, as AT+CFGRI.</param>
        /// <param name="seconds">For how long.</param>
        public static void Pulses(int delay, int data, int seconds)
        {
            Open(WithDtr | WithCarrier);
            s_options.RingDelay = delay;
            s_options.RingsFor = (ModemRingFor)data;
            s_modem.Reported += (modem, code, first, second, third) =>
            {
                if (code == ModemEvent.RingPulse)
                {
                    Console.WriteLine("pulse " + first.ToString());
                }
            };
            Connect();
            Console.WriteLine("ready");
            Thread.Sleep(seconds * 1_000);
            Node.Close();
        }

        /// <summary>A message comes while data flow: it is read, answered by a command and removed, and the stream goes on where it was.</summary>
        public static void Message(int wires)
        {
            Open(wires);
            s_modem.Execute("AT+CMGF=1");
            s_rang = new AutoResetEvent(false);
            s_modem.Reported += OnReported;
            Connect();
            s_total = 60_000;
            s_written = 0;
            s_stop = false;
            var reader = new Thread(ReadPattern);
            var writer = new Thread(WritePattern);
            reader.Start();
            writer.Start();
            Expect.True(s_rang.WaitOne(120_000, false));
            ModemIncoming incoming = s_stream.HandleIncoming(s_spill, 6_000);
            using (s_stream.EnterCommandMode(s_spill))
            {
                string index = incoming.MessageIndex.ToString();
                Console.WriteLine(s_modem.Execute("AT+CMGR=" + index));
                s_modem.Execute("AT+CMGD=" + index);
                Console.WriteLine("left " + s_modem.Execute("AT+CMGL=\"ALL\"").Length.ToString());
            }

            reader.Join();
            s_stop = true;
            writer.Join();
            Thread.Sleep(1_000);
            Console.WriteLine("written " + s_written.ToString() + " lost " + s_stream.BytesLost.ToString());
            Step.Run("close", s_stream.Close);
            Node.Close();
        }

        /// <summary>Answers RI: what comes in is asked for, and the stream goes on.</summary>
        public static void Incoming(int wires, int times)
        {
            Open(wires);
            s_modem.Execute("AT+CLIP=1");
            s_rang = new AutoResetEvent(false);
            s_modem.Reported += OnReported;
            Connect();
            for (int i = 0; i < times; i++)
            {
                Expect.True(s_rang.WaitOne(120_000, false));
                ModemIncoming incoming = s_stream.HandleIncoming(s_spill, 6_000);
                Console.WriteLine("rings " + incoming.Rings.ToString() + " caller " + incoming.Caller + " messages " + incoming.Messages.ToString() + " index " + incoming.MessageIndex.ToString());
                Expect.True(s_stream.InDataMode);
                s_stream.Write(s_out, 0, 10);
            }

            Step.Run("close", s_stream.Close);
            Node.Close();
        }

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            if (code == ModemEvent.RingPulse)
            {
                Console.WriteLine("ring " + first.ToString() + " of " + second.ToString());
                if (s_stream.InDataMode)
                {
                    s_rang.Set();
                }
            }
        }

        // Ctrl-Z, ESC, XON, XOFF, zero and what looks like an escape are among them, in another place each time.
        private static void EchoEveryByte(int round)
        {
            const int Count = 256;
            for (int i = 0; i < Count; i++)
            {
                s_out[i] = (byte)(i + (round * 37));
            }

            for (int i = 0; i < 3; i++)
            {
                s_out[Count + i] = (byte)'+';
            }

            s_stream.Write(s_out, 0, Count + 3);
            for (int received = 0; received < Count + 3;)
            {
                int read = s_stream.Read(s_buffer, 0, Count + 3 - received);
                Expect.True(read > 0);
                for (int i = 0; i < read; i++)
                {
                    Expect.True(s_buffer[i] == s_out[received + i]);
                }

                received += read;
            }
        }

        private static void ReadPattern()
        {
            int place = 0;
            while (place < s_total)
            {
                int read = s_stream.Read(s_buffer, 0, 1_460);
                Pattern.Check(s_buffer, read, Pattern.OfServer, place);
                place += read;
            }
        }

        private static void WriteFor(int size, int interval, string text)
        {
            int count = text.Length > 0 ? text.Length : size;
            for (int i = 0; i < count; i++)
            {
                s_out[i] = text.Length > 0 ? (byte)text[i] : Pattern.At(0, i);
            }

            while (true)
            {
                s_stream.Write(s_out, 0, count);
                Thread.Sleep(interval);
            }
        }

        private static void ReadAll(int total)
        {
            string text = string.Empty;
            Step.Run("read", () =>
            {
                for (int have = 0; have < total;)
                {
                    int read = s_stream.Read(s_buffer, 0, 700);
                    if (read == 0)
                    {
                        break;
                    }

                    text += Hex(s_buffer, read);
                    have += read;
                }
            });
            Console.WriteLine("read " + text);
        }

        private static void WritePattern()
        {
            while (!s_stop)
            {
                Pattern.Fill(s_out, 100, 0, s_written);
                s_stream.Write(s_out, 0, 100);
                s_written += 100;
                Thread.Sleep(50);
            }
        }

        private static void Drain(int size)
        {
            string text = string.Empty;
            Step.Run("end", () =>
            {
                int read;
                while ((read = s_stream.Read(s_buffer, 0, size)) > 0)
                {
                    text += Hex(s_buffer, read);
                }
            });
            Console.WriteLine("read " + text);
        }

        private static void Open(int wires)
        {
            Node.Dtr = (wires & WithDtr) != 0 ? DtrPin : -1;
            Node.CarrierDetect = (wires & WithCarrier) != 0 ? CarrierPin : -1;
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.WaitForNetwork(60_000);
            s_modem.OpenContext("internet", string.Empty, string.Empty, new ModemContextOptions { SingleConnection = true });
            s_options = new ModemDataOptions();
            s_stream = new ModemDataStream(s_modem, s_options);
        }

        private static void Connect() => s_stream.Connect(s_protocol, s_host, Node.Port);

        private static string Hex(byte[] bytes, int count)
        {
            string text = string.Empty;
            for (int i = 0; i < count; i++)
            {
                text += bytes[i].ToString("X2");
            }

            return text;
        }
    }
}
