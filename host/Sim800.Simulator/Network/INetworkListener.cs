namespace Sim800.Simulator.Network;

/// <summary>An open door for connections from outside.</summary>
public interface INetworkListener
{
    /// <summary>Closes it; connections that came through it stay.</summary>
    void Close();
}
