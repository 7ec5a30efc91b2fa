namespace Sim800.Simulator;

/// <summary>When a link announces unread data again (fact sheet 2.22, 10.3).</summary>
public enum NoticeRearm
{
    /// <summary>With the first data after its buffer was read empty.</summary>
    WhenEmptied,

    /// <summary>With the first data after any read.</summary>
    AfterRead,

    /// <summary>With every segment.</summary>
    EverySegment,
}
