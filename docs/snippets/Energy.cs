using Sim800.Nano;

namespace Snippets;

/// <summary>docs/energy.md.</summary>
internal static class Energy
{
    public static void ReportAndSleep(Sim800Modem modem, ModemSocket socket, byte[] report, int count)
    {
        socket.Connect("telemetry.example.com", 7000);
        socket.Send(report, 0, count);
        socket.Receive(report, 0, report.Length);
        socket.Close();
        modem.Sleep();
    }
}
