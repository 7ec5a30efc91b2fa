using Wire;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;

namespace Sim800.Simulator;

/// <summary>Where the machine's effects go: the only way out of it.</summary>
public interface IModuleOutput
{
    /// <summary>Bytes that have not left yet.</summary>
    int Unsent { get; }

    /// <summary>Puts one atomic unit on TXD, after those sent before.</summary>
    void Send(ReadOnlySpan<byte> unit, UnitKind kind);

    /// <summary>Sets transmitter and receiver to a rate once everything sent before has left.</summary>
    void SetBaudRate(int baudRate);

    /// <summary>Sets transmitter and receiver to a character format once everything sent before has left.</summary>
    void SetFormat(CharacterFormat format);

    /// <summary>Drives an output pin.</summary>
    void Drive(ModuleLine line, bool high);

    /// <summary>The supply is gone: what has not left yet never will.</summary>
    void AbandonOutput();

    /// <summary>A fault of the serial line strikes.</summary>
    void Disturb(TimedFault fault);

    /// <summary>Data mode has more room for what the host types, or less.</summary>
    void RoomChanged();

    /// <summary>Something worth a line in the trace that is neither bytes nor levels.</summary>
    void Log(string text);

    /// <summary>The machine wants <see cref="Sim800Machine.OnTimer"/> at this instant at the latest.</summary>
    void DeadlineChanged(long deadline);
}
