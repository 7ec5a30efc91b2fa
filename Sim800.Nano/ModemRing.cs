namespace Sim800.Nano;

/// <summary>What a pulse of RI means (application note section 3.2.5), as far as its measured length says it.</summary>
public enum ModemRing
{
    /// <summary>The length fits more than one class or none, an edge was lost, or the mode changed meanwhile.</summary>
    Unknown,

    /// <summary>A call comes in: 50 ms in data mode, held low in command mode.</summary>
    Call,

    /// <summary>A message has been stored: 120 ms in data mode, unless <see cref="ModemDataOptions.RingsFor"/> says more.</summary>
    Message,

    /// <summary>A message has been stored, or the module has a code to report or data from the network: 120 ms in command mode, and in data mode if <see cref="ModemDataOptions.RingsFor"/> says so.</summary>
    MessageOrCode,
}
