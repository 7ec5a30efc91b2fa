namespace Wire;

/// <summary>How a character is framed between its start bit and the next.</summary>
/// <param name="DataBits">Seven or eight.</param>
/// <param name="Parity">What stands behind them.</param>
/// <param name="StopBits">One or two.</param>
public readonly record struct CharacterFormat(int DataBits, ParityBit Parity, int StopBits)
{
    /// <summary>Eight data bits, no parity, one stop bit.</summary>
    public static readonly CharacterFormat Usual = new(8, ParityBit.None, 1);

    /// <summary>Of one character on the line, from its start bit to its last stop bit.</summary>
    public int Bits => StopBit + StopBits;

    /// <summary>The place of the first stop bit, the start bit being at 0.</summary>
    public int StopBit => 1 + DataBits + (Parity == ParityBit.None ? 0 : 1);

    /// <summary>The part of a byte that a character holds.</summary>
    public byte Mask => (byte)((1 << DataBits) - 1);

    /// <summary>The levels of a character, the start bit lowest.</summary>
    public int Encode(byte value)
    {
        var data = value & Mask;
        var isOdd = (System.Numerics.BitOperations.PopCount((uint)data) & 1) != 0;
        var parity = Parity switch
        {
            ParityBit.Odd => !isOdd,
            ParityBit.Even => isOdd,
            _ => false,
        };
        return (data << 1) | (parity ? 1 << (StopBit - 1) : 0) | (((1 << StopBits) - 1) << StopBit);
    }
}
