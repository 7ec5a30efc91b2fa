namespace System.IO.Ports;

/// <summary>What happened on a port.</summary>
public enum SerialData
{
    Chars = 1,
    WatchChar = 2,
}
