namespace Sim800.Simulator.Commands;

/// <summary>Every command that is modelled, by name; what is not here is unknown and answers ERROR.</summary>
internal static class CommandTable
{
    private static readonly Dictionary<string, Command> s_commands = new[]
    {
        BasicCommands.All,
        ProfileCommands.All,
        PortCommands.All,
        IdentityCommands.All,
        SimCommands.All,
        NetworkCommands.All,
        PowerCommands.All,
        ContextCommands.All,
        ConnectionCommands.All,
        ServerCommands.All,
        DatagramCommands.All,
        TransparentCommands.All,
        StatusCommands.All,
        SendCommands.All,
        ReceiveCommands.All,
        DnsCommands.All,
        PingCommands.All,
        TcpIpSettingCommands.All,
        CallCommands.All,
        MessageCommands.All,
    }.SelectMany(family => family).ToDictionary(command => command.Name);

    /// <summary>All names, with their plus signs.</summary>
    public static IReadOnlyCollection<string> Names => s_commands.Keys;

    /// <summary>The row of a command, or null.</summary>
    public static Command? Find(string name) => s_commands.GetValueOrDefault(name);
}
