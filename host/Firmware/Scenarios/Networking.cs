using System;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>What the network, the card and the module say of themselves, and what a program does about it.</summary>
    public static class Networking
    {
        private static Sim800Modem s_modem;

        /// <summary>A card that asks for its PIN.</summary>
        public static void Pin(string pin, bool force)
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            Step.Run("wait", () => s_modem.WaitForNetwork(30_000));
            Report();
            Step.Run("enter", () => s_modem.EnterPin(pin, force));
            Report();
            Step.Run("again", () => s_modem.WaitForNetwork(30_000));
            Node.Close();
        }

        /// <summary>Everything that can be asked.</summary>
        public static void Facts()
        {
            s_modem = Node.Create();
            s_modem.PowerOn();
            s_modem.UseNetworkTime();
            s_modem.WaitForNetwork();
            Console.WriteLine("sim " + ((int)s_modem.GetSimState()).ToString());
            Console.WriteLine("attempts " + s_modem.GetPinAttempts().ToString());
            Console.WriteLine("registration " + ((int)s_modem.GetRegistration()).ToString());
            Console.WriteLine("attached " + (s_modem.GetAttached() ? "yes" : "no"));
            Console.WriteLine("operator " + s_modem.GetOperator());
            Console.WriteLine("card " + s_modem.GetCardNumber());
            Console.WriteLine("subscriber " + s_modem.GetSubscriberNumber());
            Console.WriteLine("identity " + s_modem.GetIdentity());
            Console.WriteLine("serial " + s_modem.GetSerialNumber());
            Console.WriteLine("signal " + s_modem.GetSignalQuality().ToString());
            int millivolts = s_modem.GetBattery(out int percent);
            Console.WriteLine("battery " + millivolts.ToString() + " " + percent.ToString());
            DateTime time = s_modem.GetTime();
            Console.WriteLine("time " + time.Year.ToString() + " " + time.Month.ToString() + " " + time.Day.ToString() + " " + time.Hour.ToString());
            Step.Run("join", s_modem.JoinPacketNetwork);
            Node.Close();
        }

        /// <summary>The way of a context, as it is reported and as the module tells it.</summary>
        public static void States(bool single)
        {
            s_modem = Node.Create();
            s_modem.Reported += OnReported;
            s_modem.PowerOn();
            s_modem.WaitForNetwork();
            Ask("before");
            s_modem.OpenContext("internet", "", "", new ModemContextOptions { SingleConnection = single });
            Ask("open");
            ModemSocket socket = Node.Connect(s_modem);
            Ask("connected");
            socket.Close();
            Ask("closed");
            Console.WriteLine("lose");
            Thread.Sleep(5_000);
            Ask("lost");
            Step.Run("again", () => s_modem.OpenContext("internet"));
            s_modem.CloseContext();
            Ask("shut");
            Thread.Sleep(1_000);
            Node.Close();
        }

        /// <summary>Waits for a network that does not come, until another thread closes the modem.</summary>
        public static void CloseWhileWaiting(int delay, bool attaches)
        {
            s_modem = Node.Create();
            s_modem.Reported += OnReported;
            s_modem.PowerOn();
            Action wait = () => s_modem.WaitForNetwork(-1);
            if (attaches)
            {
                wait = s_modem.JoinPacketNetwork;
            }

            Thread waiting = new Thread(() => Step.Run("wait", wait));
            waiting.Start();
            Thread.Sleep(delay);
            Step.Run("close", Node.Close);
            waiting.Join();
        }

        /// <summary>Another thread closes the modem while it is looked for.</summary>
        public static void CloseWhileSearching(int delay)
        {
            s_modem = Node.Create();
            Thread opening = new Thread(() => Step.Run("open", s_modem.PowerOn));
            opening.Start();
            Thread.Sleep(delay);
            Step.Run("close", s_modem.Close);
            opening.Join();
            Console.WriteLine("ended");
        }

        private static void Report() =>
            Console.WriteLine("sim " + ((int)s_modem.GetSimState()).ToString() + " attempts " + s_modem.GetPinAttempts().ToString());

        private static void Ask(string when) => Console.WriteLine(when + " " + ((int)s_modem.GetGprsState()).ToString());

        private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
        {
            if (code == ModemEvent.GprsState)
            {
                Console.WriteLine("way " + first.ToString() + ": " + third.ToString() + " to " + second.ToString());
            }
            else if (code == ModemEvent.Progress)
            {
                Console.WriteLine("stage " + first.ToString() + " " + second.ToString());
            }
        }
    }
}
