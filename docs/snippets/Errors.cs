using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/errors-and-timeouts.md.</summary>
internal static class Errors
{
    public static bool TryReport(Sim800Modem modem, ModemSocket socket, byte[] record, int length)
    {
        try
        {
            Power.GoOnline(modem);
            socket.Connect("telemetry.example.com", 7000);
            int sent = 0;
            while (sent < length)
            {
                sent += socket.Send(record, sent, length - sent);
            }

            return true;
        }
        catch (ModemException e)
        {
            Explain(e);
            return false;
        }
        finally
        {
            socket.Close();
        }
    }

    private static void Explain(ModemException e)
    {
        switch (e.Error)
        {
            case ModemError.SimMissing:
            case ModemError.SimLocked:
                Console.WriteLine("look at the SIM card");
                break;
            case ModemError.ConnectFailed:
                Console.WriteLine("no such host, refused or unreachable");
                break;
            case ModemError.TimedOut:
                Console.WriteLine("nothing came, waiting for " + ((int)e.Wait).ToString());
                break;
            case ModemError.Rejected:
                Console.WriteLine("the module says +CME ERROR: " + e.ModuleCode.ToString());
                break;
            default:
                Console.WriteLine("error " + ((int)e.Error).ToString());
                break;
        }
    }
}
