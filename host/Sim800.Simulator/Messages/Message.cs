namespace Sim800.Simulator.Messages;

/// <summary>A stored short message.</summary>
/// <param name="Index">Its place, from 1.</param>
/// <param name="Status">Where it stands.</param>
/// <param name="Number">The other side.</param>
/// <param name="Time">The service centre's time stamp; empty for one that is to be sent.</param>
/// <param name="Text">What it says; one character an octet if those are not text.</param>
/// <param name="Coding">What it consists of.</param>
/// <param name="Class">Its class, 0 to 3, or null for none.</param>
internal sealed record Message(int Index, MessageStatus Status, string Number, string Time, string Text, Coding Coding = Coding.SevenBit, int? Class = null)
{
    /// <summary>Whether it came from outside.</summary>
    public bool IsReceived => Status is MessageStatus.Unread or MessageStatus.Read;

    /// <summary>The status in the words of text mode.</summary>
    public string StatusText => Texts[(int)Status];

    /// <summary>The octet that names coding and class.</summary>
    public int DataCoding => Class is { } number ? 0x10 | (int)Coding | number : (int)Coding;

    /// <summary>The words of text mode in the order of the numbers.</summary>
    public static IReadOnlyList<string> Texts { get; } = ["REC UNREAD", "REC READ", "STO UNSENT", "STO SENT"];

    /// <summary>The coding that a data coding scheme names: general data coding and message classes.</summary>
    public static Coding CodingOf(int scheme) => (scheme >> 4) switch
    {
        < 4 => (Coding)(scheme & 0x0C),
        0xF => (Coding)(scheme & 0x04),
        _ => Coding.SevenBit,
    };
}
