using System.Globalization;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>One command as the host gave it.</summary>
internal sealed record Invocation(Sim800Machine Machine, string Name, CommandForm Form, IReadOnlyList<Argument> Arguments)
{
    /// <summary>How many arguments there are, empty ones included.</summary>
    public int Count => Arguments.Count;

    /// <summary>How long this command executes.</summary>
    public long Latency => Machine.Options.Latencies.For(Name);

    /// <summary>The range of links at the front of a test form; nothing in single connection mode.</summary>
    public string LinkRange => Machine.TcpIp.Settings.Multi ? $"(0-{Machine.TcpIp.Links.Count - 1})," : "";

    /// <summary>The text of an argument, empty if it is missing.</summary>
    public string Text(int index) => index < Count ? Arguments[index].Text : "";

    /// <summary>The link that a command means: the first in single connection mode, else the one that the first argument names.</summary>
    /// <param name="link">The link.</param>
    /// <param name="next">The index of the argument that follows.</param>
    /// <returns>Whether there is such a link.</returns>
    public bool TryLink(out Link link, out int next)
    {
        var tcpIp = Machine.TcpIp;
        var number = 0;
        next = tcpIp.Settings.Multi ? 1 : 0;
        var exists = next == 0 || TryNumber(0, 0, tcpIp.Links.Count - 1, out number);
        link = tcpIp.Links[exists ? number : 0];
        return exists;
    }

    /// <summary>Whether an argument is a decimal number in a range.</summary>
    public bool TryNumber(int index, int minimum, int maximum, out int value)
    {
        value = 0;
        return index < Count && !Arguments[index].IsQuoted && TryParse(Arguments[index].Text, minimum, maximum, out value);
    }

    /// <summary>The same, and quotes are tolerated, as they are around port numbers.</summary>
    public bool TryQuotableNumber(int index, int minimum, int maximum, out int value)
    {
        value = 0;
        return index < Count && TryParse(Arguments[index].Text, minimum, maximum, out value);
    }

    /// <summary>Whether there is exactly one argument and it is a number in a range.</summary>
    public bool TryOnlyNumber(int minimum, int maximum, out int value)
    {
        value = 0;
        return Count == 1 && TryNumber(0, minimum, maximum, out value);
    }

    private static bool TryParse(string text, int minimum, int maximum, out int value) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= minimum && value <= maximum;
}
