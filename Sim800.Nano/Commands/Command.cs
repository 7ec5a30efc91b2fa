namespace Sim800.Nano.Commands;

/// <summary>The commands of the driver: where the row of each stands in <see cref="CommandTable"/>, which is behind that of the one before.</summary>
internal static class Command
{
    public const int Send = 0;
    public const int Read = Send + 13;
    public const int Unread = Read + 16;
    public const int Probe = Unread + 15;
    public const int Setup = Probe + 4;
    public const int Rate = Setup + 14;
    public const int Sim = Rate + 9;
    public const int Registration = Sim + 10;
    public const int Attached = Registration + 10;
    public const int Signal = Attached + 11;
    public const int Mode = Signal + 8;
    public const int AccessPoint = Mode + 12;
    public const int BringUp = AccessPoint + 10;
    public const int Address = BringUp + 10;
    public const int Connect = Address + 10;
    public const int SendSize = Connect + 14;
    public const int Close = SendSize + 13;
    public const int Shut = Close + 14;
    public const int SlowClock = Shut + 12;
    public const int PowerDown = SlowClock + 11;
    public const int Marker = PowerDown + 12;
    public const int Resolve = Marker + 12;
    public const int Custom = Resolve + 13;
    public const int SingleMarker = Custom + 4;
    public const int QuickSend = SingleMarker + 13;
    public const int ReceiveMode = QuickSend + 14;
    public const int ShowSender = ReceiveMode + 14;
    public const int SendTimer = ShowSender + 13;
    public const int Header = SendTimer + 12;
    public const int ShowProtocol = Header + 13;
    public const int KeepAlive = ShowProtocol + 15;
    public const int NameServers = KeepAlive + 12;
    public const int Status = NameServers + 13;
    public const int SingleStatus = Status + 14;
    public const int LinkStatus = SingleStatus + 14;
    public const int ReadHex = LinkStatus + 15;
    public const int LocalPort = ReadHex + 16;
    public const int DatagramMode = LocalPort + 12;
    public const int Transparent = DatagramMode + 16;
    public const int Resume = Transparent + 13;
    public const int Server = Resume + 5;
    public const int EndListening = Server + 15;
    public const int SendText = EndListening + 16;
    public const int Acknowledged = SendText + 12;
    public const int Choose = Acknowledged + 11;
    public const int Bearer = Choose + 14;
    public const int ProbeInWords = Bearer + 15;
    public const int ShowPrompt = ProbeInWords + 8;
    public const int Pin = ShowPrompt + 13;
}
