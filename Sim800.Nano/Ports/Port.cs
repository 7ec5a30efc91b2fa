using System.Threading;

namespace Sim800.Nano.Ports;

/// <summary>
/// The one seam to hardware: bytes, lines, time and waiting. A device has a <see cref="DevicePort"/>, unit tests have a script.
/// It knows nothing of AT commands.
/// </summary>
internal abstract class Port
{
    /// <summary>What <see cref="ReadBurst"/> says when it was interrupted.</summary>
    public const int Interrupted = -1;

    // Of ten bits each, a 64th, or a 128th, of the rate.
    private const int FullRate = 115_200;
    private const int StretchesOfRate = 64;
    private const int StretchesOfLowRate = 128;

    /// <summary>Who keeps what happens at the port and behind it, or null.</summary>
    public readonly ModemRecorder Recorder;

    /// <summary>The counters of all that is done by way of this port.</summary>
    public readonly ModemCounters Counters = new ModemCounters();

    /// <summary>Who is told of bytes and edges.</summary>
    public IPortListener Listener;

    /// <summary>How many bytes must wait before the listener is told.</summary>
    public int Armed = 1;

    /// <summary>How many bytes are read or written at one stretch: what the line takes 156 ms for, or 78 ms where two such stretches may follow each other.</summary>
    public int Stretch;

    /// <summary>The edges of RI that have been noted, each with the time at which the platform told of it; null while RI is not wired.</summary>
    public EdgeRing Edges;

    protected Port(ModemRecorder recorder)
    {
        Recorder = recorder;
    }

    /// <summary>Gets the milliseconds since some fixed instant; they never jump.</summary>
    public abstract long Now { get; }

    /// <summary>Gets how many received bytes wait to be read.</summary>
    public abstract int Available { get; }

    /// <summary>Gets or sets the rate of the line in bits a second.</summary>
    public abstract int BaudRate { get; set; }

    /// <summary>Gets a value indicating whether RTS and CTS hold the two sides of the line.</summary>
    public abstract bool FlowControl { get; }

    /// <summary>Sets how many bytes must wait before the listener is told, and notes it as <see cref="Armed"/>.</summary>
    public abstract int Threshold { set; }

    /// <summary>Says how long a stretch is at a rate.</summary>
    protected static int StretchAt(int rate) => rate / (rate < FullRate ? StretchesOfLowRate : StretchesOfRate);

    /// <summary>Opens the serial port and the lines. Nothing is pressed by it.</summary>
    public abstract void Open();

    /// <summary>Closes both.</summary>
    public abstract void Close();

    /// <summary>
    /// Reads exactly <paramref name="count"/> bytes that are there or already under way.
    /// False if they did not come within a little more than their time on the line; then none of them has been taken.
    /// </summary>
    public abstract bool Read(byte[] buffer, int offset, int count);

    /// <summary>Reads bytes that are there. False if they are not: somebody else has read them.</summary>
    public abstract bool Take(byte[] buffer, int offset, int count);

    /// <summary>
    /// Waits until so many bytes are there, or until no more have come for a silence, and reads them. The line is looked at once in each silence that there might have been.
    /// If the signal is set before there are enough, that ends it: nothing has been taken, and the result is <see cref="Interrupted"/>.
    /// </summary>
    /// <param name="buffer">Takes them.</param>
    /// <param name="offset">Where the first goes.</param>
    /// <param name="count">How many are wanted, at most as many as the port holds.</param>
    /// <param name="signal">What the listener and others set.</param>
    /// <param name="silence">The silence in milliseconds.</param>
    /// <param name="patience">How long the first may take if there is none yet, in milliseconds, or -1; no longer than a silence.</param>
    /// <returns>How many were read: less than wanted after a silence, 0 if there was none in that time.</returns>
    public abstract int ReadBurst(byte[] buffer, int offset, int count, WaitHandle signal, int silence, int patience);

    /// <summary>Writes all bytes. False if the line did not take them in time.</summary>
    public abstract bool Write(byte[] buffer, int offset, int count);

    /// <summary>Says whether a line is wired.</summary>
    public abstract bool Has(PortLine line);

    /// <summary>Asserts or releases an output; does nothing where it is not wired.</summary>
    public abstract void Assert(PortLine line, bool asserted);

    /// <summary>Reads the level of an input: true while it is asserted.</summary>
    public abstract bool IsAsserted(PortLine line);

    /// <summary>Waits for an event. True if it was set, false when the time is over.</summary>
    public abstract bool Wait(WaitHandle signal, int milliseconds);
}
