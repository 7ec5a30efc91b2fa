namespace System.IO.Ports;

/// <summary>The parity bit.</summary>
public enum Parity
{
    None = 0,
    Odd = 1,
    Even = 2,
}
