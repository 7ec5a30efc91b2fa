using System;
using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>The program keeps hold of what it has given to the modem: first a pin, then it closes the port.</summary>
    public static class Borrowed
    {
        public static void Run()
        {
            SerialPort port = new SerialPort("COM2", 115200);
            GpioController pins = new GpioController();
            Sim800Modem modem = new Sim800Modem(port, new ModemLines(pins) { PowerKey = 4, Dtr = 25, RingIndicator = 33, CarrierDetect = 32 });
            GpioPin pin = pins.OpenPin(33);
            Try("pin taken", modem.PowerOn);
            pin.Dispose();
            Try("pin free", modem.PowerOn);
            port.Close();
            Thread.Sleep(10_000);
            Try("port closed", () => modem.GetSignalQuality());
            port.Open();
            Try("port open", () => modem.GetSignalQuality());
            modem.Dispose();
            port.Dispose();
            pins.Dispose();
        }

        private static void Try(string name, Action action)
        {
            try
            {
                action();
                Console.WriteLine(name + ": done");
            }
            catch (ModemException)
            {
                Console.WriteLine(name + ": modem");
            }
            catch (Exception)
            {
                Console.WriteLine(name + ": refused");
            }
        }
    }
}
