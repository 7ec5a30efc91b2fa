namespace Sim800.Nano.DataMode;

/// <summary>Where a transparent connection stands, as what was sent and answered has decided it.</summary>
internal static class DataState
{
    /// <summary>There is none. Other exchanges have the module.</summary>
    public const int Closed = 0;

    /// <summary>A client may come at any moment, and with it data mode: nobody else may talk.</summary>
    public const int Listening = 1;

    /// <summary>Every byte on the line is payload.</summary>
    public const int Data = 2;

    /// <summary>Data mode is being left or confirmed by an escape; the reader and the writer wait.</summary>
    public const int Leaving = 3;

    /// <summary>Left by an escape: the connection lives on, other exchanges have the module.</summary>
    public const int Command = 4;

    /// <summary>The connection is gone. What came before may still be read.</summary>
    public const int Ended = 5;
}
