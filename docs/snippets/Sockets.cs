using Sim800.Nano;

namespace Snippets;

/// <summary>docs/sockets.md.</summary>
internal static class Sockets
{
    public static int Request(ModemSocket socket, byte[] request, int length, byte[] answer)
    {
        if (!socket.Connected)
        {
            socket.Connect("telemetry.example.com", 7000);
        }

        int sent = 0;
        while (sent < length)
        {
            sent += socket.Send(request, sent, length - sent);
        }

        int received = 0;
        while (received < answer.Length)
        {
            int read = socket.Receive(answer, received, answer.Length - received);
            if (read == 0)
            {
                break; // the peer has closed, and everything it sent has been read
            }

            received += read;
            if (answer[received - 1] == '\n')
            {
                break;
            }
        }

        return received;
    }

    public static int ReadIfThere(ModemSocket socket, byte[] buffer)
    {
        // At most 200 ms; true also if the peer has closed or the link has failed.
        if (!socket.Poll(200_000, ModemSelectMode.SelectRead))
        {
            return 0;
        }

        return socket.Receive(buffer, 0, buffer.Length);
    }

    public static bool ConnectToAny(Sim800Modem modem, ModemSocket socket)
    {
        string[] addresses = modem.Resolve("telemetry.example.com");
        for (int i = 0; i < addresses.Length; i++)
        {
            try
            {
                socket.Connect(addresses[i], 7000);
                return true;
            }
            catch (ModemException)
            {
                // The next one.
            }
        }

        return false;
    }

    public static void Echo(ModemSocket socket, byte[] buffer, int length)
    {
        using var stream = new ModemStream(socket, true);
        stream.ReadTimeout = 10_000;
        stream.Write(buffer, 0, length);
        int count = 0;
        while (count < length)
        {
            int read = stream.Read(buffer, count, length - count);
            if (read == 0)
            {
                break;
            }

            count += read;
        }
    }
}
