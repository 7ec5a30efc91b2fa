using Sim800.Simulator.Network;

namespace Sim800.Simulator.TcpIp;

/// <summary>Passes on what one connection reports, as long as its link still is about that connection.</summary>
internal sealed class LinkSession(Sim800Machine machine, Link link) : IConnectionEvents, IDatagramEvents
{
    public void Connected(long now) => Pass(now, () => machine.TcpIp.OnConnected(link));

    public void Failed(long now) => Pass(now, () => machine.TcpIp.OnFailed(link));

    public void Readable(long now) => Pass(now, () =>
    {
        link.HeardAt = now;
        machine.TcpIp.OnReadable(link);
    });

    public void Acknowledged(long now, int count) => Pass(now, () =>
    {
        link.HeardAt = now;
        machine.TcpIp.OnAcknowledged(link, count);
    });

    /// <summary>A probe has been answered.</summary>
    public void Answered(long now) => Pass(now, () => link.HeardAt = now);

    public void Closed(long now) => Pass(now, () => link.CloseEnded?.Invoke());

    public void Received(long now, Peer sender, byte[] data) => Pass(now, () => machine.TcpIp.OnDatagram(link, sender, data));

    /// <summary>The peer's name has been looked up.</summary>
    public void Resolved(Lookup lookup) => Pass(machine.Now, () => machine.TcpIp.OnResolved(link, lookup));

    private void Pass(long now, Action action)
    {
        if (link.Session == this)
        {
            machine.OnNetwork(now, action);
        }
    }
}
