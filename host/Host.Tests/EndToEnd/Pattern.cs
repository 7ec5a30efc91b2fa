namespace Host.Tests.EndToEnd;

/// <summary>The bytes that the scenarios send and expect: they differ by place and by stream.</summary>
internal static class Pattern
{
    /// <summary>The stream that the scenarios expect of a server.</summary>
    public const int OfServer = 5;

    public static byte[] Of(int stream, int place, int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)(((place + i) * 7) + ((place + i) >> 8) + (stream * 41));
        }

        return bytes;
    }
}
