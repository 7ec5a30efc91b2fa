namespace Sim800.Rig.Bench;

/// <summary>A row of the table: a method of the firmware in host/Firmware/Bench, and what the world outside does to it.</summary>
/// <param name="Name">The row's name.</param>
/// <param name="Method">The method of the firmware's class Program.</param>
internal sealed record Operation(string Name, string Method)
{
    /// <summary>Bytes of payload in each part.</summary>
    public int Payload { get; init; }

    /// <summary>How often it is counted; 0 for what can be done only once.</summary>
    public int Repetitions { get; init; } = 15;

    /// <summary>How often it is done before it is counted.</summary>
    public int WarmUp { get; init; } = 3;

    /// <summary>What the method is told beside the number of repetitions; nothing if it is 0.</summary>
    public int Argument { get; init; }

    /// <summary>How many timed calls one repetition has.</summary>
    public int Calls { get; init; } = 1;

    /// <summary>The figures are divided by this: for what is too short to be measured alone, or is part of something longer.</summary>
    public int Parts { get; init; } = 1;

    /// <summary>What happens outside while the call waits. The time counts from then.</summary>
    public Action<BenchBoard>? Stimulus { get; init; }
}
