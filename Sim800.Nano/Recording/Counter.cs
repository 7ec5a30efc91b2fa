namespace Sim800.Nano.Recording;

/// <summary>Where each counter stands in the one array that holds them all: an object with as many fields would take three times the memory.</summary>
internal static class Counter
{
    public const int BytesSent = 0;
    public const int BytesReceived = 1;
    public const int Commands = 2;
    public const int Sends = 3;
    public const int Receives = 4;
    public const int Codes = 5;
    public const int UnknownCodes = 6;
    public const int Starts = 7;
    public const int Restarts = 8;
    public const int PowerDowns = 9;
    public const int Outages = 10;
    public const int ContextsOpened = 11;
    public const int ContextsLost = 12;
    public const int Wakes = 13;
    public const int Repairs = 14;

    /// <summary>The first of the errors, which stand in the order of <see cref="ModemError"/>.</summary>
    public const int Errors = 15;

    public const int Count = Errors + (int)ModemError.LastAttempt + 1;
}
