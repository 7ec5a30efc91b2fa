using System.Threading;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/events.md.</summary>
internal sealed class Reports
{
    private readonly AutoResetEvent _lost = new AutoResetEvent(false);

    public Reports(Sim800Modem modem)
    {
        modem.ReportsNetwork = true;
        modem.Reported += OnReported;
    }

    public AutoResetEvent Lost => _lost;

    // On a thread of the driver: note it, wake whoever acts on it, return.
    private void OnReported(Sim800Modem modem, ModemEvent code, int first, int second, int third)
    {
        switch (code)
        {
            case ModemEvent.Restarted:
            case ModemEvent.PoweredDown:
            case ModemEvent.ContextLost:
                _lost.Set();
                break;
        }
    }
}
