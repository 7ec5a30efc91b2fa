namespace Sim800.Nano;

/// <summary>How received data come from the module to the program (application note section 8).</summary>
public enum ModemReceiveMode
{
    /// <summary>The module holds the data until they are asked for (AT+CIPRXGET=2). Nothing is lost however late the program is.</summary>
    Manual,

    /// <summary>As <see cref="Manual"/>, but as hexadecimal digits (AT+CIPRXGET=3): twice the bytes on the line, for one that does not carry all 256 values.</summary>
    ManualHex,

    /// <summary>The module sends data as they come (+RECEIVE, +IPD), into a ring per link that the driver holds. What finds the ring full is lost, and counted.</summary>
    Push,
}
