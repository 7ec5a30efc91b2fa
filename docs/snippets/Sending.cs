using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/sending.md.</summary>
internal static class Sending
{
    public static bool Deliver(ModemSocket socket, byte[] record, int length)
    {
        try
        {
            int sent = 0;
            while (sent < length)
            {
                sent += socket.Send(record, sent, length - sent);
            }

            socket.Flush();
            return true;
        }
        catch (ModemException e)
        {
            if (e.Error == ModemError.PeerSilent)
            {
                Console.WriteLine("the peer has not acknowledged " + e.Unacknowledged.ToString() + " bytes");
            }

            return false;
        }
    }

    public static void Say(ModemSocket socket) => socket.SendText("hello SIM800\n");

    public static void Patiently(ModemSocket socket)
    {
        socket.SendTimeout = -1;
        socket.AcknowledgeTimeout = 120_000;
        socket.Linger = true;
    }

    public static void OpenAcknowledged(Sim800Modem modem)
    {
        modem.OpenContext("internet", "", "", new ModemContextOptions { AcknowledgedSend = true });
    }
}
