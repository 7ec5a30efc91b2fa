using System.Runtime.InteropServices;

namespace Sim800.Rig.Simulate;

/// <summary>
/// A pseudo terminal of Linux, found under a link. Its other side is held open and raw, so that programs may come and go, and
/// so that the kernel neither echoes nor translates before the first of them has set it up.
/// </summary>
internal sealed class PseudoTerminal : ITerminal
{
    private const int ReadWriteNoControlNoBlock = 2 | 0x100 | 0x800;
    private const int ReadWriteNoControl = 2 | 0x100;
    private const int ApplyNow = 0;
    private const short Input = 1;

    /// <summary>How long a closing terminal may wait for its reader.</summary>
    private const int PollMilliseconds = 100;

    /// <summary>Larger than termios on any platform; only its owner, the C library, looks inside.</summary>
    private const int TermiosBytes = 256;

    private readonly string _link;
    private readonly string _device;
    private readonly int _master;
    private readonly int _slave;
    private readonly Thread _reader;
    private volatile bool _isClosed;

    public PseudoTerminal(string link)
    {
        if (!OperatingSystem.IsLinux())
        {
            throw new IOException("--pty needs Linux; use --tcp PORT here and let socat or com0com make a port of it.");
        }

        _link = Path.GetFullPath(link);
        if (Target is null && Path.Exists(_link))
        {
            throw new IOException($"{link} exists and is no link; give --pty a name that is free.");
        }

        _master = posix_openpt(ReadWriteNoControlNoBlock);
        if (_master < 0 || grantpt(_master) != 0 || unlockpt(_master) != 0)
        {
            throw new IOException("The system gives no pseudo terminal; see whether /dev/pts is mounted.");
        }

        _device = Marshal.PtrToStringUTF8(ptsname(_master))!;
        _slave = open(_device, ReadWriteNoControl);
        var settings = new byte[TermiosBytes];
        _ = tcgetattr(_slave, settings);
        cfmakeraw(settings);
        _ = tcsetattr(_slave, ApplyNow, settings);

        File.Delete(_link);
        File.CreateSymbolicLink(_link, _device);
        _reader = new Thread(Read) { IsBackground = true, Name = _device };
        _reader.Start();
    }

    public event Action<byte[]>? Received;

    public string Invitation => $"Open {_link} like a serial port, for example: socat -,rawer,escape=0x1d {_link}   (leave with Ctrl-])";

    /// <summary>Where the link leads, if it is one.</summary>
    private string? Target => new FileInfo(_link).LinkTarget;

    public void Write(ReadOnlySpan<byte> bytes) => _ = write(_master, in MemoryMarshal.GetReference(bytes), bytes.Length);

    public void Dispose()
    {
        _isClosed = true;
        _reader.Join();
        if (Target == _device)
        {
            File.Delete(_link);
        }

        _ = close(_slave);
        _ = close(_master);
    }

    private void Read()
    {
        var buffer = new byte[4096];
        while (!_isClosed)
        {
            var wanted = new Poll { Descriptor = _master, Events = Input };
            if (poll(ref wanted, 1, PollMilliseconds) <= 0)
            {
                continue;
            }

            var count = read(_master, ref buffer[0], buffer.Length);
            if (count > 0)
            {
                Received?.Invoke(buffer[..(int)count]);
            }
        }
    }

    [DllImport("libc")]
    private static extern int posix_openpt(int flags);

    [DllImport("libc")]
    private static extern int grantpt(int descriptor);

    [DllImport("libc")]
    private static extern int unlockpt(int descriptor);

    [DllImport("libc")]
    private static extern IntPtr ptsname(int descriptor);

    [DllImport("libc")]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc")]
    private static extern int close(int descriptor);

    [DllImport("libc")]
    private static extern nint read(int descriptor, ref byte buffer, nint count);

    [DllImport("libc")]
    private static extern nint write(int descriptor, ref readonly byte buffer, nint count);

    [DllImport("libc")]
    private static extern int poll(ref Poll descriptors, nuint count, int milliseconds);

    [DllImport("libc")]
    private static extern int tcgetattr(int descriptor, [Out] byte[] settings);

    [DllImport("libc")]
    private static extern int tcsetattr(int descriptor, int when, byte[] settings);

    [DllImport("libc")]
    private static extern void cfmakeraw([In, Out] byte[] settings);

    [StructLayout(LayoutKind.Sequential)]
    private struct Poll
    {
        public int Descriptor;
        public short Events;
        public short Returned;
    }
}
