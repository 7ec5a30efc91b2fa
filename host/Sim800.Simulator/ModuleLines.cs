using Wire;

namespace Sim800.Simulator;

/// <summary>The module's pins as lines of the wire.</summary>
public sealed class ModuleLines
{
    public Line PwrKey { get; } = new("PWRKEY", pull: true);

    public Line Rst { get; } = new("RST", pull: true);

    public Line Dtr { get; } = new("DTR", pull: true);

    public Line Status { get; } = new("STATUS", pull: false);

    public Line Ri { get; } = new("RI", pull: true);

    public Line Dcd { get; } = new("DCD", pull: true);

    public Line Rts { get; } = new("RTS", pull: true);

    public Line Cts { get; } = new("CTS", pull: false);

    /// <summary>The line of a pin.</summary>
    public Line this[ModuleLine line] => line switch
    {
        ModuleLine.PwrKey => PwrKey,
        ModuleLine.Rst => Rst,
        ModuleLine.Dtr => Dtr,
        ModuleLine.Status => Status,
        ModuleLine.Ri => Ri,
        ModuleLine.Dcd => Dcd,
        ModuleLine.Rts => Rts,
        ModuleLine.Cts => Cts,
        _ => throw new ArgumentOutOfRangeException(nameof(line)),
    };
}
