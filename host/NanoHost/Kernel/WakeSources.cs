namespace NanoHost;

/// <summary>What the program has enabled to wake the board, until it ends.</summary>
internal sealed class WakeSources
{
    private WakeSources()
    {
    }

    public WakeUp WakeUp { get; set; } = new();

    public static WakeSources Of(Machine machine) => machine.Service(static _ => new WakeSources());
}
