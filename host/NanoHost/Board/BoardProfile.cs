namespace NanoHost;

/// <summary>How one kind of board differs from another, as data.</summary>
public sealed record BoardProfile
{
    /// <summary>ESP32: chunks, level-triggered events, a deep transmit FIFO, hardware flow control.</summary>
    public static BoardProfile Esp32 { get; } = new()
    {
        Name = "ESP32",
        TargetName = "ESP32_REV0",
        ReceiveChunk = 120,
        ReceiveTimeoutFrames = 10,
        TransmitFifo = 128,
        SmallestReceiveBuffer = 129,
        HasHandshake = true,
        OutputsReadBack = false,
        GpioLatency = 2_000,
        DebounceTick = 10_000_000,
        PinCount = 40,
        FreeHeap = 100_000,
    };

    /// <summary>STM32 with ChibiOS: a byte at a time, edge-triggered events, no handshake.</summary>
    public static BoardProfile Stm32 { get; } = new()
    {
        Name = "STM32",
        TargetName = "ST_STM32F769I_DISCOVERY",
        ReceiveChunk = 1,
        IsEdgeTriggered = true,
        NeedsThreshold = true,
        OutputsReadBack = true,
        PinCount = 176,
        FreeHeap = 13_000_000,
        MissingAssemblies = ["nanoFramework.Hardware.Esp32"],
    };

    /// <summary>For messages.</summary>
    public required string Name { get; init; }

    /// <summary>What <c>SystemInfo.TargetName</c> says.</summary>
    public required string TargetName { get; init; }

    /// <summary>The most bytes that the driver hands on at once.</summary>
    public required int ReceiveChunk { get; init; }

    /// <summary>After how many idle characters an incomplete chunk is handed on.</summary>
    public int ReceiveTimeoutFrames { get; init; }

    /// <summary>How many of the last bytes of a <c>Write</c> need not have left when it returns.</summary>
    public int TransmitFifo { get; init; }

    /// <summary>Smaller receive buffers are raised to this.</summary>
    public int SmallestReceiveBuffer { get; init; }

    /// <summary>Whether data events come only when the buffer crosses the threshold upwards, and not with every chunk above it.</summary>
    public bool IsEdgeTriggered { get; init; }

    /// <summary>Whether no data event comes before <c>ReceivedBytesThreshold</c> was set, whatever it reads.</summary>
    public bool NeedsThreshold { get; init; }

    /// <summary>Whether received zeros are lost, as reported of the STM32F769.</summary>
    public bool DropsZeroBytes { get; init; }

    /// <summary>Whether a port opens only after its TX and RX lines were given pins with <c>Configuration.SetPinFunction</c>.</summary>
    public bool NeedsPinFunctions { get; init; }

    /// <summary>Whether <c>Handshake</c> has any effect.</summary>
    public bool HasHandshake { get; init; }

    /// <summary>Whether reading an output pin gives its level, and not 0.</summary>
    public bool OutputsReadBack { get; init; }

    /// <summary>From an edge to the moment at which the interrupt reads the level: shorter pulses are lost. In nanoseconds.</summary>
    public long GpioLatency { get; init; }

    /// <summary>The resolution of <c>DebounceTimeout</c>, and its least value, in nanoseconds.</summary>
    public long DebounceTick { get; init; } = 1_000_000;

    /// <summary>Pins are numbered from 0 up to, not including, this.</summary>
    public required int PinCount { get; init; }

    /// <summary>What is free on the managed heap after a start, in bytes.</summary>
    public required uint FreeHeap { get; init; }

    /// <summary>Assemblies of the API that need native code which this board does not have: firmware that refers to one does not start.</summary>
    public IReadOnlyList<string> MissingAssemblies { get; init; } = [];
}
