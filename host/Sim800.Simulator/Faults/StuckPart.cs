namespace Sim800.Simulator.Faults;

/// <summary>What of the module can be stuck.</summary>
public enum StuckPart
{
    /// <summary>Every attempt to connect fails within a second.</summary>
    Connections,

    /// <summary>Nothing passes over the air, and nothing says so.</summary>
    Packets,

    /// <summary>It neither hears nor says anything.</summary>
    Port,
}
