namespace Sim800.Nano.Parsing;

/// <summary>What a line of the module means. The kinds up to <see cref="LastOfLink"/> belong to a link.</summary>
internal static class LineKind
{
    /// <summary>None of those below: the information that a command asked for, or a code that the driver does not know.</summary>
    public const byte Text = 0;

    public const byte DataNotice = 1;
    public const byte DataHeader = 2;
    public const byte DataCount = 3;
    public const byte DataAccept = 4;
    public const byte SendOk = 5;
    public const byte SendFail = 6;
    public const byte ConnectOk = 7;
    public const byte ConnectFail = 8;
    public const byte AlreadyConnect = 9;
    public const byte Closed = 10;
    public const byte CloseOk = 11;
    public const byte SendSize = 12;
    public const byte LastOfLink = SendSize;

    public const byte Ok = 13;
    public const byte Error = 14;
    public const byte ModuleError = 15;
    public const byte MessageError = 16;
    public const byte ShutOk = 17;
    public const byte Address = 18;

    /// <summary>A setting whose value tells this life of the module from one that begins anew.</summary>
    public const byte Marker = 19;

    public const byte Registration = 20;
    public const byte PacketRegistration = 21;
    public const byte Attached = 22;
    public const byte Sim = 23;
    public const byte Signal = 24;
    public const byte ContextLost = 25;
    public const byte Ready = 26;
    public const byte Function = 27;
    public const byte CallReady = 28;
    public const byte MessageReady = 29;
    public const byte Ring = 30;
    public const byte Message = 31;
    public const byte PowerDown = 32;
    public const byte UnderVoltage = 33;
    public const byte OverVoltage = 34;
    public const byte Resolved = 35;
    public const byte State = 36;
    public const byte Connect = 50;

    /// <summary>What the module says of one link (AT+CIPSTATUS), and of the last one, which ends the list.</summary>
    public const byte LinkStatus = 37;
    public const byte LastLinkStatus = 38;

    /// <summary>The header of payload that the module sends by itself.</summary>
    public const byte Pushed = 39;

    /// <summary>Who has sent the payload that follows, in single connection mode.</summary>
    public const byte Sender = 40;

    /// <summary>A client of the listener has come. It belongs to a link too.</summary>
    public const byte Accepted = 41;

    /// <summary>What has become of the listener.</summary>
    public const byte Server = 42;

    /// <summary>How much of a connection's data the peer has acknowledged.</summary>
    public const byte Acknowledged = 43;

    /// <summary>What the module says of its listener (AT+CIPSTATUS), if it has one.</summary>
    public const byte ListenerStatus = 49;

    /// <summary>Not a kind: what the table below calls the line whose first field tells notice, payload and count apart.</summary>
    public const byte Received = 63;
}
