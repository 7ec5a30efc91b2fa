using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/at-commands.md.</summary>
internal static class Commands
{
    private static readonly byte[] s_answer = new byte[64];

    public static void Ask(Sim800Modem modem)
    {
        // As text: allocates.
        string clock = modem.Execute("AT+CCLK?");
        Console.WriteLine(clock);

        // Into a buffer of one's own: allocates nothing.
        int count = modem.Execute("AT+CBC", s_answer, 5_000);
        Console.WriteLine("supply " + (count > 6 ? "known" : "not known"));
    }

    public static bool Supports(Sim800Modem modem, string command)
    {
        try
        {
            modem.Execute(command);
            return true;
        }
        catch (ModemException e)
        {
            if (e.Error != ModemError.Rejected)
            {
                throw;
            }

            return false;
        }
    }
}
