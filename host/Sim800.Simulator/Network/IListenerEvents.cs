namespace Sim800.Simulator.Network;

/// <summary>What a listener reports, with the instant in nanoseconds.</summary>
public interface IListenerEvents
{
    /// <summary>From now on connections are accepted.</summary>
    void Listening(long now);

    /// <summary>The port is not to be had.</summary>
    void ListenFailed(long now);

    /// <summary>A connection comes in; it is established.</summary>
    /// <returns>Who hears of it from now on, or null to refuse it.</returns>
    IConnectionEvents? Accept(long now, INetworkConnection connection);
}
