namespace Sim800.Simulator.Settings;

/// <summary>The settings of the TCP/IP chapter: none is stored, all are back at their defaults after a restart (fact sheet 2.1 to 2.22, 11.1).</summary>
public sealed class TcpIpSettings
{
    /// <summary>AT+CIPMUX.</summary>
    public bool Multi { get; set; }

    /// <summary>AT+CIPQSEND.</summary>
    public bool QuickSend { get; set; }

    /// <summary>AT+CIPRXGET=1.</summary>
    public bool ManualReceive { get; set; }

    /// <summary>AT+CIPHEAD.</summary>
    public bool Header { get; set; }

    /// <summary>AT+CIPSPRT: 0 no prompt, 1 prompt and result, 2 neither.</summary>
    public int Prompt { get; set; } = 1;

    /// <summary>AT+CSTT: access point.</summary>
    public string AccessPoint { get; set; } = "CMNET";

    /// <summary>AT+CSTT: user.</summary>
    public string User { get; set; } = "";

    /// <summary>AT+CSTT: password.</summary>
    public string Password { get; set; } = "";
}
