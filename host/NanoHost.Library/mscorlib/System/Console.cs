using NanoHost;

namespace System;

/// <summary>Writes to the machine's console.</summary>
public static class Console
{
    public static void Write(string value) => FirmwareThread.Enter().Machine.Write(value);

    public static void WriteLine() => Write("\n");

    public static void WriteLine(string value) => FirmwareThread.Enter().Machine.Write(value + "\n");
}
