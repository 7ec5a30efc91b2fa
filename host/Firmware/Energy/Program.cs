using System;
using System.Threading;
using Sim800.Nano;
using Esp32Sleep = nanoFramework.Hardware.Esp32.Sleep;

namespace Energy
{
    /// <summary>A report of so many bytes each so many seconds, for ever: each method is a way of working between them.</summary>
    public static class Program
    {
        /// <summary>The module never sleeps, and the connection stays.</summary>
        public static void AlwaysOn(int interval, int bytes)
        {
            Node.Start();
            Node.Connect();
            while (true)
            {
                Node.Report(bytes);
                Thread.Sleep(interval * 1_000);
            }
        }

        /// <summary>The module sleeps when nothing was said to it for ten seconds, and the connection stays.</summary>
        public static void IdleSleep(int interval, int bytes)
        {
            Node.Start();
            Node.Modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 10_000);
            Node.Connect();
            while (true)
            {
                Node.Report(bytes);
                Thread.Sleep(interval * 1_000);
            }
        }

        /// <summary>The module sleeps from one report to the next, and the connection stays.</summary>
        public static void ConnectionKept(int interval, int bytes)
        {
            Node.Start();
            Node.Connect();
            while (true)
            {
                Node.Report(bytes);
                Node.Modem.Sleep();
                Thread.Sleep(interval * 1_000);
            }
        }

        /// <summary>Each report has a connection of its own; in between the module sleeps.</summary>
        public static void ConnectPerReport(int interval, int bytes)
        {
            Node.Start();
            while (true)
            {
                Node.ConnectAndReport(bytes);
                Node.Modem.Sleep();
                Thread.Sleep(interval * 1_000);
            }
        }

        /// <summary>The same, and the microcontroller sleeps deeply: it starts from here for each report, or when the module wants something.</summary>
        public static void DeepSleep(int interval, int bytes)
        {
            Node.Start();
            Console.WriteLine("woken by " + ((int)Esp32Sleep.GetWakeupCause()).ToString());
            Node.ConnectAndReport(bytes);
            Node.Modem.Sleep();
            Esp32Sleep.EnableWakeupByPin(Esp32Sleep.WakeupGpioPin.Pin33, 0);
            SleepDeeply(interval);
        }

        /// <summary>Between the reports the module is off, and the microcontroller sleeps deeply.</summary>
        public static void SwitchedOff(int interval, int bytes)
        {
            Node.Start();
            Node.ConnectAndReport(bytes);
            Node.Modem.PowerOff();
            SleepDeeply(interval);
        }

        private static void SleepDeeply(int interval)
        {
            Esp32Sleep.EnableWakeupByTimer(TimeSpan.FromSeconds(interval));
            Esp32Sleep.StartDeepSleep();
        }
    }
}
