using nanoFramework.Hardware.Esp32;

namespace Samples.Esp32;

/// <summary>What only the ESP32 needs: its UARTs have no pins of their own. Leave this file out on other boards.</summary>
public static partial class Program
{
    private const int ModuleRx = 17;
    private const int ModuleTx = 16;

    static partial void MapPins()
    {
        Configuration.SetPinFunction(ModuleRx, DeviceFunction.COM2_TX);
        Configuration.SetPinFunction(ModuleTx, DeviceFunction.COM2_RX);
    }
}
