using System.Threading;
using NanoHost;
using NanoHost.Redirects;

namespace System.IO.Ports;

/// <summary>
/// A serial port as the platform has it: <c>Read</c> gives all it was asked for or throws, and what does not fit into the
/// buffer is lost in silence.
/// </summary>
public sealed class SerialPort : IDisposable
{
    private const int ByteArrayBytes = 24;
    private const int DefaultBufferSize = 256;

    /// <summary>What the managed half of <c>Read</c> and <c>Write</c> executes on a device before the native one begins.</summary>
    private const int CallInstructions = 28;

    private readonly Machine _machine;
    private readonly SerialPorts _ports;
    private SerialDriver? _driver;
    private Stream? _stream;
    private SerialDataReceivedEventHandler? _dataReceived;
    private bool _isDisposed;
    private int _baudRate;
    private int _dataBits;
    private int _bufferSize = DefaultBufferSize;
    private int _readTimeout = Timeout.Infinite;
    private int _writeTimeout = Timeout.Infinite;
    private int _threshold = 1;
    private bool _thresholdWasSet;
    private char _watchChar;
    private string _newLine = "\n";
    private Handshake _handshake;
    private Parity _parity;
    private StopBits _stopBits;
    private SerialMode _mode;
    private bool _invertSignalLevels;

    public SerialPort(string portName, int baudRate = 9600, Parity parity = Parity.None, int dataBits = 8, StopBits stopBits = StopBits.One)
    {
        _machine = FirmwareThread.Enter().Machine;
        if (portName is null || portName.Length < 4 || !portName.StartsWith("COM", StringComparison.Ordinal))
        {
            throw Platform.Error(new ArgumentException());
        }

        _ports = SerialPorts.Of(_machine);
        if (!_ports.Claim(portName))
        {
            throw Platform.Error(new ArgumentException());
        }

        PortName = portName;
        _baudRate = baudRate;
        _parity = parity;
        _dataBits = dataBits;
        _stopBits = stopBits;
    }

    /// <summary>Comes on the dispatcher's thread.</summary>
    public event SerialDataReceivedEventHandler DataReceived
    {
        add
        {
            EnterUndisposed();
            _dataReceived += value;
        }

        remove
        {
            EnterUndisposed();
            _dataReceived -= value;
        }
    }

    public string PortName { get; }

    public bool IsOpen { get; private set; }

    public Stream BaseStream => IsOpen ? _stream! : throw Platform.Error(new InvalidOperationException());

    public int BytesToRead => Enter().Available;

    public int BaudRate
    {
        get => _baudRate;
        set
        {
            Check(value > 0);
            _baudRate = value;
            Configure();
        }
    }

    public int DataBits
    {
        get => _dataBits;
        set
        {
            Check(value is >= 5 and <= 8);
            _dataBits = value;
        }
    }

    /// <summary>Only <see cref="Handshake.RequestToSend"/> does anything, and only on boards that have it.</summary>
    public Handshake Handshake
    {
        get => _handshake;
        set
        {
            Check(value is >= Handshake.None and <= Handshake.RequestToSendXOnXOff);
            _handshake = value;
            Configure();
        }
    }

    public Parity Parity
    {
        get => _parity;
        set
        {
            FirmwareThread.EnterPlatform();
            _parity = value;
        }
    }

    public StopBits StopBits
    {
        get => _stopBits;
        set
        {
            FirmwareThread.EnterPlatform();
            _stopBits = value;
        }
    }

    public SerialMode Mode
    {
        get => _mode;
        set
        {
            FirmwareThread.EnterPlatform();
            _mode = value;
        }
    }

    public bool InvertSignalLevels
    {
        get => _invertSignalLevels;
        set
        {
            EnterClosed();
            _invertSignalLevels = value;
        }
    }

    public string NewLine
    {
        get => _newLine;
        set
        {
            FirmwareThread.EnterPlatform();
            _newLine = string.IsNullOrEmpty(value) ? throw Platform.Error(new ArgumentException()) : value;
        }
    }

    /// <summary>The same field as <see cref="WriteBufferSize"/>.</summary>
    public int ReadBufferSize
    {
        get => _bufferSize;
        set
        {
            EnterClosed();
            Check(value > 0);
            _bufferSize = value;
        }
    }

    /// <summary>The same field as <see cref="ReadBufferSize"/>.</summary>
    public int WriteBufferSize
    {
        get => _bufferSize;
        set => ReadBufferSize = value;
    }

    public int ReadTimeout
    {
        get => _readTimeout;
        set
        {
            Check(value >= Timeout.Infinite);
            _readTimeout = value;
        }
    }

    public int WriteTimeout
    {
        get => _writeTimeout;
        set
        {
            Check(value >= Timeout.Infinite);
            _writeTimeout = value;
        }
    }

    public int ReceivedBytesThreshold
    {
        get => _threshold;
        set
        {
            Check(value > 0);
            _threshold = value;
            _thresholdWasSet = true;
            if (_driver is not null)
            {
                _driver.Threshold = value;
            }
        }
    }

    public char WatchChar
    {
        get => throw Platform.Error(new NotSupportedException());
        set
        {
            FirmwareThread.EnterPlatform();
            _watchChar = value;
            if (_driver is not null)
            {
                _driver.WatchChar = value;
            }
        }
    }

    public static string[] GetPortNames()
    {
        var names = new string[FirmwareThread.Enter().Machine.Board.Ports.Count];
        Machine.Current.Board.Ports.Keys.CopyTo(names, 0);
        Array.Sort(names, StringComparer.Ordinal);
        return names;
    }

    public void Open()
    {
        EnterUndisposed();
        if (IsOpen)
        {
            throw Platform.Error(new InvalidOperationException());
        }

        if (!_machine.Board.Ports.ContainsKey(PortName))
        {
            throw Platform.Error(new ArgumentException());
        }

        if (_machine.Board.Profile.NeedsPinFunctions && !PinFunctions.Of(_machine).HasSerialPort(PortName[3] - '0'))
        {
            throw Platform.Error(new Exception("CLR_E_PIN_UNAVAILABLE"));
        }

        if (_driver is null)
        {
            _driver = new SerialDriver(_machine, PortName, Deliver);
            _ports.Add(_driver);
        }

        _driver.Open(_bufferSize);
        if (_thresholdWasSet)
        {
            _driver.Threshold = _threshold;
        }

        _driver.WatchChar = _watchChar;
        IsOpen = true;
        Configure();
        _stream = new SerialStream(this);
    }

    /// <summary>Sends what is left and stops receiving. The name stays taken.</summary>
    public void Close()
    {
        var thread = FirmwareThread.Enter();
        if (IsOpen)
        {
            _driver!.Flush(thread, Durations.FromMilliseconds(_writeTimeout));
            IsOpen = false;
            _driver.Close();
        }
    }

    public void Dispose()
    {
        if (!_isDisposed)
        {
            Close();
            _isDisposed = true;
            _ports.Release(PortName);
        }
    }

    /// <exception cref="TimeoutException">Not all of the bytes came in time; those that did stay buffered.</exception>
    public int Read(byte[] buffer, int offset, int count)
    {
        var driver = Enter();
        CheckRange(buffer, offset, count);
        Read(driver, buffer.AsSpan(offset, count));
        return count;
    }

    public int ReadByte()
    {
        Cpu.AllocatedByPlatform(ByteArrayBytes);
        Span<byte> one = stackalloc byte[1];
        Read(Enter(), one);
        return one[0];
    }

    /// <summary>What is buffered, as text: it ends at the first zero byte, as all text does here.</summary>
    public string ReadExisting()
    {
        var driver = Enter();
        return Text(driver, driver.Available);
    }

    /// <summary>The text before the next <see cref="NewLine"/>, which is taken too. Data events stay away while it waits.</summary>
    public string ReadLine()
    {
        var driver = Enter();
        var end = Utf8.Encode(_newLine);
        var length = driver.WaitForEnd(FirmwareThread.Current!, end, Durations.FromMilliseconds(_readTimeout));
        if (length < 0)
        {
            throw Platform.Error(new TimeoutException());
        }

        var text = Text(driver, length - end.Length);
        driver.Take(end);
        return text;
    }

    /// <exception cref="TimeoutException">The bytes did not leave in time; they will nevertheless.</exception>
    public void Write(byte[] buffer, int offset, int count)
    {
        var driver = Enter();
        CheckRange(buffer, offset, count);
        Write(driver, buffer.AsSpan(offset, count));
    }

    public void Write(string text)
    {
        var driver = Enter();
        if (text is null)
        {
            throw Platform.Error(new ArgumentException());
        }

        Write(driver, DeviceHeap.Array(Utf8.Encode(text)));
    }

    public void WriteLine(string text) => Write(DeviceHeap.String(text + _newLine));

    public void WriteByte(byte value)
    {
        Cpu.AllocatedByPlatform(ByteArrayBytes);
        Write(Enter(), [value]);
    }

    private static void Check(bool inRange)
    {
        FirmwareThread.EnterPlatform();
        if (!inRange)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }
    }

    private static void CheckRange(byte[] buffer, int offset, int count)
    {
        Cpu.Tick(CallInstructions);
        if (buffer is null)
        {
            throw Platform.Error(new ArgumentNullException());
        }

        if (offset < 0 || count < 0)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        if (offset > buffer.Length || count > buffer.Length)
        {
            throw Platform.Error(new InvalidOperationException());
        }

        if (offset + count > buffer.Length)
        {
            throw Platform.Error(new ArgumentException());
        }
    }

    private void Read(SerialDriver driver, Span<byte> target)
    {
        if (!driver.Read(FirmwareThread.Current!, target, Durations.FromMilliseconds(_readTimeout)))
        {
            throw Platform.Error(new TimeoutException());
        }
    }

    private void Write(SerialDriver driver, ReadOnlySpan<byte> bytes)
    {
        if (!driver.Write(FirmwareThread.Current!, bytes, Durations.FromMilliseconds(_writeTimeout)))
        {
            throw Platform.Error(new TimeoutException());
        }
    }

    private string Text(SerialDriver driver, int length)
    {
        var bytes = DeviceHeap.Array(new byte[length]);
        driver.Take(bytes);
        return DeviceHeap.String(Utf8.ToNul(new string(Utf8.Decode(bytes, 0, length))));
    }

    private SerialDriver Enter()
    {
        FirmwareThread.EnterPlatform();
        return IsOpen ? _driver! : throw Platform.Error(new InvalidOperationException());
    }

    private void EnterClosed()
    {
        FirmwareThread.EnterPlatform();
        if (IsOpen)
        {
            throw Platform.Error(new InvalidOperationException());
        }
    }

    private void EnterUndisposed()
    {
        FirmwareThread.EnterPlatform();
        if (_isDisposed)
        {
            throw Platform.Error(new ObjectDisposedException(null));
        }
    }

    /// <summary>While the port is open its settings act at once.</summary>
    private void Configure()
    {
        if (IsOpen)
        {
            _driver!.BaudRate = _baudRate;
            _driver.Handshake = _handshake == Handshake.RequestToSend;
        }
    }

    private void Deliver(uint type, uint unused)
    {
        if (IsOpen)
        {
            _dataReceived?.Invoke(this, new SerialDataReceivedEventArgs((SerialData)type));
        }
    }
}
