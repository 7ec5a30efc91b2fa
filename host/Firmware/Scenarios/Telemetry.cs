using System;
using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>
    /// A record each ten minutes through a connection that comes back by itself, the module asleep between: what the campaign of faults strikes. The marker pin toggles at the beginning of each report.
    /// Nothing is written and nothing allocated as long as nothing fails.
    /// </summary>
    public static class Telemetry
    {
        private const int Interval = 600_000;
        private const int DeliverTime = 540_000;
        private const int MarkerPin = 2;
        private const int ResetPin = 26;
        private const int SupplyPin = 22;

        private static readonly byte[] s_record = new byte[16];
        private static readonly byte[] s_answer = new byte[16];

        /// <summary>Delivers so many records.</summary>
        /// <param name="reports">How many.</param>
        /// <param name="largestStep">The largest step of the ladder.</param>
        /// <param name="replies">Whether the server acknowledges each record itself, rather than its TCP.</param>
        public static void Run(int reports, int largestStep, bool replies)
        {
            using SerialPort port = new SerialPort("COM2", 115200);
            using GpioController pins = new GpioController();
            using Sim800Modem modem = new Sim800Modem(port, new ModemLines(pins) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32, Reset = ResetPin, Supply = SupplyPin });
            ModemRecovery recovery = new ModemRecovery(modem, new ModemRecoveryOptions("internet") { LargestStep = (ModemRecoveryStep)largestStep, Seed = 1 });
            ModemOutbox outbox = new ModemOutbox(2_048);
            using ModemConnection connection = new ModemConnection(recovery, outbox, Node.Host, Node.Port);
            outbox.MessageLost += (box, message) => Console.WriteLine("lost " + message.ToString());
            if (replies)
            {
                connection.Reply = ReadReply;
            }

            GpioPin marker = pins.OpenPin(MarkerPin, PinMode.Output);
            long next = Environment.TickCount64;
            int outages = 0;
            for (int sequence = 1; sequence <= reports; sequence++)
            {
                marker.Toggle();
                if (connection.Enqueue(s_record, 0, Write(sequence)) == 0)
                {
                    Console.WriteLine("refused " + sequence.ToString());
                }

                bool delivered = connection.Deliver(DeliverTime);
                if (!delivered || recovery.Outages != outages)
                {
                    outages = recovery.Outages;
                    Report(delivered, recovery);
                }

                Sleep(modem);
                next += Interval;
                long pause = next - Environment.TickCount64;
                if (pause > 0)
                {
                    Thread.Sleep((int)pause);
                }
            }

            marker.Toggle();
            Console.WriteLine("end " + connection.Pending.ToString() + " " + outbox.Delivered.ToString() + " " + outbox.Lost.ToString() + " " + outbox.Refused.ToString() + " " + recovery.Outages.ToString() + " " + recovery.LongestOutage.ToString());
            string counts = "steps";
            for (ModemRecoveryStep step = ModemRecoveryStep.Reconnect; step <= ModemRecoveryStep.Supply; step++)
            {
                counts += " " + recovery.GetCount(step).ToString() + " " + recovery.GetCures(step).ToString() + " " + recovery.GetTime(step).ToString();
            }

            Console.WriteLine(counts);
        }

        private static void Report(bool delivered, ModemRecovery recovery) => Console.WriteLine(
            (delivered ? "back " : "out ") + ((int)recovery.Step).ToString() + " " + ((int)recovery.LastError).ToString() + " " + ((int)recovery.LastWait).ToString() + " " + recovery.OutageTime.ToString());

        private static void Sleep(Sim800Modem modem)
        {
            if (!modem.IsOpen)
            {
                return;
            }

            try
            {
                modem.Sleep();
            }
            catch (ModemException e)
            {
                Console.WriteLine("awake " + ((int)e.Error).ToString());
            }
        }

        // "17;17\n": a byte that the line has damaged shows.
        private static int Write(int sequence)
        {
            int at = WriteNumber(sequence, 0);
            s_record[at++] = (byte)';';
            at = WriteNumber(sequence, at);
            s_record[at++] = (byte)'\n';
            return at;
        }

        private static int WriteNumber(int number, int at)
        {
            int end = at + 1;
            for (int rest = number; rest > 9; rest /= 10)
            {
                end++;
            }

            for (int i = end - 1; i >= at; i--)
            {
                s_record[i] = (byte)('0' + (number % 10));
                number /= 10;
            }

            return end;
        }

        // "ACK 17\n": messages and records have the same numbers.
        private static bool ReadReply(ModemSocket socket, int message)
        {
            int count = 0;
            while (count == 0 || s_answer[count - 1] != (byte)'\n')
            {
                int read = count < s_answer.Length ? socket.Receive(s_answer, count, s_answer.Length - count) : 0;
                if (read == 0)
                {
                    return false;
                }

                count += read;
            }

            int number = 0;
            for (int i = 4; i < count - 1; i++)
            {
                number = (number * 10) + s_answer[i] - '0';
            }

            return number == message;
        }
    }
}
