using System.Device.Gpio;
using System.Threading;

namespace Bench
{
    /// <summary>A pin that is high while a call of the driver is timed. The PC counts from one rise to the next.</summary>
    internal static class Marker
    {
        private const int PinNumber = 2;

        // Until the driver's threads have done what a call has left to them.
        private const int Settling = 300;

        private static GpioPin s_pin;

        public static void Open(GpioController controller) => s_pin = controller.OpenPin(PinNumber, PinMode.Output);

        public static void Begin() => s_pin.Write(PinValue.High);

        public static void End() => s_pin.Write(PinValue.Low);

        /// <summary>Ends what belongs to an operation: the next rise begins the next one.</summary>
        public static void Settle() => Thread.Sleep(Settling);
    }
}
