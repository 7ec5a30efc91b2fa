namespace NanoHost;

/// <summary>A method of the firmware.</summary>
/// <param name="Assembly">The assembly it is in.</param>
/// <param name="Name">Its type without the namespace, and its name.</param>
public sealed record FirmwareMethod(string Assembly, string Name);
