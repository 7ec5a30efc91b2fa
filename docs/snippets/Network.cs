using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/network.md.</summary>
internal static class Network
{
    public static void Register(Sim800Modem modem)
    {
        modem.PowerOn();
        modem.UseNetworkTime();
        modem.EnterPin("1234"); // if the card asks for it
        modem.WaitForNetwork(120_000);
        Console.WriteLine(modem.GetOperator() + ", signal " + modem.GetSignalQuality().ToString());
    }

    public static void Watch(Sim800Modem modem) => modem.Reported += OnReported;

    private static void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
    {
        if (code == ModemEvent.GprsState)
        {
            Console.WriteLine("context " + first.ToString() + " is in state " + second.ToString());
        }
        else if (code == ModemEvent.Progress)
        {
            Console.WriteLine("stage " + first.ToString() + " after " + third.ToString() + " ms");
        }
    }
}
