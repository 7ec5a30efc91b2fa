namespace Sim800.Rig.Bench;

/// <summary>What is measured.</summary>
internal static class Operations
{
    private const string Code = "+CREG: 1,\"00A1\",\"0000B2C3\"";

    /// <summary>The rows, in the order of the table.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("bringUp", "BringUp") { Repetitions = 0 },
        new("command", "Command"),
        new("urc", "Report") { Stimulus = board => board.Module.Machine.SendUnsolicited(Code, board.Queue.Now) },
        Send(64),
        Send(512),
        Send(1460),
        Receive(64),
        Receive(512),
        Receive(1460),
        new("sleepWake", "SleepWake") { Calls = 2 },
        new("idleSecond", "Idle") { Repetitions = 3, Parts = 60 },
    ];

    /// <summary>Rows that belong into the table and that the driver cannot do yet.</summary>
    public static IReadOnlyList<string> Missing { get; } = ["dataWrite1460", "dataRead1460"];

    /// <summary>Why they are left out.</summary>
    public static string MissingText => $"Left out, because the driver has no data mode yet: {string.Join(", ", Missing)}.";

    private static Operation Send(int count) => new($"send{count}", "Send") { Payload = count };

    private static Operation Receive(int count) => new($"receive{count}", "Receive")
    {
        Payload = count,
        Stimulus = board => board.Server.Client!.Send(new byte[count]),
    };
}
