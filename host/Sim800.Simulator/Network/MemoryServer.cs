namespace Sim800.Simulator.Network;

/// <summary>
/// What listens on an address and port of a <see cref="MemoryNetwork"/>, or dials the module's own listener. The base class accepts,
/// acknowledges and says nothing.
/// </summary>
public abstract class MemoryServer
{
    /// <summary>Whether anybody answers an attempt to connect; if not, it runs into the module's own time-out.</summary>
    public bool AnswersConnect { get; init; } = true;

    /// <summary>Whether it accepts; if not, it refuses.</summary>
    public bool Accepts { get; init; } = true;

    /// <summary>Whether it acknowledges what it receives.</summary>
    public bool Acknowledges { get; init; } = true;

    /// <summary>Whether it takes part in the FIN exchange.</summary>
    public bool AnswersClose { get; init; } = true;

    /// <summary>A client is there.</summary>
    public virtual void OnOpen(ServerEnd client)
    {
    }

    /// <summary>The module refused to be dialled.</summary>
    public virtual void OnRefused()
    {
    }

    /// <summary>Bytes from a client.</summary>
    public virtual void OnData(ServerEnd client, ReadOnlySpan<byte> data)
    {
    }

    /// <summary>The client has closed.</summary>
    public virtual void OnClosed(ServerEnd client)
    {
    }
}
