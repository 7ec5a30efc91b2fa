using Sim800.Simulator.TcpIp;

namespace Sim800.Simulator.Commands;

/// <summary>Connection mode and context. Sources: fact sheet 1.4, 2.1, 2.2, 2.4 to 2.6, 2.12, 3.2 to 3.4, 11.4; application note 3.1.1, 4.1, 9, 10; manual chapter 8.2.1, 8.2.7, 8.2.9 to 8.2.11, 8.2.22.</summary>
internal static class ContextCommands
{
    private const int LongestName = 50;

    public static IEnumerable<Command> All =>
    [
        new("+CIPMUX")
        {
            Test = _ => Reply.Info("+CIPMUX: (0,1)"),
            Read = call => Reply.Info($"+CIPMUX: {(call.Machine.TcpIp.Settings.Multi ? 1 : 0)}"),
            Write = SetMode,
            Legal = IpState.Initial,
        },
        new("+CIPMODE")
        {
            Test = _ => Reply.Info("+CIPMODE: (0-NORMAL MODE,1-TRANSPARENT MODE)"),
            Read = _ => Reply.Info("+CIPMODE: 0"),
            // Transparent mode is not modelled yet; refusing it is what the module does in multi connection mode anyway.
            Write = call => call.TryOnlyNumber(0, 0, out _) ? Reply.Ok : Reply.NotAllowed,
        },
        new("+CSTT")
        {
            Test = _ => Reply.Info("+CSTT: \"APN\",\"USER\",\"PWD\""),
            Read = call => Reply.Info($"+CSTT: \"{call.Machine.TcpIp.Settings.AccessPoint}\",\"{call.Machine.TcpIp.Settings.User}\",\"{call.Machine.TcpIp.Settings.Password}\""),
            Execute = call => StartTask(call.Machine),
            Write = SetAccessPoint,
            Legal = IpState.Initial,
        },
        new("+CIICR") { Test = _ => Reply.Ok, Execute = BringUp, Legal = IpState.Start, Works = true },
        new("+CIFSR") { Test = _ => Reply.Ok, Execute = LocalAddress, Legal = IpState.Active },
        new("+CIPSHUT") { Test = _ => Reply.Ok, Execute = Shut, Works = true },
    ];

    /// <summary>The context's activation, for CIICR and for a CIPSTART that does it by itself.</summary>
    /// <returns>Whether it succeeded.</returns>
    public static bool Activate(Sim800Machine machine)
    {
        var succeeds = machine.Radio.IsAttached;
        machine.TcpIp.State = succeeds ? IpState.GprsAct : IpState.PdpDeact;
        return succeeds;
    }

    private static Reply SetMode(Invocation call)
    {
        if (!call.TryOnlyNumber(0, 1, out var multi))
        {
            return Reply.BadParameter;
        }

        call.Machine.TcpIp.Settings.Multi = multi == 1;
        return Reply.Ok;
    }

    private static Reply StartTask(Sim800Machine machine)
    {
        machine.TcpIp.State = IpState.Start;
        return Reply.Ok;
    }

    private static Reply SetAccessPoint(Invocation call)
    {
        if (call.Count > 3 || call.Arguments.Any(argument => argument.Text.Length > LongestName))
        {
            return Reply.BadParameter;
        }

        var settings = call.Machine.TcpIp.Settings;
        settings.AccessPoint = call.Text(0);
        settings.User = call.Text(1);
        settings.Password = call.Text(2);
        return StartTask(call.Machine);
    }

    private static Reply BringUp(Invocation call)
    {
        call.Machine.TcpIp.State = IpState.Config;
        return Reply.Later(call.Latency, () =>
            call.Machine.TcpIp.State == IpState.Config && Activate(call.Machine) ? Reply.Ok : Reply.NotAllowed);
    }

    private static Reply LocalAddress(Invocation call)
    {
        var tcpIp = call.Machine.TcpIp;
        if (tcpIp.State == IpState.GprsAct)
        {
            tcpIp.State = IpState.Status;
        }

        return Reply.Only(call.Machine.Options.LocalAddress);
    }

    private static Reply Shut(Invocation call) => Reply.Later(call.Latency, () =>
    {
        call.Machine.TcpIp.Shut();
        return Reply.Only("SHUT OK");
    });
}
