using System;
using System.Device.Gpio;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

/// <summary>
/// Which pins of the board are wired to which lines of the module. A line that is not wired is -1, the default of each.
/// The modem opens the pins when it opens its port, and closes them; nothing is pressed by opening a pin.
/// Set the numbers before <see cref="Sim800Modem.PowerOn"/> or <see cref="Sim800Modem.Attach"/>; later changes have no effect.
/// </summary>
public sealed class ModemLines
{
    internal readonly GpioController Controller;

    // By line: as many fields would take twice the memory.
    private readonly int[] _pins = { -1, -1, -1, -1, -1, -1, -1 };
    private readonly bool[] _inverted = new bool[(int)PortLine.Supply + 1];

    /// <summary>Initializes a new instance of the <see cref="ModemLines"/> class without any line.</summary>
    /// <param name="controller">The controller whose pins are used. It stays the caller's, who disposes it after the modem.</param>
    /// <exception cref="ArgumentNullException"><paramref name="controller"/> is null.</exception>
    public ModemLines(GpioController controller)
    {
        Check.NotNull(controller);

        Controller = controller;
    }

    /// <summary>Gets or sets the pin at PWRKEY: pressed by driving it low, released by an input with pull-up. Without it a module that is off stays off; one that is on and does not answer is restarted by RST.</summary>
    public int PowerKey
    {
        get => PinOf(PortLine.PowerKey);
        set => _pins[(int)PortLine.PowerKey] = value;
    }

    /// <summary>Gets or sets the pin at RST, active low: pulsed to restart a module that is on and does not answer. It does not switch on one that is off.</summary>
    public int Reset
    {
        get => PinOf(PortLine.Reset);
        set => _pins[(int)PortLine.Reset] = value;
    }

    /// <summary>Gets or sets the pin at DTR: low keeps the module awake, high lets it sleep. Without it the module sleeps by itself (<see cref="Sim800Modem.Sleep"/>). In data mode it rests high, and a low of a second and the rise is the escape.</summary>
    public int Dtr
    {
        get => PinOf(PortLine.Dtr);
        set => _pins[(int)PortLine.Dtr] = value;
    }

    /// <summary>Gets or sets the pin at RI, whose edges wake the driver and whose pulses are reported (<see cref="ModemEvent.RingPulse"/>).</summary>
    public int RingIndicator
    {
        get => PinOf(PortLine.RingIndicator);
        set => _pins[(int)PortLine.RingIndicator] = value;
    }

    /// <summary>Gets or sets the pin at DCD, low while a transparent connection exists. With it the end of a <see cref="ModemDataStream"/> is known at once and for certain.</summary>
    public int CarrierDetect
    {
        get => PinOf(PortLine.CarrierDetect);
        set => _pins[(int)PortLine.CarrierDetect] = value;
    }

    /// <summary>Gets or sets the pin at STATUS, high while the module is on. With it a module that is off is known without asking.</summary>
    public int Status
    {
        get => PinOf(PortLine.Status);
        set => _pins[(int)PortLine.Status] = value;
    }

    /// <summary>Gets or sets the pin that enables the module's supply, active high. Opening the port switches it on; <see cref="Sim800Modem.PowerOn"/> switches it off for 2 s where a key did not help, or none is wired.</summary>
    public int Supply
    {
        get => PinOf(PortLine.Supply);
        set => _pins[(int)PortLine.Supply] = value;
    }

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and PWRKEY: high presses. The pin is an output then, and low at rest.</summary>
    public bool PowerKeyInverted
    {
        get => IsInverted(PortLine.PowerKey);
        set => _inverted[(int)PortLine.PowerKey] = value;
    }

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and RST: high resets. The pin is an output then, and low at rest.</summary>
    public bool ResetInverted
    {
        get => IsInverted(PortLine.Reset);
        set => _inverted[(int)PortLine.Reset] = value;
    }

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and DTR: high keeps the module awake.</summary>
    public bool DtrInverted
    {
        get => IsInverted(PortLine.Dtr);
        set => _inverted[(int)PortLine.Dtr] = value;
    }

    /// <summary>Gets or sets a value indicating whether a transistor stands between STATUS and the pin: low while the module is on.</summary>
    public bool StatusInverted
    {
        get => IsInverted(PortLine.Status);
        set => _inverted[(int)PortLine.Status] = value;
    }

    /// <summary>Gets or sets a value indicating whether a low enables the supply.</summary>
    public bool SupplyInverted
    {
        get => IsInverted(PortLine.Supply);
        set => _inverted[(int)PortLine.Supply] = value;
    }

    internal bool IsInverted(PortLine line) => _inverted[(int)line];

    internal int PinOf(PortLine line) => _pins[(int)line];
}
