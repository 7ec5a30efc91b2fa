namespace Scenarios
{
    /// <summary>Bytes that look random and that both ends can make again.</summary>
    internal sealed class Noise
    {
        private uint _state;

        public Noise(uint seed)
        {
            _state = seed;
        }

        public byte Next()
        {
            _state = (_state * 1664525) + 1013904223;
            return (byte)(_state >> 24);
        }

        /// <summary>A number from 0 up to, not including, the limit.</summary>
        public int Below(int limit)
        {
            _state = (_state * 1664525) + 1013904223;
            return (int)((_state >> 8) % (uint)limit);
        }

        public void Fill(byte[] buffer, int offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                buffer[offset + i] = Next();
            }
        }
    }
}
