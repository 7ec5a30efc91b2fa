using Wire;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// AT+CIPDPDP (fact sheet 2.25): while a context is active it is checked at every interval, and lost when so many checks in a row have failed. As
/// long as the network is there no check can fail, and nothing needs to be done.
/// </summary>
internal sealed class ContextCheck(Sim800Machine machine)
{
    private Timing.Timer? _next;
    private long _since;
    private int _failures;

    /// <summary>A context has come up, or the settings have changed: the intervals count from now.</summary>
    public void Begin()
    {
        _since = machine.Now;
        _failures = 0;
        Watch();
    }

    /// <summary>The network has gone silent.</summary>
    public void Watch()
    {
        _next?.Cancel();
        var (mode, interval, _) = machine.TcpIp.Settings.ContextCheck;
        if (mode == 1 && machine.Network.Air.IsSilent && machine.TcpIp.HasActiveContext)
        {
            var period = interval * Nanoseconds.PerSecond;
            _next = machine.Timers.At(machine.Now + period - ((machine.Now - _since) % period), Check);
        }
    }

    private void Check()
    {
        if (!machine.Network.Air.IsSilent)
        {
            _failures = 0;
            return;
        }

        machine.Log($"context check {++_failures} failed");
        if (_failures >= machine.TcpIp.Settings.ContextCheck.Times)
        {
            machine.TcpIp.LoseContext();
        }
        else
        {
            Watch();
        }
    }
}
