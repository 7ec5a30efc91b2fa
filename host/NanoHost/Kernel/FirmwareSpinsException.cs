namespace NanoHost;

/// <summary>The run ended because a thread of the firmware never waits.</summary>
public sealed class FirmwareSpinsException(FirmwareFault fault) : Exception(fault.ToString())
{
    /// <summary>Which, where and when.</summary>
    public FirmwareFault Fault { get; } = fault;
}
