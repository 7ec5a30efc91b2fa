using Sim800.Simulator.Faults;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Connection mode and context. Sources: fact sheet 1.4, 2.1, 2.4 to 2.6, 2.12, 2.23, 3.2 to 3.4, 11.4; application note 3.1.1, 4.1, 5, 9, 10; manual chapter 8.2.1, 8.2.7, 8.2.9 to 8.2.11, 8.2.29.</summary>
internal static class ContextCommands
{
    /// <summary>Bytes of an access point, user or password.</summary>
    public const int LongestName = 50;

    public static IEnumerable<Command> All =>
    [
        new("+CIPMUX")
        {
            Test = _ => Reply.Info("+CIPMUX: (0,1)"),
            Read = call => Reply.Info($"+CIPMUX: {(call.Machine.TcpIp.Settings.Multi ? 1 : 0)}"),
            Write = SetMode,
        },
        new("+CSTT")
        {
            Test = _ => Reply.Info("+CSTT: \"APN\",\"USER\",\"PWD\""),
            Read = ShowAccessPoint,
            Execute = call => StartTask(call.Machine),
            Write = SetAccessPoint,
            Legal = IpState.Initial,
        },
        new("+CIICR") { Test = _ => Reply.Ok, Execute = BringUp, Legal = IpState.Start, Works = true },
        new("+CIFSR") { Test = _ => Reply.Ok, Execute = LocalAddress, Legal = IpState.Active },
        new("+CIPSGTXT") { Test = _ => Reply.Info("+CIPSGTXT: (0,1)"), Write = Select },
        new("+CIPSHUT") { Test = _ => Reply.Ok, Execute = Shut, Works = true },
    ];

    /// <summary>Activates the context by itself, for a CIPSTART or CIPSERVER from IP INITIAL in single connection mode.</summary>
    public static void BringUp(Sim800Machine machine, Action succeeded, Action failed)
    {
        var context = machine.TcpIp.Context;
        context.State = IpState.Config;
        machine.Timers.After(machine.Options.Latencies.For("+CIICR"), () =>
        {
            if (context.State == IpState.Config)
            {
                (Activate(machine, context) ? succeeded : failed)();
            }
        });
    }

    /// <returns>Whether the activation succeeded.</returns>
    private static bool Activate(Sim800Machine machine, GprsContext context)
    {
        var succeeds = machine.Radio.IsAttached && !machine.Network.Air.IsSilent;
        context.State = succeeds ? IpState.GprsAct : machine.Options.StateAfterFailedBringUp;
        return succeeds;
    }

    /// <summary>Both contexts must be down.</summary>
    private static Reply SetMode(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        if (!call.TryOnlyNumber(0, 1, out var multi))
        {
            return Reply.BadParameter;
        }

        if (tcpIp.Contexts.Any(context => context.State != IpState.Initial))
        {
            return call.Machine.Options.AcceptsSameMode && tcpIp.Settings.Multi == (multi == 1) ? Reply.Ok : Reply.NotAllowed;
        }

        tcpIp.Settings.Multi = multi == 1;
        tcpIp.Selected = 0;
        return Reply.Ok;
    }

    private static Reply Select(Invocation call)
    {
        if (!call.TryOnlyNumber(0, 1, out var context))
        {
            return Reply.BadParameter;
        }

        if (!call.Machine.TcpIp.Settings.Multi)
        {
            return Reply.NotAllowed;
        }

        call.Machine.TcpIp.Selected = context;
        return Reply.Ok;
    }

    private static Reply ShowAccessPoint(Invocation call)
    {
        var point = AccessPointOf(call.Machine.TcpIp);
        var quote = call.Machine.Options.QuotesAccessPoint ? "\"" : "";
        return Reply.Info($"+CSTT: {quote}{point.Name}{quote},{quote}{point.User}{quote},{quote}{point.Password}{quote}");
    }

    private static AccessPoint AccessPointOf(TcpIpStack tcpIp) =>
        tcpIp.Selected == 0 ? tcpIp.Settings.AccessPoint : tcpIp.Settings.SecondAccessPoint;

    private static Reply StartTask(Sim800Machine machine)
    {
        machine.TcpIp.Context.State = IpState.Start;
        return Reply.Ok;
    }

    private static Reply SetAccessPoint(Invocation call)
    {
        if (call.Count > 3 || call.Arguments.Any(argument => argument.Text.Length > LongestName))
        {
            return Reply.BadParameter;
        }

        var point = new AccessPoint(call.Text(0), call.Text(1), call.Text(2));
        if (call.Machine.TcpIp.Selected == 0)
        {
            call.Machine.TcpIp.Settings.AccessPoint = point;
        }
        else
        {
            call.Machine.TcpIp.Settings.SecondAccessPoint = point;
        }

        return StartTask(call.Machine);
    }

    private static Reply BringUp(Invocation call)
    {
        var context = call.Machine.TcpIp.Context;
        context.State = IpState.Config;
        return Reply.Later(call.Latency, () =>
            context.State == IpState.Config && Activate(call.Machine, context) ? Reply.Ok : Reply.NotAllowed);
    }

    private static Reply LocalAddress(Invocation call)
    {
        var context = call.Machine.TcpIp.Context;
        if (context.State == IpState.GprsAct)
        {
            context.State = IpState.Status;
        }

        return Reply.Only(context.LocalAddress);
    }

    private static Reply Shut(Invocation call)
    {
        var context = call.Machine.TcpIp.Context;
        return Reply.Later(call.Latency, () =>
        {
            call.Machine.TcpIp.Shut(context);
            call.Machine.Cure(Cure.Context);
            return Reply.Only("SHUT OK");
        });
    }
}
