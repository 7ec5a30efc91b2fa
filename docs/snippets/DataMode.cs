using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/data-mode.md.</summary>
internal static class DataMode
{
    public static int Exchange(Sim800Modem modem, byte[] request, int length, byte[] answer, byte[] spill)
    {
        var options = new ModemContextOptions { SingleConnection = true };
        modem.OpenContext("internet", string.Empty, string.Empty, options);

        var stream = new ModemDataStream(modem);
        stream.Connect(ModemProtocol.Tcp, "telemetry.example.com", 7000);
        stream.Write(request, 0, length);
        int read = stream.Read(answer, 0, answer.Length);

        using (stream.EnterCommandMode(spill))
        {
            Console.WriteLine("signal " + modem.GetSignalQuality().ToString());
        }

        stream.Close();
        return read;
    }
}
