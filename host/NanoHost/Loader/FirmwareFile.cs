namespace NanoHost.Loader;

/// <summary>An assembly of the firmware as the compiler wrote it, with its portable symbols if there are any.</summary>
internal sealed record FirmwareFile(byte[] Image, byte[]? Symbols)
{
    public static FirmwareFile Read(string path)
    {
        var symbols = Path.ChangeExtension(path, ".pdb");
        return new FirmwareFile(File.ReadAllBytes(path), File.Exists(symbols) ? File.ReadAllBytes(symbols) : null);
    }
}
