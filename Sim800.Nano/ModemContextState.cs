namespace Sim800.Nano;

/// <summary>The states of a context, as far as the module has told.</summary>
public enum ModemContextState
{
    /// <summary>It was never opened, or has been closed by this side.</summary>
    Closed,

    /// <summary>Sockets can connect in it.</summary>
    Open,

    /// <summary>It was open, and the network or a restart of the module has ended it.</summary>
    Lost,
}
