namespace Sim800.Simulator.Serial;

/// <summary>The classes of unsolicited codes that AT+CFGRI tells apart.</summary>
public enum UrcKind
{
    /// <summary>Boot, SIM, network, power.</summary>
    General,

    /// <summary>Of the TCP/IP stack.</summary>
    TcpIp,

    /// <summary>Of calls and short messages, which have their own rules for RI.</summary>
    Call,
}
