namespace System.IO.Ports;

/// <summary>The kind of line.</summary>
public enum SerialMode
{
    Normal = 0,
    RS485 = 1,
}
