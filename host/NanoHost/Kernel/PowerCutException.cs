namespace NanoHost;

/// <summary>
/// Unwinds a firmware thread whose machine was stopped. Firmware that catches everything meets it again at its next instruction.
/// </summary>
internal sealed class PowerCutException() : Exception("The machine was stopped.");
