namespace NanoHost;

/// <summary>Which pin was given to which function of a device (a TX or RX line, say), since the reset.</summary>
public sealed class PinFunctions
{
    private readonly Dictionary<int, int> _pins = [];

    private PinFunctions()
    {
    }

    /// <summary>Those of this machine.</summary>
    public static PinFunctions Of(Machine machine) => machine.Service(_ => new PinFunctions());

    /// <summary>The pin that has this function, -1 if none has.</summary>
    public int this[int function]
    {
        get => _pins.GetValueOrDefault(function, -1);
        set => _pins[function] = value;
    }

    /// <summary>Whether both lines of a serial port have pins.</summary>
    internal bool HasSerialPort(int number)
    {
        var transmit = 0x030000 | (number << 8); // DeviceFunction.COMn_TX, and COMn_RX after it
        return this[transmit] >= 0 && this[transmit + 1] >= 0;
    }
}
