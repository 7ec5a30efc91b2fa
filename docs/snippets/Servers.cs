using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/servers.md.</summary>
internal static class Servers
{
    public static void Serve(Sim800Modem modem, byte[] buffer, int clients)
    {
        // Before anything connects.
        using var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        listener.Bind(8888);
        listener.Listen();
        Console.WriteLine("listening at " + modem.LocalAddress);

        // Made once; each is used again for the next client.
        using var client = new ModemSocket(modem, ModemProtocol.Tcp);
        var remote = new ModemEndPoint();
        listener.ReceiveTimeout = -1;
        for (int i = 0; i < clients; i++)
        {
            listener.Accept(client, remote);
            int count;
            while ((count = client.Receive(buffer, 0, buffer.Length)) > 0)
            {
                client.Send(buffer, 0, count);
            }

            Console.WriteLine("served " + remote.GetAddressText());
            client.Close();
        }
    }

    public static ModemSocket ServeOne(Sim800Modem modem)
    {
        // Instead of OpenContext.
        var listener = new ModemSocket(modem, ModemProtocol.Tcp);
        listener.Bind(8888);
        listener.Listen("internet", "", "", new ModemContextOptions { SingleConnection = true });
        Console.WriteLine("listening at " + modem.LocalAddress);
        return listener;
    }

    public static bool IsSomebodyThere(ModemSocket listener) => listener.Poll(0, ModemSelectMode.SelectRead);
}
