using System.Globalization;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator.Commands;

/// <summary>Power, sleep, clock, battery, ring indicator. Sources: fact sheet 1.4, 2.30, 5.6, 6.3 (18), 8 (T14, T15, T34), 11.8; manual chapters 3.2 and 6.2.</summary>
internal static class PowerCommands
{
    /// <summary>At a cold boot the clock begins here (fact sheet 2.30).</summary>
    private static readonly DateTime s_epoch = new(2004, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

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
        new("+CBC") { Execute = call => Reply.Info($"+CBC: 0,100,{call.Machine.Options.SupplyMillivolts}"), Test = _ => Reply.Info("+CBC: (0-2),(1-100),(voltage)") },
        new("+CCLK") { Read = call => Reply.Info($"+CCLK: \"{Clock(call.Machine)}\""), Test = _ => Reply.Ok },
        new("+CSCLK") { Test = _ => Reply.Info("+CSCLK: (0-2)"), Read = call => Reply.Info($"+CSCLK: {call.Machine.Profile.SlowClock}"), Write = SetSlowClock },
        new("+CFGRI")
        {
            Test = _ => Reply.Info("+CFGRI: (0-2)"),
            Read = call => Reply.Info($"+CFGRI: {call.Machine.Profile.RingIndicator}"),
            Write = call =>
            {
                if (!call.TryOnlyNumber(0, 2, out var mode))
                {
                    return Reply.BadParameter;
                }

                call.Machine.Profile.RingIndicator = mode;
                return Reply.Ok;
            },
        },
        new("+CIURC")
        {
            Test = _ => Reply.Info("+CIURC: (0,1)"),
            Read = call => Reply.Info($"+CIURC: {(call.Machine.Profile.CallReadyCode ? 1 : 0)}"),
            Write = call =>
            {
                if (!call.TryOnlyNumber(0, 1, out var on))
                {
                    return Reply.BadParameter;
                }

                call.Machine.Profile.CallReadyCode = on == 1;
                return Reply.Ok;
            },
        },
    ];

    private static string Clock(Sim800Machine machine) =>
        s_epoch.AddSeconds(machine.Now / Nanoseconds.PerSecond).ToString("yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture) + "+00";

    private static Reply SetSlowClock(Invocation call)
    {
        // Mode 2 (wake by any character) is not modelled yet.
        if (!call.TryOnlyNumber(0, 1, out var mode))
        {
            return Reply.BadParameter;
        }

        call.Machine.Profile.SlowClock = mode;
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
                machine.Output.Unsolicited(machine.Options.HasSim ? "+CPIN: READY" : "+CPIN: NOT INSERTED", UrcKind.General);
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
