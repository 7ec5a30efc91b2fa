namespace Sim800.Rig.Bench;

/// <summary>What is measured.</summary>
internal static class Operations
{
    private const int Block = 1460;

    // A stream of about 100 KiB.
    private const int Blocks = 70;

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
        Data("dataWrite1460", "DataWrite"),
        Data("dataRead1460", "DataRead") with { Stimulus = board => board.Server.Client!.Send(new byte[Blocks * Block]) },
        new("sleepWake", "SleepWake") { Calls = 2 },
        new("idleSecond", "Idle") { Repetitions = 3, Parts = 60 },
    ];

    private static Operation Send(int count) => new($"send{count}", "Send") { Payload = count, Argument = count };

    private static Operation Receive(int count) => new($"receive{count}", "Receive")
    {
        Payload = count,
        Argument = count,
        Stimulus = board => board.Server.Client!.Send(new byte[count]),
    };

    private static Operation Data(string name, string method) => new(name, method)
    {
        Payload = Block,
        Argument = Blocks,
        Parts = Blocks,
        WarmUp = 1,
        Repetitions = 1,
    };
}
