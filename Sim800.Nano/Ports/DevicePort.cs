using System;
using System.Device.Gpio;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Ports;

/// <summary>The port of a device: a <see cref="SerialPort"/> and the pins of a <see cref="GpioController"/>.</summary>
internal sealed class DevicePort : Port
{
    private const int BufferSize = 4096;

    // The driver of the ESP32 copies up to 128 bytes at once; of more it would keep a pointer into a buffer that may move.
    private const int BytesPerWrite = 128;
    private const int WriteTimeout = 5_000;

    // What a read may take beyond its time on the line. A read can lose its wake-up and then sleeps all of its time.
    private const int ReadMargin = 50;
    private const int ShortRead = 32;
    private const int BitsPerByte = 10;
    private const int LineCount = 7;

    private readonly SerialPort _serial;
    private readonly ModemLines _lines;
    private readonly GpioPin[] _pins = new GpioPin[LineCount];
    private readonly int[] _counts;

    // Which lines are active while the pin is high, a bit each.
    private int _activeHigh;
    private int _readTimeout;
    private int _shortTimeout;

    public DevicePort(SerialPort serial, ModemLines lines, ModemRecorder recorder)
        : base(recorder)
    {
        _serial = serial;
        _lines = lines;
        _counts = Counters.Counts;
    }

    public override long Now => Environment.TickCount64;

    public override int Available => _serial.BytesToRead;

    public override int BaudRate
    {
        get => _serial.BaudRate;
        set
        {
            _serial.BaudRate = value;
            NoteRate();
            Recorder?.State(Now, RecordState.Rate, 0, value / 100);
        }
    }

    public override bool FlowControl => _serial.Handshake == Handshake.RequestToSend;

    public override int Threshold
    {
        set
        {
            if (Armed != value)
            {
                Armed = value;
                _serial.ReceivedBytesThreshold = value;
            }
        }
    }

    public override void Open()
    {
        if (_serial.IsOpen)
        {
            throw new InvalidOperationException();
        }

        _serial.ReadBufferSize = BufferSize;
        _serial.WriteTimeout = WriteTimeout;
        NoteRate();
        _readTimeout = _shortTimeout;
        _serial.ReadTimeout = _readTimeout;

        // Without an explicit threshold the platform's is 0, and on some boards no event ever comes.
        Armed = 1;
        _serial.ReceivedBytesThreshold = 1;
        try
        {
            Recorder?.State(Now, RecordState.Rate, 0, _serial.BaudRate / 100);
            OpenPins();
            _serial.Open();
            _serial.DataReceived += OnDataReceived;
        }
        catch (Exception)
        {
            // The next attempt needs the pins.
            Close();
            throw;
        }
    }

    public override void Close()
    {
        if (_serial.IsOpen)
        {
            _serial.DataReceived -= OnDataReceived;
            _serial.Close();
        }

        for (int line = 0; line < LineCount; line++)
        {
            if (_pins[line] != null)
            {
                _pins[line].Dispose();
                _pins[line] = null;
            }
        }
    }

    public override bool Read(byte[] buffer, int offset, int count)
    {
        int timeout = count <= ShortRead ? _shortTimeout : TimeOf(count);
        if (timeout != _readTimeout)
        {
            _readTimeout = timeout;
            _serial.ReadTimeout = timeout;
        }

        try
        {
            bool whole = _serial.Read(buffer, offset, count) == count;
            _counts[Counter.BytesReceived] += count;
            return whole;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public override bool Take(byte[] buffer, int offset, int count)
    {
        try
        {
            _serial.Read(buffer, offset, count);
            _counts[Counter.BytesReceived] += count;
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public override int ReadBurst(byte[] buffer, int offset, int count, WaitHandle signal, int silence, int patience)
    {
        SerialPort serial = _serial;
        int available = serial.BytesToRead;
        if (available == 0)
        {
            if (patience == 0)
            {
                return 0;
            }

            Threshold = 1;
            bool woken = signal.WaitOne((uint)patience < (uint)silence ? patience : silence, false);
            available = serial.BytesToRead;
            if (available == 0)
            {
                return woken ? Interrupted : 0;
            }
        }

        if (Armed != count)
        {
            Threshold = count;
        }

        while (available < count)
        {
            if (signal.WaitOne(silence, false))
            {
                if (serial.BytesToRead < count)
                {
                    return Interrupted;
                }

                break;
            }

            if (available == (available = serial.BytesToRead))
            {
                count = available;
            }
        }

        return Take(buffer, offset, count) ? count : Interrupted;
    }

    public override bool Write(byte[] buffer, int offset, int count)
    {
        try
        {
            SerialPort serial = _serial;
            int total = count;
            if (count > BytesPerWrite)
            {
                int end = offset + count;
                for (int last = end - BytesPerWrite; offset < last; offset += BytesPerWrite)
                {
                    serial.Write(buffer, offset, BytesPerWrite);
                }

                count = end - offset;
            }

            serial.Write(buffer, offset, count);
            _counts[Counter.BytesSent] += total;
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    public override bool Has(PortLine line) => _lines.PinOf(line) >= 0;

    public override void Assert(PortLine line, bool asserted)
    {
        GpioPin pin = _pins[(int)line];
        if (pin == null)
        {
            return;
        }

        bool activeHigh = (_activeHigh & (1 << (int)line)) != 0;
        bool high = asserted == activeHigh;
        Recorder?.Edge(Now, line, high != _lines.IsInverted(line));
        if (line <= PortLine.Reset && !activeHigh)
        {
            // PWRKEY or RST, straight at the pin. These two are pulled up inside the module: an output drives low at once, an input lets go.
            pin.SetPinMode(asserted ? PinMode.Output : PinMode.InputPullUp);
        }
        else
        {
            pin.Write(high);
        }
    }

    public override bool IsAsserted(PortLine line)
    {
        GpioPin pin = _pins[(int)line];
        return pin != null && (bool)pin.Read() == ((_activeHigh & (1 << (int)line)) != 0);
    }

    public override bool Wait(WaitHandle signal, int milliseconds) => signal.WaitOne(milliseconds, false);

    private void NoteRate()
    {
        _shortTimeout = TimeOf(ShortRead);
        Stretch = StretchAt(_serial.BaudRate);
    }

    private int TimeOf(int count) => (count * BitsPerByte * 1_000 / _serial.BaudRate) + ReadMargin;

    private void OpenPins()
    {
        _activeHigh = 0;
        for (int line = 0; line < LineCount; line++)
        {
            if ((line >= (int)PortLine.Status) != _lines.IsInverted((PortLine)line))
            {
                _activeHigh |= 1 << line;
            }

            int number = _lines.PinOf((PortLine)line);
            if (number < 0)
            {
                continue;
            }

            GpioPin pin = _lines.Controller.OpenPin(number);
            _pins[line] = pin;
            Prepare(pin, (PortLine)line);
        }

        GpioPin carrier = _pins[(int)PortLine.CarrierDetect];
        if (carrier != null)
        {
            carrier.ValueChanged += OnCarrierChanged;
        }

        GpioPin ring = _pins[(int)PortLine.RingIndicator];
        if (ring != null)
        {
            Edges = new EdgeRing();
            ring.ValueChanged += OnRingChanged;
        }

        // Its level is read when it is wanted. An event costs, so it is only asked for where it is kept.
        GpioPin status = _pins[(int)PortLine.Status];
        if (status != null && Recorder != null)
        {
            status.ValueChanged += OnStatusChanged;
        }
    }

    // An output drives low the moment it is one: for DTR that is "awake", for a key without a transistor it would be a press, for one with it is none.
    private void Prepare(GpioPin pin, PortLine line)
    {
        bool drives = line == PortLine.Dtr || line == PortLine.Supply || (line != PortLine.Status && (_activeHigh & (1 << (int)line)) != 0);
        if (!drives)
        {
            bool pull = line != PortLine.Status && pin.IsPinModeSupported(PinMode.InputPullUp);
            pin.SetPinMode(pull ? PinMode.InputPullUp : PinMode.Input);
            return;
        }

        pin.SetPinMode(PinMode.Output);
        if (line == PortLine.Supply || line == PortLine.Dtr)
        {
            Assert(line, true);
        }
    }

    private void OnDataReceived(object sender, SerialDataReceivedEventArgs e) => Listener.Signal();

    private void OnCarrierChanged(object sender, PinValueChangedEventArgs e)
    {
        Note(PortLine.CarrierDetect, e);
        Listener.Signal();
    }

    private void OnRingChanged(object sender, PinValueChangedEventArgs e)
    {
        Note(PortLine.RingIndicator, e);
        Edges.Add(Now, e.ChangeType == PinEventTypes.Falling);
        Listener.Ring();
    }

    private void OnStatusChanged(object sender, PinValueChangedEventArgs e) => Note(PortLine.Status, e);

    // The level is that of the module, whatever is between.
    private void Note(PortLine line, PinValueChangedEventArgs e) => Recorder?.Edge(Now, line, (e.ChangeType == PinEventTypes.Rising) != _lines.IsInverted(line));
}
