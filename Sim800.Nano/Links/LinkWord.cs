namespace Sim800.Nano.Links;

/// <summary>
/// What stands where in the word of a link. Its lowest byte is <see cref="LinkState.Connected"/>, and nothing else, as long as data may flow both ways.
/// </summary>
internal static class LinkWord
{
    /// <summary>One of <see cref="LinkState"/>.</summary>
    public const int State = 15;

    /// <summary>The peer has closed; what it sent before may still be read.</summary>
    public const int Ended = 16;

    /// <summary>It is to be closed slowly.</summary>
    public const int Lingers = 32;

    /// <summary>Why it has failed.</summary>
    public const int Error = 255 << ErrorShift;
    public const int ErrorShift = 8;

    /// <summary>Why its last connection has ended, which is told later.</summary>
    public const int End = 255 << EndShift;
    public const int EndShift = 16;

    /// <summary>The context of it, above all others.</summary>
    public const int ContextShift = 24;
}
