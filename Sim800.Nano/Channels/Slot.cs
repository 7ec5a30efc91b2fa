namespace Sim800.Nano.Channels;

/// <summary>The fifteen who may ask for the gate.</summary>
internal static class Slot
{
    /// <summary>Who writes to a transparent connection: the sending side of its link, the only one that the module then has.</summary>
    public const int StreamWriter = 0;

    /// <summary>Who reads it: the receiving side.</summary>
    public const int Stream = 1;

    public const int Modem = 12;
    public const int Custom = 13;
    public const int Driver = 14;
    public const int Count = 15;

    /// <summary>The sending side of a link.</summary>
    public static int Sender(int link) => link * 2;

    /// <summary>The receiving side of a link.</summary>
    public static int Receiver(int link) => (link * 2) + 1;
}
