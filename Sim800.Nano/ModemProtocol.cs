namespace Sim800.Nano;

/// <summary>The protocols of a <see cref="ModemSocket"/>.</summary>
public enum ModemProtocol
{
    /// <summary>A reliable stream.</summary>
    Tcp,

    /// <summary>Datagrams.</summary>
    Udp,
}
