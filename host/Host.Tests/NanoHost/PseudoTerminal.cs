using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Host.Tests.NanoHost;

/// <summary>The controlling side of a pseudo-terminal of Linux; the other side is a device that behaves like a serial port.</summary>
internal sealed class PseudoTerminal : IDisposable
{
    private const int ReadWriteNoControl = 2 | 0x100;

    private readonly FileStream _stream;

    public PseudoTerminal()
    {
        var descriptor = posix_openpt(ReadWriteNoControl);
        Assert.True(descriptor >= 0 && grantpt(descriptor) == 0 && unlockpt(descriptor) == 0);
        Device = Marshal.PtrToStringUTF8(ptsname(descriptor))!;
        _stream = new FileStream(new SafeFileHandle(descriptor, true), FileAccess.ReadWrite, bufferSize: 0);
    }

    public string Device { get; }

    public void Write(ReadOnlySpan<byte> bytes) => _stream.Write(bytes);

    public void ReadExactly(Span<byte> bytes) => _stream.ReadExactly(bytes);

    public void Dispose() => _stream.Dispose();

    [DllImport("libc", SetLastError = true)]
    private static extern int posix_openpt(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int grantpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern IntPtr ptsname(int descriptor);
}
