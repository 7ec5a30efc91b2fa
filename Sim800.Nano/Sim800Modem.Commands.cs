using System;
using Sim800.Nano.Channels;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

// Commands of the program's own.
public sealed partial class Sim800Modem
{
    /// <summary>
    /// Sends a command of the caller's own and collects the lines of its answer up to OK, SHUT OK, CLOSE OK or a power-down report.
    /// Commands that ask for payload, change the mode of connection or enter data mode are not for this; a command that answers without OK (AT+CIFSR) times out.
    /// </summary>
    /// <param name="command">The command line with its AT and without its end: at most 556 printable ASCII characters beside the AT.</param>
    /// <param name="answer">Takes the lines without their ends, a line feed between two. What has no room is dropped.</param>
    /// <param name="timeout">The time for the answer, in milliseconds; getting the turn may take 30 s before.</param>
    /// <returns>How many bytes of <paramref name="answer"/> were filled.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> or <paramref name="answer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long, does not begin with AT or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not positive.</exception>
    /// <exception cref="ModemTimeoutException">The answer did not come. It will not be taken for that of a later command.</exception>
    /// <exception cref="ModemException">The module refused: <see cref="ModemException.ModuleCode"/>.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public int Execute(string command, byte[] answer, int timeout)
    {
        Check.CommandLine(command);
        Check.NotNull(answer);
        if (timeout < 1)
        {
            throw new ArgumentOutOfRangeException();
        }

        int filled = 0;
        Use(Slot.Custom);
        int outcome;
        try
        {
            outcome = _channel.Enter(Slot.Custom);
            if (outcome == Outcome.Ok)
            {
                outcome = _channel.Ask(command, answer, timeout, true);
                filled = _channel.ReplyCount;
            }
        }
        finally
        {
            _channel.Unuse(Slot.Custom);
        }

        Outcome.Check(outcome);
        return filled;
    }

    /// <summary>Sends a command of the caller's own, as <see cref="Execute(string, byte[], int)"/>, and allocates the text of its answer: at most 512 characters.</summary>
    /// <param name="command">The command line.</param>
    /// <param name="timeout">The time for the answer, in milliseconds.</param>
    /// <returns>The lines of the answer, a line feed between two.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="command"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="command"/> is too long, does not begin with AT or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not positive.</exception>
    /// <exception cref="ModemTimeoutException">The answer did not come. It will not be taken for that of a later command.</exception>
    /// <exception cref="ModemException">The module refused: <see cref="ModemException.ModuleCode"/>.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string Execute(string command, int timeout = 5_000)
    {
        byte[] answer = new byte[512];
        int count = Execute(command, answer, timeout);
        return Ascii.ToText(answer, 0, count);
    }
}
