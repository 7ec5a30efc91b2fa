using System.Collections.Concurrent;
using NanoHost;

namespace Sim800.Rig.Boards;

/// <summary>The firmware that the build has put beside the program.</summary>
public static class BuiltFirmware
{
    /// <summary>The assembly of the driver.</summary>
    public const string Driver = "Sim800.Nano";

    private static readonly ConcurrentDictionary<string, Lazy<FirmwareImage>> s_images = new();

    /// <summary>Where an assembly of firmware lies.</summary>
    public static string PathOf(string assembly) => Path.Combine(AppContext.BaseDirectory, "firmware", $"{assembly}.dll");

    /// <summary>A program and the driver, ready to boot; they are rewritten when they are asked for first.</summary>
    public static FirmwareImage Load(string program) => s_images.GetOrAdd(program, name => new(() => Load(name, new RewriteOptions()))).Value;

    /// <summary>The same, rewritten in another way.</summary>
    public static FirmwareImage Load(string program, RewriteOptions options) => FirmwareImage.Load([PathOf(Driver), PathOf(program)], options);
}
