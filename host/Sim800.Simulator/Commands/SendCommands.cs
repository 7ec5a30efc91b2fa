using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;
using Wire;

namespace Sim800.Simulator.Commands;

/// <summary>Sending. Sources: fact sheet 1.4 to 1.6, 2.8 to 2.10, 2.18, 2.19, 8 (T01, T03, T42); application note 3.1.1, 7; manual chapter 8.2.3 to 8.2.5, 8.2.16, 8.2.17.</summary>
internal static class SendCommands
{
    private const IpState Connected = IpState.ConnectOk;

    public static IEnumerable<Command> All =>
    [
        new("+CIPSEND")
        {
            Test = call => Reply.Info($"+CIPSEND: {call.LinkRange}<length>"),
            Read = Sizes,
            Execute = call => call.Machine.TcpIp.Settings.Multi ? Reply.NotAllowed : Prompt(call, call.Machine.TcpIp.Links[0], null),
            Write = Send,
            Single = Connected,
            Multi = IpState.Processing,
        },
        Setting.Switch("+CIPQSEND", call => call.Machine.TcpIp.Settings.QuickSend, (call, on) => call.Machine.TcpIp.Settings.QuickSend = on),
        new("+CIPATS")
        {
            Test = _ => Reply.Info("+CIPATS: (0,1),(1-100)"),
            Read = call => Reply.Info($"+CIPATS: {(call.Machine.TcpIp.Settings.SendsByTime ? 1 : 0)},{call.Machine.TcpIp.Settings.SendTime}"),
            Write = SetTime,
        },
        Setting.Number("+CIPSPRT", 2, call => call.Machine.TcpIp.Settings.Prompt, (call, prompt) => call.Machine.TcpIp.Settings.Prompt = prompt),
        new("+CIPACK")
        {
            Test = _ => Reply.Ok,
            Execute = call => call.Machine.TcpIp.Settings.Multi ? Reply.BadParameter : Counters(call, call.Machine.TcpIp.Links[0]),
            Write = call => call.Machine.TcpIp.Settings.Multi && call.TryOnlyNumber(0, call.Machine.TcpIp.Links.Count - 1, out var number)
                ? Counters(call, call.Machine.TcpIp.Links[number])
                : Reply.BadParameter,
        },
    ];

    private static Reply SetTime(Invocation call)
    {
        var settings = call.Machine.TcpIp.Settings;
        var time = settings.SendTime;
        if (call.Count > 2 || !call.TryNumber(0, 0, 1, out var mode) || (call.Count == 2 && !call.TryNumber(1, 1, 100, out time)))
        {
            return Reply.BadParameter;
        }

        settings.SendsByTime = mode == 1;
        settings.SendTime = time;
        return Reply.Ok;
    }

    private static Reply Counters(Invocation call, Link link) =>
        link.State == LinkState.Connected || (call.Machine.Options.CountsAfterClose && link.State == LinkState.Closed)
        ? Reply.Info($"+CIPACK: {link.Sent},{link.Acknowledged},{link.Unacknowledged}")
        : Reply.NotAllowed;

    private static Reply Sizes(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        var connected = tcpIp.Links.Where(link => link.State == LinkState.Connected).ToArray();
        if (tcpIp.Settings.Multi)
        {
            return Reply.Info([.. connected.Select(link => $"+CIPSEND: {link.Number},{tcpIp.SendSize(link)}")]);
        }

        return connected.Length == 1 ? Reply.Info($"+CIPSEND: {tcpIp.SendSize(connected[0])}") : Reply.NotAllowed;
    }

    private static Reply Send(Invocation call)
    {
        if (!call.TryLink(out var link, out var first))
        {
            return Reply.BadParameter;
        }

        if (call.Count == first && first == 1)
        {
            return Prompt(call, link, null);
        }

        return call.Count == first + 1 && call.TryNumber(first, 1, int.MaxValue, out var length)
            ? Prompt(call, link, length)
            : Reply.BadParameter;
    }

    private static Reply Prompt(Invocation call, Link link, int? length) =>
        Reply.Later(call.Machine.Executor.TakeLateness(), () => Ask(call.Machine, link, length));

    private static Reply Ask(Sim800Machine machine, Link link, int? length)
    {
        if (link.State != LinkState.Connected || link.IsTransparent || (length is { } wanted && !Fits(machine, link, wanted)))
        {
            return Reply.NotAllowed;
        }

        if (machine.TcpIp.Settings.Prompt == 1)
        {
            machine.Output.Write(UnitKind.Prompt, Framing.Prompt(machine.Options.SpaceAfterPrompt));
        }

        var payload = new SendPayload(machine, length, data => Submit(machine, link, data), () => Cancel(machine));
        machine.Receiver.TakePayload(payload);
        var settings = machine.TcpIp.Settings;
        if (settings.SendsByTime && length is null)
        {
            machine.Timers.After(settings.SendTime * Nanoseconds.PerSecond, payload.SendNow);
        }

        return Reply.Pending;
    }

    private static bool Fits(Sim800Machine machine, Link link, int length)
    {
        var size = machine.TcpIp.SendSize(link);
        return machine.Options.AcceptsExactSendSize ? length <= size : length < size;
    }

    private static void Submit(Sim800Machine machine, Link link, byte[] data)
    {
        if (link.State != LinkState.Connected)
        {
            Complete(machine, link, "SEND FAIL");
            return;
        }

        if (!Fits(machine, link, data.Length))
        {
            machine.Executor.Complete(Reply.NotAllowed);
            return;
        }

        var fault = machine.StrikeResult("+CIPSEND");
        if (fault is null or { Effect: CommandEffect.LateResult } && data.Length > 0)
        {
            machine.TcpIp.Send(link, data);
        }

        switch (fault?.Effect)
        {
            case CommandEffect.NoResult:
                machine.Executor.Complete(Reply.Only());
                break;
            case CommandEffect.FailedResult:
                machine.Timers.After(fault.Delay, () => Complete(machine, link, "SEND FAIL"));
                break;
            case CommandEffect.LateResult:
                // The module listens again before it says so: the word lands wherever the dialogue then is.
                var word = machine.TcpIp.Settings.QuickSend ? Accepted(machine, link, data) : $"{machine.TcpIp.Prefix(link)}SEND OK";
                machine.Executor.Complete(Reply.Only());
                machine.Timers.After(fault.Delay, () => machine.Output.Unsolicited(word, UrcKind.TcpIp));
                break;
            default:
                Conclude(machine, link, data);
                break;
        }
    }

    private static void Conclude(Sim800Machine machine, Link link, byte[] data)
    {
        if (machine.TcpIp.Settings.QuickSend)
        {
            machine.Executor.Complete(Reply.Only(Accepted(machine, link, data)));
        }
        else if (link.Unacknowledged == 0 || link.Protocol == Protocol.Udp)
        {
            Complete(machine, link, "SEND OK");
        }
        else
        {
            link.SendEnded = word => Complete(machine, link, word);
        }
    }

    private static string Accepted(Sim800Machine machine, Link link, byte[] data) =>
        machine.TcpIp.Settings.Multi ? $"DATA ACCEPT:{link.Number},{data.Length}" : $"DATA ACCEPT:{data.Length}";

    private static void Complete(Sim800Machine machine, Link link, string word) =>
        machine.Executor.Complete(word == "SEND OK" && machine.TcpIp.Settings.Prompt == 2 ? Reply.Only() : Reply.Only(machine.TcpIp.Prefix(link) + word));

    private static void Cancel(Sim800Machine machine) =>
        machine.Executor.Complete(machine.Options.EscapeAnswer is { } answer ? Reply.Only(answer) : Reply.Only());
}
