using Sim800.Nano.Channels;

namespace Sim800.Nano;

// What is reported without being asked for.
public sealed partial class Sim800Modem
{
    private bool _reportsNetwork;
    private bool _networkReported;
    private uint _reportedSince;

    /// <summary>
    /// Occurs when the module reports something by itself. Handlers run on a thread of the driver that is made, with a ring of 16 reports, at the first subscription, and ends with <see cref="Close"/>;
    /// adding or removing a handler allocates, a report does not. A handler that blocks delays only other handlers and later reports, one that throws harms only itself.
    /// Reports that find the ring full are counted in <see cref="EventsLost"/>. A handler that has just been removed may still be called once.
    /// </summary>
    public event ModemEventHandler Reported
    {
        add => _events.Subscribe(value);
        remove => _events.Unsubscribe(value);
    }

    /// <summary>Gets how many reports were dropped because handlers were slow. It wraps beyond 2,147,483,647.</summary>
    public int EventsLost => _events.Lost;

    /// <summary>
    /// Gets or sets a value indicating whether the module reports each change of registration (<see cref="ModemEvent.Registration"/>, <see cref="ModemEvent.PacketRegistration"/>). It does not by default, because
    /// each report wakes whoever sleeps. May be set at any time: the thread of the driver tells the module (AT+CREG, AT+CGREG) as soon as it is open, awake and idle, and again after each start.
    /// </summary>
    public bool ReportsNetwork
    {
        get => _reportsNetwork;
        set
        {
            _reportsNetwork = value;
            _channel.Gate.Wake(Slot.Driver);
        }
    }

    // The thread of the driver wakes nobody for it.
    private bool IsReportDue() =>
        (_reportsNetwork ? !_networkReported || _reportedSince != Counters.Starts : _networkReported) && _channel.IsOpen && !_channel.MaySleep && _port.Now >= _nextTry;

    private int SwitchReports()
    {
        bool on = _reportsNetwork;
        uint starts = Counters.Starts;
        int outcome = _channel.Prepare();
        if (outcome == Outcome.Ok)
        {
            outcome = _channel.Ask(on ? "AT+CREG=1;+CGREG=1" : "AT+CREG=0;+CGREG=0", null, SwitchTimeout, false);
        }

        // One that refuses would refuse again.
        if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Rejected)
        {
            _networkReported = on;
            _reportedSince = starts;
        }

        return outcome;
    }
}
