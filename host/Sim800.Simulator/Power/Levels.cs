namespace Sim800.Simulator.Power;

/// <summary>The levels at the module's inputs; all have pull-ups.</summary>
internal sealed class Levels
{
    public bool PwrKey { get; private set; } = true;

    public bool Rst { get; private set; } = true;

    public bool Dtr { get; private set; } = true;

    public bool Rts { get; private set; } = true;

    public void Set(ModuleLine line, bool high)
    {
        switch (line)
        {
            case ModuleLine.PwrKey:
                PwrKey = high;
                break;
            case ModuleLine.Rst:
                Rst = high;
                break;
            case ModuleLine.Dtr:
                Dtr = high;
                break;
            case ModuleLine.Rts:
                Rts = high;
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(line), "The module drives this line itself.");
        }
    }
}
