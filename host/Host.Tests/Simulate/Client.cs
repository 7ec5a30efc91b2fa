using System.Text;

namespace Host.Tests.Simulate;

/// <summary>The program at the other end: sends text, and reads until what it expects has come. The time-outs only end a run that hangs.</summary>
internal sealed class Client(Stream stream) : IDisposable
{
    private static readonly TimeSpan s_hang = TimeSpan.FromSeconds(60);

    private readonly StringBuilder _received = new();

    public async Task<string> Exchange(string text, string until)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(text));
        return await ReadUntil(until);
    }

    /// <summary>Everything up to and including the expected text.</summary>
    public async Task<string> ReadUntil(string expected)
    {
        var buffer = new byte[256];
        while (true)
        {
            var text = _received.ToString();
            var at = text.IndexOf(expected, StringComparison.Ordinal);
            if (at >= 0)
            {
                _received.Remove(0, at + expected.Length);
                return text[..(at + expected.Length)];
            }

            int count;
            try
            {
                count = await stream.ReadAsync(buffer).AsTask().WaitAsync(s_hang);
            }
            catch (TimeoutException)
            {
                throw new TimeoutException($"Waited for '{expected}', received '{text}'.");
            }

            Assert.True(count > 0, $"The stream has ended; waited for '{expected}', received '{text}'.");
            _received.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }
    }

    public void Dispose() => stream.Dispose();
}
