namespace Sim800.Nano.Commands;

/// <summary>The commands of the driver: the index of each in <see cref="CommandTable"/>.</summary>
internal static class Command
{
    public const int Send = 0;
    public const int Read = 1;
    public const int Unread = 2;
    public const int Probe = 3;
    public const int Setup = 4;
    public const int Rate = 5;
    public const int Sim = 6;
    public const int Registration = 7;
    public const int Attached = 8;
    public const int Signal = 9;
    public const int Mode = 10;
    public const int AccessPoint = 11;
    public const int BringUp = 12;
    public const int Address = 13;
    public const int Connect = 14;
    public const int SendSize = 15;
    public const int Close = 16;
    public const int Shut = 17;
    public const int SlowClock = 18;
    public const int PowerDown = 19;
    public const int Marker = 20;
    public const int Resolve = 21;
    public const int Custom = 22;
    public const int SingleMarker = 23;
    public const int QuickSend = 24;
    public const int ReceiveMode = 25;
    public const int ShowSender = 26;
    public const int SendTimer = 27;
    public const int Header = 28;
    public const int ShowProtocol = 29;
    public const int KeepAlive = 30;
    public const int NameServers = 31;
    public const int Status = 32;
    public const int SingleStatus = 33;
    public const int LinkStatus = 34;
    public const int ReadHex = 35;
    public const int LocalPort = 36;
    public const int DatagramMode = 37;
    public const int Transparent = 38;
    public const int Resume = 39;
    public const int Server = 40;
    public const int EndListening = 41;
    public const int SendText = 42;
    public const int Acknowledged = 43;
    public const int Choose = 44;
    public const int Bearer = 45;
}
