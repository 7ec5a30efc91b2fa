using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Name resolution. Sources: fact sheet 2.15, 8 (T24); application note 6; manual chapter 8.2.14.</summary>
internal static class DnsCommands
{
    private const int CommonError = 8;

    public static IEnumerable<Command> All =>
    [
        new("+CDNSGIP") { Test = _ => Reply.Ok, Write = Resolve, Legal = IpState.Active },
    ];

    private static Reply Resolve(Invocation call)
    {
        var host = call.Text(0);
        var isQuoted = call.Machine.Options.AcceptsUnquotedNames || (call.Count > 0 && call.Arguments[0].IsQuoted);
        return call.Count == 1 && host.Length > 0 && isQuoted ? Reply.OkThen(() => Begin(call.Machine, host)) : Reply.BadParameter;
    }

    private static void Begin(Sim800Machine machine, string host)
    {
        var fault = machine.StrikeResult("+CDNSGIP");
        if (fault is { Effect: CommandEffect.NoResult })
        {
            return;
        }

        machine.TcpIp.Names.Resolve(host, lookup =>
        {
            var text = lookup.Addresses.Count == 0 || fault is { Effect: CommandEffect.FailedResult }
                ? $"+CDNSGIP: 0,{(lookup.IsAnswered ? CommonError : machine.Options.SilentNameServerCode)}"
                : $"+CDNSGIP: 1,\"{host}\",{string.Join(',', lookup.Addresses.Take(2).Select(address => $"\"{address}\""))}";
            machine.Timers.After(fault?.Delay ?? 0, () => machine.Output.Unsolicited(text, UrcKind.TcpIp));
        });
    }
}
