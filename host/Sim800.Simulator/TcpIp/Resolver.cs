using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;

namespace Sim800.Simulator.TcpIp;

/// <summary>
/// Looks names up for AT+CDNSGIP, AT+CIPSTART and AT+CIPPING (application note 6, fact sheet 2.15, 2.16): asks the servers of AT+CDNSCFG one
/// after the other, or the one that the network gives.
/// </summary>
internal sealed class Resolver(Sim800Machine machine, FaultyNetwork network)
{
    /// <summary>How AT+CDNSCFG shows that there is none.</summary>
    public const string NoServer = "0.0.0.0";

    /// <summary>Looks a host up; an address needs no server.</summary>
    public void Resolve(string host, Action<Lookup> resolved)
    {
        if (Peer.IsAddress(host))
        {
            Ask(host, addresses => resolved(new Lookup(addresses)));
        }
        else if (machine.Strike<NameFault>() is { } fault)
        {
            machine.Timers.After(fault.Delay, () => resolved(new Lookup([])));
        }
        else
        {
            var (primary, secondary) = machine.TcpIp.Settings.NameServers;
            string[] servers = [.. new[] { primary, secondary }.Where(server => server != NoServer)];
            Resolve(host, servers.Length == 0 ? [NoServer] : servers, 0, resolved);
        }
    }

    private void Resolve(string host, string[] servers, int index, Action<Lookup> resolved)
    {
        if (index == servers.Length)
        {
            resolved(new Lookup([], IsAnswered: false));
            return;
        }

        var patience = machine.Timers.After(machine.Options.NameServerTimeout, () =>
        {
            machine.Log($"name server {servers[index]} does not answer");
            Resolve(host, servers, index + 1, resolved);
        });
        if (network.IsSilent(servers[index]))
        {
            return;
        }

        Ask(host, addresses =>
        {
            if (patience.IsPending)
            {
                patience.Cancel();
                resolved(new Lookup(addresses));
            }
        });
    }

    /// <summary>An answer from before a restart has nothing to say.</summary>
    private void Ask(string host, Action<IReadOnlyList<string>> answered)
    {
        var boot = machine.BootCount;
        network.Resolve(host, (now, addresses) => machine.OnNetwork(now, () =>
        {
            if (boot == machine.BootCount)
            {
                answered(addresses);
            }
        }));
    }
}
