namespace Sim800.Simulator.Faults;

/// <summary>A fault that waits for its occasion.</summary>
internal interface ICountedFault
{
    /// <summary>How many occasions go well before.</summary>
    int Skip { get; }

    /// <summary>How many are struck.</summary>
    int Count { get; }
}
