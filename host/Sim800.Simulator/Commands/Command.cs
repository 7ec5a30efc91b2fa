using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>One row of the command table. A form without a handler does not exist and answers ERROR.</summary>
internal sealed record Command(string Name)
{
    /// <summary>What <c>AT+X</c> does.</summary>
    public Func<Invocation, Reply>? Execute { get; init; }

    /// <summary>What <c>AT+X=…</c> does.</summary>
    public Func<Invocation, Reply>? Write { get; init; }

    /// <summary>What <c>AT+X?</c> answers.</summary>
    public Func<Invocation, Reply>? Read { get; init; }

    /// <summary>What <c>AT+X=?</c> answers.</summary>
    public Func<Invocation, Reply>? Test { get; init; }

    /// <summary>The states in which executing and writing are legal in single connection mode.</summary>
    public IpState Single { get; init; } = IpState.Any;

    /// <summary>The same for multi connection mode.</summary>
    public IpState Multi { get; init; } = IpState.Any;

    /// <summary>Both at once.</summary>
    public IpState Legal
    {
        init => (Single, Multi) = (value, value);
    }

    /// <summary>Whether its handler spends the command's time itself, on work that has a beginning and an end (CIICR, CIPSHUT …).</summary>
    public bool Works { get; init; }

    public Func<Invocation, Reply>? Handler(CommandForm form) => form switch
    {
        CommandForm.Execute => Execute,
        CommandForm.Write => Write,
        CommandForm.Read => Read,
        _ => Test,
    };

    public bool IsLegal(CommandForm form, bool multi, IpState state) =>
        form is CommandForm.Read or CommandForm.Test || ((multi ? Multi : Single) & state) != 0;
}
