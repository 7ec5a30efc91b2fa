using System;
using NanoHost;

namespace nanoFramework.Runtime.Native;

/// <summary>Which firmware and board this is.</summary>
public static class SystemInfo
{
    /// <summary>How the processor calculates with floating point.</summary>
    public enum FloatingPoint
    {
        None = 0,
        SinglePrecisionSoftware = 1,
        SinglePrecisionHardware = 2,
        DoublePrecisionSoftware = 3,
        DoublePrecisionHardware = 4,
    }

    public static FloatingPoint FloatingPointSupport => FloatingPoint.DoublePrecisionSoftware;

    public static byte Model => 0;

    public static byte OEM => 0;

    public static string OEMString => "NanoHost";

    public static string Platform => FirmwareThread.Enter().Machine.Board.Profile.Name;

    public static ushort SKU => 0;

    public static string TargetName => FirmwareThread.Enter().Machine.Board.Profile.TargetName;

    public static Version Version => new(1, 12, 0, 0);
}
