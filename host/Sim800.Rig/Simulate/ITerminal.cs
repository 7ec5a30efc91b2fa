namespace Sim800.Rig.Simulate;

/// <summary>What a program on this PC opens in the place of a serial port.</summary>
internal interface ITerminal : IDisposable
{
    /// <summary>Bytes from the program; called on a thread of the terminal's own.</summary>
    event Action<byte[]>? Received;

    /// <summary>Where a person finds it, and how.</summary>
    string Invitation { get; }

    /// <summary>Bytes for the program. Never blocks: what nobody reads is lost in the end, as on a wire.</summary>
    void Write(ReadOnlySpan<byte> bytes);
}
