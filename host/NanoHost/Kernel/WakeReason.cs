namespace NanoHost;

/// <summary>What has started the program.</summary>
public enum WakeReason
{
    /// <summary>No deep sleep: power, or a restart.</summary>
    None,

    /// <summary>The time of <see cref="WakeUp.After"/> was over.</summary>
    Timer,

    /// <summary><see cref="WakeUp.Single"/>.</summary>
    Pin,

    /// <summary><see cref="WakeUp.Pins"/>.</summary>
    Pins,
}
