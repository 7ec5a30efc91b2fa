namespace Sim800.Nano.Recording;

/// <summary>What has changed.</summary>
internal static class RecordState
{
    /// <summary>Whether the modem is open.</summary>
    public const byte Open = 0;

    /// <summary>Whether the line belongs to a transparent connection.</summary>
    public const byte DataMode = 1;

    /// <summary>A context: its <see cref="ModemContextState"/>.</summary>
    public const byte Context = 2;

    /// <summary>The connection of a link has ended: why.</summary>
    public const byte LinkEnded = 3;

    /// <summary>The rate of the port, in hundreds.</summary>
    public const byte Rate = 4;

    /// <summary>Escapes were written to end a prompt: how many.</summary>
    public const byte Escapes = 5;

    /// <summary>The module was asked three times and has not answered.</summary>
    public const byte Silent = 6;
}
