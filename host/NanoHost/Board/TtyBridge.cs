using System.Diagnostics;
using Wire;

namespace NanoHost;

/// <summary>
/// Stands in for a module at the other end of a port: a real serial device of the PC, with a real module behind it. The
/// machine has to run in real time (<see cref="Pacing.RealTime"/>). The device's settings are those of the command
/// <c>stty</c>, so this is for Linux and macOS.
/// </summary>
public sealed class TtyBridge : IDisposable
{
    private readonly EventQueue _queue;
    private readonly string _device;
    private readonly Uart _end;
    private readonly FileStream _stream;
    private readonly Thread _reader;
    private volatile bool _isClosed;

    /// <param name="queue">The machine's.</param>
    /// <param name="port">The microcontroller's end of the line, as in <see cref="Board.Ports"/>.</param>
    /// <param name="device">The path of the device.</param>
    public TtyBridge(EventQueue queue, Uart port, string device)
    {
        _queue = queue;
        _device = device;
        _end = new Uart(queue, port.BaudRate) { Received = FromFirmware, PeerRateChanged = SetRate };
        Uart.Connect(_end, port);
        SetRate(port.BaudRate);
        _stream = new FileStream(device, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0);
        SetRate(port.BaudRate); // opening may have reset it
        _reader = new Thread(ReadDevice) { IsBackground = true, Name = device };
        _reader.Start();
    }

    public void Dispose()
    {
        _isClosed = true;
        _reader.Join();
        _stream.Dispose();
        _end.Received = null;
        _end.PeerRateChanged = null;
    }

    private void SetRate(int rate)
    {
        _end.BaudRate = rate;

        // a read ends after 0.1 s without a byte, so that the reader notices when it shall end
        var option = OperatingSystem.IsMacOS() ? "-f" : "-F";
        string[] arguments = [option, _device, rate.ToString(), "raw", "-echo", "clocal", "-crtscts", "min", "0", "time", "1"];
        using var stty = Process.Start(new ProcessStartInfo("stty", arguments) { RedirectStandardError = true })!;
        var error = stty.StandardError.ReadToEnd();
        stty.WaitForExit();
        if (stty.ExitCode != 0)
        {
            throw new IOException($"{_device} cannot be set to {rate} baud: {error.Trim()}");
        }
    }

    private void FromFirmware(byte b) => _stream.Write([b]);

    private void ReadDevice()
    {
        var buffer = new byte[256];
        while (!_isClosed)
        {
            var read = _stream.Read(buffer);
            if (read > 0)
            {
                var bytes = buffer[..read];
                _queue.Post(() => _end.Send(bytes));
            }
        }
    }
}
