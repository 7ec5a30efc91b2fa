namespace Sim800.Simulator.Commands;

/// <summary>Commands that only keep a number: all four forms from one row.</summary>
internal static class Setting
{
    /// <summary>A number from 0 up.</summary>
    public static Command Number(string name, int maximum, Func<Invocation, int> read, Action<Invocation, int> write, string? test = null) => new(name)
    {
        Test = _ => Reply.Info($"{name}: {test ?? (maximum == 1 ? "(0,1)" : $"(0-{maximum})")}"),
        Read = call => Reply.Info($"{name}: {read(call)}"),
        Write = call =>
        {
            if (!call.TryOnlyNumber(0, maximum, out var value))
            {
                return Reply.BadParameter;
            }

            write(call, value);
            return Reply.Ok;
        },
    };

    /// <summary>0 or 1.</summary>
    public static Command Switch(string name, Func<Invocation, bool> read, Action<Invocation, bool> write) =>
        Number(name, 1, call => read(call) ? 1 : 0, (call, value) => write(call, value == 1));
}
