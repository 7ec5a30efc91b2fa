namespace Sim800.Nano.Recording;

/// <summary>What a record holds, behind its length, its kind and four bytes of time. Numbers have two bytes, the lower first.</summary>
internal static class RecordKind
{
    /// <summary>The row of a command (with <see cref="Concealed"/>, if not all of it follows), and the rest of its line.</summary>
    public const byte Command = 0;

    /// <summary>An exchange has ended well: the numbers that it brought, if any.</summary>
    public const byte Done = 1;

    /// <summary>An exchange has failed: its outcome, in four bytes.</summary>
    public const byte Failed = 2;

    /// <summary>A line that no command has asked for: its kind, its link, its numbers.</summary>
    public const byte Line = 3;

    /// <summary>A line of the module beside the UART, and whether it is high.</summary>
    public const byte Edge = 4;

    /// <summary>One of <see cref="RecordState"/>, whose, and its number.</summary>
    public const byte State = 5;

    /// <summary>Not a kind: beside the row of a command whose line is not recorded to its end.</summary>
    public const int Concealed = 0x4000;
}
