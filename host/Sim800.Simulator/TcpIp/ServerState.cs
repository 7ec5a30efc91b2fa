namespace Sim800.Simulator.TcpIp;

/// <summary>The states of the listener (fact sheet 2.14).</summary>
internal enum ServerState
{
    /// <summary>There is none.</summary>
    Off,

    /// <summary>On the way up.</summary>
    Opening,

    /// <summary>Clients may come.</summary>
    Listening,
}
