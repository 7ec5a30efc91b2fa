using NanoHost;

namespace System;

/// <summary>
/// Pseudo-random numbers by an algorithm of the host's own, so that they are the same on every .NET. Without a seed the
/// numbers follow from the seed of the machine.
/// </summary>
public class Random
{
    private readonly Dice _dice;

    public Random()
    {
        _dice = new Dice(FirmwareThread.Enter().Machine.Random.Next());
    }

    public Random(int seed)
    {
        _dice = new Dice((uint)seed);
    }

    public virtual int Next() => (int)(_dice.Next() >> 33);

    public virtual int Next(int maxValue)
    {
        if (maxValue <= 0)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        return _dice.Below(maxValue);
    }

    public virtual double NextDouble() => (_dice.Next() >> 11) * (1.0 / (1UL << 53));

    public virtual void NextBytes(byte[] buffer)
    {
        for (var i = 0; i < buffer.Length; i++)
        {
            buffer[i] = (byte)_dice.Next();
        }
    }
}
