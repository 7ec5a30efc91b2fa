using Sim800.Nano.Recording;

namespace Sim800.Nano;

/// <summary>
/// What the driver has counted since its modem was made. Reading is a field access: any thread may at any time, also when the modem is closed. Counting allocates nothing.
/// <para>Each counter goes from 4,294,967,295 to 0; the difference of two readings is right across that, as long as it is computed as <see cref="uint"/>.</para>
/// </summary>
public sealed class ModemCounters
{
    private readonly int[] _counts = new int[Counter.Count];

    internal ModemCounters()
    {
    }

    /// <summary>Gets how many bytes the port has taken: commands and payload.</summary>
    public uint BytesSent => (uint)_counts[Counter.BytesSent];

    /// <summary>Gets how many bytes were read from the port: answers, codes and payload.</summary>
    public uint BytesReceived => (uint)_counts[Counter.BytesReceived];

    /// <summary>Gets how many commands were sent.</summary>
    public uint Commands => (uint)_counts[Counter.Commands];

    /// <summary>Gets how many blocks and datagrams the module has taken to send them. What is written in data mode is not divided into blocks.</summary>
    public uint Sends => (uint)_counts[Counter.Sends];

    /// <summary>Gets how many pieces of payload the module has given, asked for or by itself. What is read in data mode has no pieces.</summary>
    public uint Receives => (uint)_counts[Counter.Receives];

    /// <summary>Gets how many lines came that no command had asked for and that the driver knows.</summary>
    public uint Codes => (uint)_counts[Counter.Codes];

    /// <summary>Gets how many lines came that no command had asked for and that were dropped, because the driver does not know them: noise, the echo, codes of functions that it does not use.</summary>
    public uint UnknownCodes => (uint)_counts[Counter.UnknownCodes];

    /// <summary>Gets how often the module was found, or switched on, and set up.</summary>
    public uint Starts => (uint)_counts[Counter.Starts];

    /// <summary>Gets how often the module has restarted without being asked.</summary>
    public uint Restarts => (uint)_counts[Counter.Restarts];

    /// <summary>Gets how often the module has switched itself off.</summary>
    public uint PowerDowns => (uint)_counts[Counter.PowerDowns];

    /// <summary>Gets how often a module that was open has restarted, has switched itself off, or did not answer when it was asked three times.</summary>
    public uint Outages => (uint)_counts[Counter.Outages];

    /// <summary>Gets how often a context was opened.</summary>
    public uint ContextsOpened => (uint)_counts[Counter.ContextsOpened];

    /// <summary>Gets how often an open context was ended by the network, or went with a module that restarted or switched itself off.</summary>
    public uint ContextsLost => (uint)_counts[Counter.ContextsLost];

    /// <summary>Gets how often a module that may have slept was woken.</summary>
    public uint Wakes => (uint)_counts[Counter.Wakes];

    /// <summary>Gets how often the driver had to find out where an answer begins, because an exchange before was left without its end.</summary>
    public uint Repairs => (uint)_counts[Counter.Repairs];

    /// <summary>Gets how often something has ended in an error of this kind: an exchange with the module, or a connection. What is refused before anything is sent is not counted, nor is what fails while the module is being looked for.</summary>
    /// <param name="error">The kind.</param>
    /// <returns>How often; 0 for what is none of the enumeration.</returns>
    public uint ErrorsOf(ModemError error)
    {
        int at = Counter.Errors + (int)error;
        return at > Counter.Errors && at < Counter.Count ? (uint)_counts[at] : 0;
    }

    /// <summary>Gets the counters themselves: what each exchange counts saves a call.</summary>
    internal int[] Counts => _counts;

    /// <summary>Counts one more.</summary>
    internal void Count(int counter) => _counts[counter]++;

    /// <summary>Counts an error.</summary>
    internal void Count(ModemError error)
    {
        int at = Counter.Errors + (int)error;
        if (at < Counter.Count)
        {
            _counts[at]++;
        }
    }
}
