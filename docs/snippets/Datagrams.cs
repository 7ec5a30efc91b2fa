using System;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/datagrams.md.</summary>
internal static class Datagrams
{
    public static int Ask(Sim800Modem modem, byte[] question, int length, byte[] answer)
    {
        using var socket = new ModemSocket(modem, ModemProtocol.Udp);
        socket.Connect("telemetry.example.com", 7000);
        socket.ReceiveTimeout = 5_000;
        for (int attempt = 0; attempt < 3; attempt++)
        {
            socket.Send(question, 0, length);
            try
            {
                return socket.Receive(answer, 0, answer.Length);
            }
            catch (ModemTimeoutException)
            {
                // The question or the answer was lost, as datagrams may be.
            }
        }

        return 0;
    }

    public static void Serve(Sim800Modem modem, byte[] buffer, int datagrams)
    {
        var remote = new ModemEndPoint();
        using var socket = new ModemSocket(modem, ModemProtocol.Udp);
        socket.Bind(8888);
        var collector = new ModemEndPoint("203.0.113.7", 7000);
        socket.SendTo(buffer, 0, 1, collector);
        for (int i = 0; i < datagrams; i++)
        {
            int length = socket.ReceiveFrom(buffer, 0, buffer.Length, remote);
            Console.WriteLine(length.ToString() + " from " + remote.ToString());
            socket.SendTo(buffer, 0, length, remote);
        }
    }

    public static bool ReceiveWhole(ModemSocket socket, byte[] buffer, ModemEndPoint remote, out int length)
    {
        length = 0;
        try
        {
            length = socket.ReceiveFrom(buffer, 0, buffer.Length, remote);
            return true;
        }
        catch (ModemException e)
        {
            if (e.Error != ModemError.MessageTooLong)
            {
                throw;
            }

            // The buffer is full of its beginning; the rest is gone. The next datagram is whole again.
            length = buffer.Length;
            return false;
        }
    }

    public static void ConnectFromPort(Sim800Modem modem)
    {
        using var socket = new ModemSocket(modem, ModemProtocol.Tcp) { LocalPort = 4000 };
        socket.Connect("telemetry.example.com", 7000);
    }
}
