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
    /// <summary>Initializes a new instance of the <see cref="ModemLines"/> class without any line.</summary>
    /// <param name="controller">The controller whose pins are used. It stays the caller's, who disposes it after the modem.</param>
    /// <exception cref="ArgumentNullException"><paramref name="controller"/> is null.</exception>
    public ModemLines(GpioController controller)
    {
        if (controller == null)
        {
            throw new ArgumentNullException();
        }

        Controller = controller;
    }

    /// <summary>Gets or sets the pin at PWRKEY: pressed by driving it low, released by an input with pull-up. Without it a module that is off stays off; one that is on and does not answer is restarted by RST.</summary>
    public int PowerKey { get; set; } = -1;

    /// <summary>Gets or sets the pin at RST, active low: pulsed to restart a module that is on and does not answer. It does not switch on one that is off.</summary>
    public int Reset { get; set; } = -1;

    /// <summary>Gets or sets the pin at DTR: low keeps the module awake, high lets it sleep. Without it the module sleeps by itself (<see cref="Sim800Modem.Sleep"/>). In data mode it rests high, and a low of a second and the rise is the escape.</summary>
    public int Dtr { get; set; } = -1;

    /// <summary>Gets or sets the pin at RI, whose edges wake the driver and whose pulses are reported (<see cref="ModemEvent.RingPulse"/>).</summary>
    public int RingIndicator { get; set; } = -1;

    /// <summary>Gets or sets the pin at DCD, low while a transparent connection exists. With it the end of a <see cref="ModemDataStream"/> is known at once and for certain.</summary>
    public int CarrierDetect { get; set; } = -1;

    /// <summary>Gets or sets the pin at STATUS, high while the module is on. With it a module that is off is known without asking.</summary>
    public int Status { get; set; } = -1;

    /// <summary>Gets or sets the pin that enables the module's supply, active high. Opening the port switches it on; <see cref="Sim800Modem.PowerOn"/> switches it off for 2 s where a key did not help, or none is wired.</summary>
    public int Supply { get; set; } = -1;

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and PWRKEY: high presses. The pin is an output then, and low at rest.</summary>
    public bool PowerKeyInverted { get; set; }

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and RST: high resets. The pin is an output then, and low at rest.</summary>
    public bool ResetInverted { get; set; }

    /// <summary>Gets or sets a value indicating whether a transistor stands between the pin and DTR: high keeps the module awake.</summary>
    public bool DtrInverted { get; set; }

    /// <summary>Gets or sets a value indicating whether a transistor stands between STATUS and the pin: low while the module is on.</summary>
    public bool StatusInverted { get; set; }

    /// <summary>Gets or sets a value indicating whether a low enables the supply.</summary>
    public bool SupplyInverted { get; set; }

    internal GpioController Controller { get; }

    internal bool IsInverted(PortLine line)
    {
        switch (line)
        {
            case PortLine.PowerKey:
                return PowerKeyInverted;
            case PortLine.Reset:
                return ResetInverted;
            case PortLine.Dtr:
                return DtrInverted;
            case PortLine.Status:
                return StatusInverted;
            case PortLine.Supply:
                return SupplyInverted;
            default:
                return false;
        }
    }

    internal int PinOf(PortLine line)
    {
        switch (line)
        {
            case PortLine.PowerKey:
                return PowerKey;
            case PortLine.Reset:
                return Reset;
            case PortLine.Dtr:
                return Dtr;
            case PortLine.RingIndicator:
                return RingIndicator;
            case PortLine.CarrierDetect:
                return CarrierDetect;
            case PortLine.Status:
                return Status;
            default:
                return Supply;
        }
    }
}
