using Sim800.Simulator.Serial;
using Sim800.Simulator.TcpIp;
using Wire;

namespace Sim800.Simulator.Commands;

/// <summary>AT+CIPPING. Sources: fact sheet 2.29, 8 (T44), 11.4, 11.9; manual chapter 10.2.1.</summary>
internal static class PingCommands
{
    private const long TimeUnit = 100 * Nanoseconds.PerMillisecond;

    /// <summary>What is shown when nobody answers.</summary>
    private const string NoAnswer = "600,255";

    /// <summary>What is left of the life of an answer; the documents give examples only.</summary>
    private const int LifeOfAnswer = 64;

    private static readonly (int Minimum, int Maximum, int Default)[] s_parameters = [(1, 100, 4), (0, 1024, 32), (1, 600, 100), (1, 255, 64)];

    public static IEnumerable<Command> All =>
    [
        new("+CIPPING")
        {
            Test = _ => Reply.Info($"+CIPPING: {string.Join(',', s_parameters.Select(p => $"({p.Minimum}-{p.Maximum})"))}"),
            Read = _ => Reply.Info($"+CIPPING: {string.Join(',', s_parameters.Select(p => p.Default))}"),
            Write = Begin,
            Legal = IpState.Active,
        },
    ];

    private static Reply Begin(Invocation call)
    {
        var values = s_parameters.Select(parameter => parameter.Default).ToArray();
        if (call.Text(0).Length == 0 || call.Count > values.Length + 1)
        {
            return Reply.BadParameter;
        }

        for (var i = 1; i < call.Count; i++)
        {
            if (!call.TryNumber(i, s_parameters[i - 1].Minimum, s_parameters[i - 1].Maximum, out values[i - 1]))
            {
                return Reply.BadParameter;
            }
        }

        var machine = call.Machine;
        machine.TcpIp.Names.Resolve(call.Text(0), lookup =>
        {
            if (lookup.Addresses.Count == 0)
            {
                machine.Executor.Complete(Reply.Fail(CmeError.DnsResolveFailed));
            }
            else
            {
                Ask(machine, lookup.Addresses[0], 1, values[0], values[2] * TimeUnit);
            }
        });
        return Reply.Pending;
    }

    private static void Ask(Sim800Machine machine, string address, int number, int count, long patience)
    {
        if ((machine.TcpIp.State & IpState.Active) == 0)
        {
            // +PDP: DEACT has ended it.
            machine.Executor.Complete(Reply.Error);
            return;
        }

        var asked = machine.Now;
        Timing.Timer? limit = null;
        void Conclude(string result)
        {
            machine.Output.Write(
                UnitKind.Information, Framing.Information($"+CIPPING: {number},\"{address}\",{result}", number == 1, machine.Profile.Verbose));
            if (number == count)
            {
                machine.Executor.Complete(Reply.Ok);
            }
            else
            {
                Ask(machine, address, number + 1, count, patience);
            }
        }

        limit = machine.Timers.After(patience, () => Conclude(NoAnswer));
        machine.TcpIp.Ping(address, () =>
        {
            if (limit.IsPending)
            {
                limit.Cancel();
                Conclude($"{Math.Max(1, (machine.Now - asked) / TimeUnit)},{LifeOfAnswer}");
            }
        });
    }
}
