namespace Sim800.Simulator.Faults;

/// <summary>The serial line with its faults: what arrives of what was sent. The same seed strikes the same bytes.</summary>
internal sealed class Disturbance(int seed, IEnumerable<Fault> faults, Action<string> log)
{
    private readonly Random _random = new(seed);
    private readonly List<Entry> _entries = [.. faults.OfType<LineFault>().Select(fault => new Entry(fault))];

    /// <summary>From now on this too.</summary>
    public void Add(LineFault fault) => _entries.Add(new Entry(fault));

    /// <summary>What becomes of bytes that are sent.</summary>
    public ReadOnlySpan<byte> Pass(LineDirection direction, ReadOnlySpan<byte> sent)
    {
        if (_entries.Count == 0)
        {
            return sent;
        }

        var arriving = new List<byte>(sent.Length);
        foreach (var value in sent)
        {
            Pass(direction, value, arriving);
        }

        return arriving.ToArray();
    }

    /// <summary>Bytes that nobody has sent.</summary>
    public byte[] Noise(int count)
    {
        var bytes = new byte[count];
        _random.NextBytes(bytes);
        return bytes;
    }

    private void Pass(LineDirection direction, byte value, List<byte> arriving)
    {
        var copies = 1;
        foreach (var entry in _entries)
        {
            if (!entry.Strikes(direction, _random))
            {
                continue;
            }

            log($"fault {entry.Fault.Effect} strikes byte 0x{value:X2} {(direction == LineDirection.ToModule ? "from the host" : "to the host")}");
            switch (entry.Fault.Effect)
            {
                case LineEffect.Lost:
                    return;
                case LineEffect.Flipped:
                    value ^= (byte)(1 << _random.Next(8));
                    break;
                case LineEffect.Duplicated:
                    copies++;
                    break;
            }
        }

        for (; copies > 0; copies--)
        {
            arriving.Add(value);
        }
    }

    private sealed class Entry(LineFault fault)
    {
        private int _occasions;
        private int _struck;

        public LineFault Fault => fault;

        public bool Strikes(LineDirection direction, Random random)
        {
            if (direction != fault.Direction || _occasions++ < fault.Skip || _struck >= fault.Count)
            {
                return false;
            }

            var strikes = fault.Probability >= 1 || random.NextDouble() < fault.Probability;
            _struck += strikes ? 1 : 0;
            return strikes;
        }
    }
}
