namespace Sim800.Simulator.Power;

/// <summary>The levels at the module's inputs; all have pull-ups.</summary>
internal sealed class Levels
{
    public bool PwrKey { get; set; } = true;

    public bool Rst { get; set; } = true;

    public bool Dtr { get; set; } = true;
}
