using Wire;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// AT+CIPTKA (fact sheet 2.24): a connection over which nothing has come for the idle time is probed at intervals, and closed when the last of so
/// many probes has not been answered either. While something is unacknowledged its repetition does the same.
/// </summary>
internal sealed class KeepAlive(Sim800Machine machine)
{
    /// <summary>A connection is established; the settings are those of this moment.</summary>
    public void Begin(Link link)
    {
        var (mode, idle, interval, probes) = machine.TcpIp.Settings.KeepAlive;
        link.HeardAt = machine.Now;
        if (mode == 1)
        {
            Rest(link, new Pace(idle * Nanoseconds.PerSecond, interval * Nanoseconds.PerSecond, probes));
        }
    }

    private void Rest(Link link, Pace pace) => link.KeepAliveTimer = machine.Timers.At(link.HeardAt + pace.Idle, () =>
    {
        if (link.Unacknowledged > 0)
        {
            link.HeardAt = machine.Now;
        }

        if (link.HeardAt + pace.Idle > machine.Now)
        {
            Rest(link, pace);
        }
        else
        {
            Probe(link, pace, 1);
        }
    });

    private void Probe(Link link, Pace pace, int number)
    {
        machine.Log($"link {link.Number} probes its peer");
        var asked = machine.Now;
        link.KeepAliveTimer = machine.Timers.After(pace.Interval, () =>
        {
            if (link.HeardAt > asked)
            {
                Rest(link, pace);
            }
            else if (number < pace.Probes)
            {
                Probe(link, pace, number + 1);
            }
            else
            {
                machine.TcpIp.GiveUp(link);
            }
        });
        var session = link.Session!;
        link.Connection!.Probe(now => session.Answered(now));
    }

    private readonly record struct Pace(long Idle, long Interval, int Probes);
}
