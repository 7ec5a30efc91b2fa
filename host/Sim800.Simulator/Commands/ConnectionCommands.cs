using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Opening and closing connections as a client. Sources: fact sheet 1.6, 2.7, 2.11, 3.2 to 3.4, 8 (T01, T07, T08, T10); application note 3.1.1, 4.1, 10; manual chapter 8.2.2, 8.2.6.</summary>
internal static class ConnectionCommands
{
    public static IEnumerable<Command> All =>
    [
        new("+CIPSTART")
        {
            Test = Ranges,
            Write = Start,
            Single = IpState.Initial | IpState.Status | IpState.Connecting | IpState.ConnectOk | IpState.Closed | IpState.PdpDeact,
            Multi = IpState.Status | IpState.Processing,
        },
        new("+CIPCLOSE")
        {
            Test = _ => Reply.Ok,
            Execute = call => call.Machine.TcpIp.Settings.Multi ? Reply.BadParameter : Close(call, call.Machine.TcpIp.Links[0], 0),
            Write = CloseWithArguments,
            Single = IpState.Connecting | IpState.Listening | IpState.ConnectOk,
            Multi = IpState.Processing,
            Works = true,
        },
    ];

    private static Reply Ranges(Invocation call)
    {
        var link = call.LinkRange;
        return Reply.Info(
            $"+CIPSTART: {link}(\"TCP\",\"UDP\"),(\"(0-255).(0-255).(0-255).(0-255)\"),(1-65535)",
            $"+CIPSTART: {link}(\"TCP\",\"UDP\"),(\"DOMAIN NAME\"),(1-65535)");
    }

    private static Reply Start(Invocation call)
    {
        var machine = call.Machine;
        var tcpIp = machine.TcpIp;
        if (!call.TryLink(out var link, out var first)
            || call.Count != first + 3 || !call.TryQuotableNumber(first + 2, 1, 65535, out var port))
        {
            return Reply.BadParameter;
        }

        var protocol = call.Text(first) == "UDP" ? Protocol.Udp : Protocol.Tcp;
        var host = new Peer(call.Text(first + 1), port);
        if (host.Address.Length == 0 || (protocol == Protocol.Tcp && call.Text(first) != "TCP"))
        {
            return Reply.NotAllowed;
        }

        if (!link.IsFree && (link.State != LinkState.Connecting || machine.Options.AlreadyConnectWhileConnecting))
        {
            void Report() => machine.Output.Unsolicited($"{tcpIp.Prefix(link)}ALREADY CONNECT", UrcKind.TcpIp);
            return machine.Options.AlreadyConnectAfterOk ? Reply.OkThen(Report) : Reply.Fail(CmeError.OperationNotAllowed, Report);
        }

        if (!link.IsFree || tcpIp.Server.IsInTheWay || (tcpIp.State == IpState.Closed && !machine.Options.ConnectsAfterClose))
        {
            return Reply.NotAllowed;
        }

        return tcpIp.State switch
        {
            IpState.PdpDeact => Reply.OkThen(() => machine.Output.Unsolicited($"STATE: {tcpIp.Describe(IpState.PdpDeact)}", UrcKind.TcpIp)),
            IpState.Initial => Reply.OkThen(() => BringUpAndOpen(machine, link, protocol, host)),
            _ => Reply.OkThen(() => tcpIp.Open(link, protocol, host)),
        };
    }

    /// <summary>In single connection mode a CIPSTART from IP INITIAL activates the context by itself.</summary>
    private static void BringUpAndOpen(Sim800Machine machine, Link link, Protocol protocol, Peer host) =>
        ContextCommands.BringUp(machine, () => machine.TcpIp.Open(link, protocol, host), () =>
        {
            machine.Output.Unsolicited($"STATE: {machine.TcpIp.Describe(machine.TcpIp.State)}", UrcKind.TcpIp);
            machine.Output.Unsolicited("CONNECT FAIL", UrcKind.TcpIp);
        });

    private static Reply CloseWithArguments(Invocation call)
    {
        if (!call.TryLink(out var link, out var first))
        {
            return Reply.BadParameter;
        }

        var quick = 0;
        if (call.Count > first + 1 || (call.Count == first + 1 && !call.TryNumber(first, 0, 1, out quick)))
        {
            return Reply.BadParameter;
        }

        return Close(call, link, quick);
    }

    private static Reply Close(Invocation call, Link link, int quick)
    {
        var machine = call.Machine;
        if (machine.TcpIp.State == IpState.Listening)
        {
            return Reply.Later(call.Latency, () => CloseListener(machine));
        }

        if (link.State is not (LinkState.Connecting or LinkState.Connected))
        {
            return Reply.NotAllowed;
        }

        return Reply.Later(call.Latency, () =>
        {
            if (link.State is not (LinkState.Connecting or LinkState.Connected))
            {
                return Reply.NotAllowed;
            }

            var ended = Reply.Only($"{machine.TcpIp.Prefix(link)}CLOSE OK");
            var waits = false;
            var closed = false;
            machine.TcpIp.Close(link, quick == 1, () =>
            {
                closed = true;
                if (waits)
                {
                    machine.Executor.Complete(ended);
                }
            });
            waits = true;
            return closed ? ended : Reply.Pending;
        });
    }

    /// <summary>Nobody has come: in single connection mode the listener itself is what is closed.</summary>
    private static Reply CloseListener(Sim800Machine machine)
    {
        var server = machine.TcpIp.Server;
        if (machine.TcpIp.State != IpState.Listening)
        {
            return Reply.NotAllowed;
        }

        server.Close();
        machine.TcpIp.Contexts[server.Bearer].State = IpState.Closed;
        return Reply.Only("CLOSE OK");
    }
}
