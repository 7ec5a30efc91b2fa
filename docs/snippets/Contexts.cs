using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/contexts.md.</summary>
internal static class Contexts
{
    public static void Options(Sim800Modem modem)
    {
        var options = new ModemContextOptions
        {
            ReceiveMode = ModemReceiveMode.Push,
            KeepAliveIdle = 120,
            PrimaryDns = "9.9.9.9",
        };
        modem.OpenContext("internet", string.Empty, string.Empty, options);
    }

    public static void Two(Sim800Modem modem)
    {
        modem.OpenContext("internet");
        modem.OpenContext("company", string.Empty, string.Empty, 1);

        using var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        socket.Context = 1;
        socket.Connect("10.1.2.3", 7000);
        Console.WriteLine(modem.GetLocalAddress(1));

        socket.Close();
        modem.CloseContext(1); // the first one stays
    }

    public static void Truth(Sim800Modem modem, ModemSocket socket)
    {
        modem.Reconcile();
        if (socket.State != ModemSocketState.Connected)
        {
            Console.WriteLine("ended, error " + ((int)socket.Error).ToString());
            socket.Close();
        }
    }
}
