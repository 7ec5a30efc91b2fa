namespace Sim800.Simulator.Messages;

/// <summary>What the user data of a short message consist of (3GPP 23.038), with the numbers of the data coding scheme.</summary>
internal enum Coding
{
    /// <summary>Septets of the default alphabet.</summary>
    SevenBit = 0,

    /// <summary>Octets, whatever they mean.</summary>
    Octets = 4,

    /// <summary>Sixteen bits a character.</summary>
    Ucs2 = 8,
}
