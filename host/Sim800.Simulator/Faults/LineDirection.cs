namespace Sim800.Simulator.Faults;

/// <summary>The two wires of the serial line.</summary>
public enum LineDirection
{
    /// <summary>From the host to the module.</summary>
    ToModule,

    /// <summary>From the module to the host.</summary>
    ToHost,
}
