using System.Globalization;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator.Commands;

/// <summary>Power, sleep, clock, battery, ring indicator. Sources: fact sheet 1.4, 2.30, 5.6, 6.3 (18), 8 (T14, T15, T34), 11.8; manual chapters 3.2 and 6.2.</summary>
internal static class PowerCommands
{
    /// <summary>The OK of AT+CFUN=1,1 under autobauding leaves before the restart.</summary>
    private const long RestartDelay = 100 * Nanoseconds.PerMillisecond;

    /// <summary>From AT+CFUN=0 to its +CPIN: NOT READY (fact sheet 5.8).</summary>
    private const long NotReadyDelay = 400 * Nanoseconds.PerMillisecond;

    public static IEnumerable<Command> All =>
    [
        new("+CFUN")
        {
            Test = _ => Reply.Info("+CFUN: (0,1,4),(0-1)"),
            Read = call => Reply.Info($"+CFUN: {call.Machine.Radio.Functionality}"),
            Write = SetFunctionality,
            Works = true,
        },
        new("+CPOWD") { Write = PowerDown, Works = true },
        new("+CBC") { Execute = call => Reply.Info($"+CBC: 0,100,{call.Machine.Supply.Millivolts}"), Test = _ => Reply.Info("+CBC: (0-2),(1-100),(voltage)") },
        new("+CCLK") { Read = call => Reply.Info($"+CCLK: \"{call.Machine.Clock}\""), Write = SetClock, Test = _ => Reply.Ok },
        Setting.Number(
            "+CLTS", 1, call => call.Machine.Profile.NetworkTime ? 1 : 0, (call, on) => call.Machine.Profile.NetworkTime = on == 1, "\"yy/MM/dd,hh:mm:ss+/-zz\""),
        new("+DLYRI")
        {
            Test = _ => Reply.Info("+DLYRI: (0,10-1000)"),
            Read = call => Reply.Info($"+DLYRI: {call.Machine.RingIndicator.Lead}"),
            Write = SetLead,
        },
        Setting.Number("+CSCLK", 2, call => call.Machine.Profile.SlowClock, (call, mode) => call.Machine.Profile.SlowClock = mode),
        Setting.Number("+CFGRI", 2, call => call.Machine.Profile.RingIndicator, (call, mode) => call.Machine.Profile.RingIndicator = mode),
        Setting.Switch("+CIURC", call => call.Machine.Profile.CallReadyCode, (call, on) => call.Machine.Profile.CallReadyCode = on),
    ];

    private static Reply SetClock(Invocation call) =>
        call is { Count: 1, Arguments: [{ IsQuoted: true }] } && call.Machine.Clock.TrySet(call.Text(0)) ? Reply.Ok : Reply.BadParameter;

    private static Reply SetLead(Invocation call)
    {
        if (!call.TryOnlyNumber(0, 1000, out var milliseconds) || milliseconds is > 0 and < 10)
        {
            return Reply.BadParameter;
        }

        call.Machine.RingIndicator.Lead = milliseconds;
        return Reply.Ok;
    }

    private static Reply PowerDown(Invocation call)
    {
        var power = call.Machine.Power;
        if (!call.TryOnlyNumber(0, 1, out var normal))
        {
            return Reply.BadParameter;
        }

        if (normal == 0)
        {
            power.PowerDown(announced: false);
            return Reply.Pending;
        }

        return Reply.Later(call.Latency, () =>
        {
            power.PowerDown(announced: true);
            return Reply.Pending;
        });
    }

    private static Reply SetFunctionality(Invocation call)
    {
        var machine = call.Machine;
        var radio = machine.Radio;
        if (call.Count > 2 || !call.TryNumber(0, 0, 4, out var wanted) || wanted is 2 or 3)
        {
            return Reply.BadParameter;
        }

        var restart = 0;
        if (call.Count == 2 && !call.TryNumber(1, 0, 1, out restart))
        {
            return Reply.BadParameter;
        }

        if (restart == 1)
        {
            return wanted == 1 ? Restart(machine) : Reply.NotAllowed;
        }

        if (wanted == radio.Functionality)
        {
            return Reply.Ok;
        }

        if (wanted != 1 && radio.Functionality != 1)
        {
            return Reply.NotAllowed;
        }

        if (wanted == 1)
        {
            return Reply.Later(call.Latency, () =>
            {
                radio.Switch(1);
                machine.Output.Unsolicited(machine.Radio.HasSim ? $"+CPIN: {machine.Radio.Card.State}" : "+CPIN: NOT INSERTED", UrcKind.General);
                return Reply.Ok;
            });
        }

        void Announce()
        {
            if (wanted == 0)
            {
                machine.Output.Unsolicited("+CPIN: NOT READY", UrcKind.General);
            }
        }

        var first = Math.Min(NotReadyDelay, call.Latency);
        return Reply.Later(first, () =>
        {
            machine.TcpIp.LoseContext();
            machine.TcpIp.Reset();
            radio.Switch(wanted);
            if (machine.Options.NotReadyBeforeOk)
            {
                Announce();
                return Reply.Later(call.Latency - first, () => Reply.Ok);
            }

            return Reply.Later(call.Latency - first, () => Reply.OkThen(Announce));
        });
    }

    /// <summary>With a fixed rate the OK comes after the restart, else before it (fact sheet 2.30, T15).</summary>
    private static Reply Restart(Sim800Machine machine)
    {
        if (machine.Profile.BaudRate == 0)
        {
            return Reply.OkThen(() => machine.Timers.After(RestartDelay, () => machine.Power.Restart("AT+CFUN=1,1")));
        }

        machine.Power.Restart("AT+CFUN=1,1", answersOk: true);
        return Reply.Pending;
    }
}
