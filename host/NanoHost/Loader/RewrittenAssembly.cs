namespace NanoHost.Loader;

/// <summary>An assembly of the firmware, ready to be loaded at each boot.</summary>
internal sealed record RewrittenAssembly(string Name, byte[] Image, byte[]? Symbols, IReadOnlyList<string> References);
