namespace Sim800.Simulator;

/// <summary>The pins of the module beside its data lines, by their names in the hardware design guides.</summary>
public enum ModuleLine
{
    /// <summary>Power key, an input with a pull-up: held low it switches the module on and off.</summary>
    PwrKey,

    /// <summary>Reset, an input with a pull-up; SIM800C has none.</summary>
    Rst,

    /// <summary>Data terminal ready, an input: low keeps the module awake.</summary>
    Dtr,

    /// <summary>Module status, an output: high while it is on.</summary>
    Status,

    /// <summary>Ring indicator, an output that rests high.</summary>
    Ri,

    /// <summary>Data carrier detect, an output: low while a transparent connection exists.</summary>
    Dcd,

    /// <summary>Request to send, an input: under hardware flow control the module sends only while it is low.</summary>
    Rts,

    /// <summary>Clear to send, an output: under hardware flow control low while the module has room for input.</summary>
    Cts,
}
