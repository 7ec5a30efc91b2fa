using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/receiving.md.</summary>
internal static class Receiving
{
    public static void OpenForPush(Sim800Modem modem)
    {
        var options = new ModemContextOptions { ReceiveMode = ModemReceiveMode.Push, RingSize = 8_192 };
        modem.OpenContext("internet", "", "", options);
    }

    public static void OpenForDigits(Sim800Modem modem)
    {
        modem.OpenContext("internet", "", "", new ModemContextOptions { ReceiveMode = ModemReceiveMode.ManualHex });
    }

    public static int ReadToTheEnd(ModemSocket socket, byte[] buffer)
    {
        int total = 0;
        try
        {
            int read;
            while ((read = socket.Receive(buffer, 0, buffer.Length)) > 0)
            {
                total += read; // use it here
            }
        }
        catch (ModemException e)
        {
            if (e.Error != ModemError.DataLost)
            {
                throw;
            }

            // All up to the gap has been given. The stream cannot go on: close, connect, ask again.
            Console.WriteLine("lost " + socket.BytesLost.ToString());
        }

        return total;
    }
}
