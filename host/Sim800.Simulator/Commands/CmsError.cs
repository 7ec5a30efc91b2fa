namespace Sim800.Simulator.Commands;

/// <summary>The error codes of short messages that the modelled commands answer with (fact sheet 1.7).</summary>
internal enum CmsError
{
    InvalidPduMode = 304,
    InvalidTextMode = 305,
    SimNotInserted = 310,
    SimBusy = 314,
    InvalidMemoryIndex = 321,
    MemoryFull = 322,
    NoNetwork = 331,
    MessageTooLong = 513,
}
