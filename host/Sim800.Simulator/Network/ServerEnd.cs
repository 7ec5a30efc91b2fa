using Wire;

namespace Sim800.Simulator.Network;

/// <summary>The far end of a connection of the module: what a <see cref="MemoryServer"/> talks through.</summary>
public sealed class ServerEnd
{
    private readonly EventQueue _queue;
    private readonly MemoryConnection _connection;

    internal ServerEnd(EventQueue queue, MemoryConnection connection, int modulePort)
    {
        _queue = queue;
        _connection = connection;
        ModulePort = modulePort;
    }

    /// <summary>The port at the module's end.</summary>
    public int ModulePort { get; }

    /// <summary>Sends towards the module.</summary>
    public void Send(ReadOnlySpan<byte> data)
    {
        if (data.Length > 0)
        {
            _connection.Deliver(data.ToArray());
        }
    }

    /// <summary>Closes from this side, behind everything sent before.</summary>
    public void Close() => _connection.DeliverEnd();

    /// <summary>Ends the connection from this side; what is still on its way to the module is lost.</summary>
    public void Reset() => _connection.DeliverReset();

    /// <summary>Does something later.</summary>
    public void After(long nanoseconds, Action action) => new Alarm(_queue, action).SetIn(nanoseconds);
}
