using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>The listener. Sources: fact sheet 1.4, 2.20, 3.2 to 3.4, 9 (31, 32, 37), 10.16; application note 3.1.3, 4.2; manual chapter 8.2.18.</summary>
internal static class ServerCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CIPSERVER")
        {
            Test = _ => Reply.Info("+CIPSERVER: (0-CLOSE SERVER,1-OPEN SERVER),(1-65535)"),
            Read = call => Reply.Info(Describe(call.Machine.TcpIp.Server)),
            Write = Set,
        },
    ];

    private static string Describe(Server server) => server.IsOn ? $"+CIPSERVER: 1,{server.Port},0,{server.Bearer}" : "+CIPSERVER: 0";

    private static Reply Set(Invocation call)
    {
        var machine = call.Machine;
        var server = machine.TcpIp.Server;
        if (call.Count == 1 && call.TryNumber(0, 0, 0, out _))
        {
            return server.IsOn ? Reply.OkThen(() => Close(machine)) : Reply.NotAllowed;
        }

        if (call.Count != 2 || !call.TryNumber(0, 1, 1, out _) || !call.TryQuotableNumber(1, 1, 65535, out var port))
        {
            return Reply.BadParameter;
        }

        if (server.IsOn && server.Port == port && machine.Options.ListensTwice)
        {
            return Reply.OkThen(() => machine.Output.Unsolicited("SERVER OK", UrcKind.TcpIp));
        }

        return !server.IsOn && IsLegal(machine) ? Reply.OkThen(() => Open(machine, port)) : Reply.NotAllowed;
    }

    private static bool IsLegal(Sim800Machine machine) => machine.TcpIp.State switch
    {
        IpState.Status => true,
        IpState.Initial => !machine.TcpIp.Settings.Multi,
        IpState.Closed => machine.Options.ListensAfterClose,
        IpState.Processing => machine.Options.ListensWhileProcessing && !machine.TcpIp.Links.All(link => !link.IsFree),
        _ => false,
    };

    private static void Open(Sim800Machine machine, int port)
    {
        if (machine.TcpIp.State == IpState.Initial)
        {
            ContextCommands.BringUp(machine, () => machine.TcpIp.Server.Open(port), () =>
                machine.Output.Unsolicited(machine.Options.ServerFailure, UrcKind.TcpIp));
        }
        else
        {
            machine.TcpIp.Server.Open(port);
        }
    }

    private static void Close(Sim800Machine machine)
    {
        var server = machine.TcpIp.Server;
        server.Close();
        machine.TcpIp.SettleWithoutServer(server.Bearer);
        machine.Output.Unsolicited("SERVER CLOSE", UrcKind.TcpIp);
    }
}
