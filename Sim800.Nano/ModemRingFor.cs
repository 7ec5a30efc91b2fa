namespace Sim800.Nano;

/// <summary>For what the module pulses RI besides calls and messages (AT+CFGRI), which it tells apart by length and the others from messages not.</summary>
public enum ModemRingFor
{
    /// <summary>For nothing else (AT+CFGRI=0): the default.</summary>
    CallsAndMessages,

    /// <summary>For data from the network and for codes too (AT+CFGRI=1).</summary>
    DataAndCodes,

    /// <summary>For data from the network too (AT+CFGRI=2).</summary>
    Data,
}
