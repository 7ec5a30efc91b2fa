namespace Sim800.Simulator.Messages;

/// <summary>A stored short message.</summary>
/// <param name="Index">Its place, from 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Number">The other side.</param>
/// <param name="Time">The service centre's time stamp; empty for one that is to be sent.</param>
/// <param name="Text">What it says.</param>
internal sealed record Message(int Index, MessageStatus Status, string Number, string Time, string Text)
{
    /// <summary>Whether it came from outside.</summary>
    public bool IsReceived => Status is MessageStatus.Unread or MessageStatus.Read;

    /// <summary>The status in the words of text mode.</summary>
    public string StatusText => Texts[(int)Status];

    /// <summary>The words of text mode in the order of the numbers.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["REC UNREAD", "REC READ", "STO UNSENT", "STO SENT"];
}
