namespace Sim800.Rig.Energy;

/// <summary>What a node does between its reports.</summary>
/// <param name="Name">For tables.</param>
/// <param name="Method">The firmware's method (host/Firmware/Energy).</param>
/// <param name="Meaning">In words.</param>
internal sealed record WayOfWorking(string Name, string Method, string Meaning)
{
    /// <summary>All of them, from the thirstiest on.</summary>
    public static IReadOnlyList<WayOfWorking> All { get; } =
    [
        new("always on", "AlwaysOn", "the module never sleeps; the connection stays"),
        new("idle sleep", "IdleSleep", "it sleeps when idle for 10 s (`WhenIdle`); the connection stays"),
        new("connection kept", "ConnectionKept", "`Sleep` behind each report; the connection stays"),
        new("connect per report", "ConnectPerReport", "`Connect`, report, `Close`, `Sleep`; the context stays"),
        new("deep sleep", "DeepSleep", "the same, and the microcontroller in deep sleep: the program starts anew for each report"),
        new("switched off", "SwitchedOff", "`PowerOff` behind each report, and the microcontroller in deep sleep"),
    ];
}
