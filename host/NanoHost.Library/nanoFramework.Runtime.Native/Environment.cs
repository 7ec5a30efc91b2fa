using NanoHost;
using Wire;

namespace System;

/// <summary>The time since the start.</summary>
public static class Environment
{
    public static long TickCount64 => FirmwareThread.Enter().Machine.Uptime / Nanoseconds.PerMillisecond;
}
