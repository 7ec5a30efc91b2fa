namespace System.IO.Ports;

/// <summary>The stop bits.</summary>
public enum StopBits
{
    One = 1,
    Two = 2,
    OnePointFive = 3,
}
