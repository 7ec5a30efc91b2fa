using System.Globalization;
using Wire;

namespace Sim800.Simulator.Radio;

/// <summary>The real-time clock and the network's time (fact sheet 2.30, 4.1, 8 (T19)): local time and the zone in quarters of an hour.</summary>
internal sealed class Clock(Sim800Machine machine)
{
    private const string Format = "yy/MM/dd,HH:mm:ss";

    /// <summary>At a cold boot the clock begins here.</summary>
    private static readonly DateTime s_epoch = new(2004, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private DateTime _base = s_epoch;
    private long _baseAt;
    private int _zone;

    private DateTime Local => _base.AddSeconds((machine.Now - _baseAt) / Nanoseconds.PerSecond);

    /// <summary>As AT+CCLK? shows it, without quotes.</summary>
    public override string ToString() => Local.ToString(Format, CultureInfo.InvariantCulture) + Zone(_zone);

    /// <summary>AT+CCLK=.</summary>
    public bool TrySet(string text)
    {
        if (text.Length != 20
            || !DateTime.TryParseExact(text[..17], Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            || text[17] is not ('+' or '-')
            || !int.TryParse(text[18..], NumberStyles.None, CultureInfo.InvariantCulture, out var zone)
            || zone > 48)
        {
            return false;
        }

        Set(time, text[17] == '-' ? -zone : zone);
        return true;
    }

    /// <summary>The network says what time it is, if AT+CLTS=1 wants to hear it.</summary>
    public void HearNetwork()
    {
        if (!machine.Profile.NetworkTime)
        {
            return;
        }

        var utc = machine.Options.NetworkTime.AddSeconds(machine.Now / Nanoseconds.PerSecond);
        Set(utc.AddMinutes(15 * machine.Options.NetworkTimeZone), machine.Options.NetworkTimeZone);
        machine.Output.Unsolicited(
            string.Create(CultureInfo.InvariantCulture, $"*PSUTTZ: {utc.Year},{utc.Month},{utc.Day},{utc.Hour},{utc.Minute},{utc.Second},\"{Zone(_zone)}\",0"),
            Serial.UrcKind.General);
        machine.Output.Unsolicited("DST: 0", Serial.UrcKind.General);
    }

    private static string Zone(int quarters) => quarters.ToString("+00;-00", CultureInfo.InvariantCulture);

    private void Set(DateTime local, int zone)
    {
        _base = local;
        _baseAt = machine.Now;
        _zone = zone;
    }
}
