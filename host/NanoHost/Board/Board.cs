using Wire;

namespace NanoHost;

/// <summary>What is wired to the microcontroller.</summary>
public sealed class Board
{
    public Board(BoardProfile profile) => Profile = profile;

    /// <summary>How this kind of board differs from others.</summary>
    public BoardProfile Profile { get; }

    /// <summary>The microcontroller's ends of its serial lines, by port name (<c>COM2</c>).</summary>
    public IDictionary<string, Uart> Ports { get; } = new Dictionary<string, Uart>();

    /// <summary>The lines at its pins. A pin that firmware opens and that is not here becomes a line of its own.</summary>
    public IDictionary<int, Line> Pins { get; } = new Dictionary<int, Line>();

    /// <summary>The CTS inputs of ports that have hardware flow control, by port name. While such a line is high the port does not send.</summary>
    public IDictionary<string, Line> ClearToSend { get; } = new Dictionary<string, Line>();
}
