namespace Sim800.Simulator.Serial;

/// <summary>Takes the host's bytes while the module is at a prompt.</summary>
internal interface IPayloadSink
{
    /// <summary>Whether any byte has come yet.</summary>
    bool IsEmpty { get; }

    /// <summary>One byte of payload, or one of the characters that end or cancel it.</summary>
    void OnByte(byte value);
}
