using NanoHost;

namespace nanoFramework.Hardware.Esp32;

/// <summary>Gives pins to the lines of devices; the virtual board notes it.</summary>
public class Configuration
{
    public static void SetPinFunction(int pin, DeviceFunction value) => PinFunctions.Of(Machine.Current)[(int)value] = pin;

    public static int GetFunctionPin(DeviceFunction function) => PinFunctions.Of(Machine.Current)[(int)function];
}
