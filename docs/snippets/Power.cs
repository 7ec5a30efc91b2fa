using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/power.md.</summary>
internal static class Power
{
    // Brings back whatever is missing: after the first start, after a restart of the module, after the network has ended the context.
    public static void GoOnline(Sim800Modem modem)
    {
        if (!modem.IsOpen)
        {
            modem.PowerOn();
        }

        if (!modem.IsContextOpen)
        {
            modem.WaitForNetwork(120_000);
            modem.OpenContext("internet");
            Console.WriteLine("online as " + modem.LocalAddress);
        }
    }

    // After deep sleep of the microcontroller: what the module still has is used.
    public static void GoOn(Sim800Modem modem, ModemSocket socket, int link)
    {
        modem.PowerOn();
        if (!modem.IsContextOpen)
        {
            modem.WaitForNetwork(120_000);
            modem.OpenContext("internet");
        }

        if (!socket.TakeOver(link))
        {
            socket.Connect("telemetry.example.com", 7000);
        }
    }

    public static void SleepBetweenReports(Sim800Modem modem, ModemSocket socket)
    {
        socket.Close();
        modem.Sleep();

        // ... minutes later: whatever talks to the module wakes it first.
        int quality = modem.GetSignalQuality();
        Console.WriteLine("signal " + quality.ToString());
        modem.Sleep();
    }

    public static void SleepWhenIdle(Sim800Modem modem, ModemSocket socket, byte[] report, int count)
    {
        modem.SetSleepPolicy(ModemSleepPolicy.WhenIdle, 5_000);

        // Nobody has to call Sleep any more; five seconds behind each exchange the module sleeps.
        socket.Send(report, 0, count);
    }

    public static void SwitchOffAndOn(Sim800Modem modem)
    {
        modem.PowerOff();
        modem.PowerOn();
    }

    // Once, in production: from then on the module starts at this rate, without echo, with numbered errors.
    public static void StoreSettings(Sim800Modem modem)
    {
        modem.PowerOn();
        modem.StoreRate();
    }
}
