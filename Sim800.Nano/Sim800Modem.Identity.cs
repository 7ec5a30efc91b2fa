using System;
using Sim800.Nano.Network;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

// What the module and the card say of themselves: names, supply, clock.
public sealed partial class Sim800Modem
{
    private const int SubscriberTime = 20_000;
    private const int Century = 2_000;
    private const int MinutesOfZone = 15;

    /// <summary>Asks for the name and release of the module (ATI). Allocates the text.</summary>
    /// <returns>For example <c>SIM800 R14.18</c>.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetIdentity() => Execute("ATI", AnswerTime);

    /// <summary>Asks for the serial number of the module, its IMEI. Allocates the text.</summary>
    /// <returns>Fifteen digits.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public string GetSerialNumber() => Execute("AT+GSN", AnswerTime);

    /// <summary>Asks for the number of the SIM card, its ICCID (AT+CCID).</summary>
    /// <returns>19 or 20 digits, of which some cards make the last a letter; null if the module gave none.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">There is no card, or it is locked; the modem is not open, is in another call of this kind, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text and a buffer of 96 bytes.</remarks>
    public string GetCardNumber() => Ask("AT+CCID", AnswerTime).Digits();

    /// <summary>Asks for the number of the subscriber, the IMSI (AT+CIMI).</summary>
    /// <returns>Up to 15 digits; null if the module gave none.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">There is no card, or it is locked; the modem is not open, is in another call of this kind, or was closed meanwhile.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text and a buffer of 96 bytes.</remarks>
    public string GetSubscriberNumber() => Ask("AT+CIMI", SubscriberTime).Digits();

    /// <summary>Asks for the supply (AT+CBC). The module warns at 3500 mV and 4300 mV and switches itself off below 3400 mV and above 4400 mV (<see cref="ModemEvent.UnderVoltage"/>, <see cref="ModemEvent.PoweredDown"/>).</summary>
    /// <param name="percent">How full the module believes the battery to be, 1 to 100; -1 if it does not say.</param>
    /// <returns>The voltage at VBAT in millivolts; -1 if it does not say.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes.</remarks>
    public int GetBattery(out int percent)
    {
        Reply reply = Ask("AT+CBC", AnswerTime);
        percent = -1;
        if (!reply.Find("+CBC:"))
        {
            return -1;
        }

        reply.Number();
        percent = reply.Number();
        return reply.Number();
    }

    /// <summary>Has the module set its clock by the network (AT+CLTS=1), from the next registration on: best between <see cref="PowerOn"/> and <see cref="WaitForNetwork"/>. Not every network tells the time.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes.</remarks>
    public void UseNetworkTime() => Ask("AT+CLTS=1", AnswerTime);

    /// <summary>Asks for the time (AT+CCLK?). The module's clock begins in 2004 at each start, until the network has set it (<see cref="UseNetworkTime"/>).</summary>
    /// <returns>The time in UTC, to the second; <see cref="DateTime.MinValue"/> if the module gave none.</returns>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates a buffer of 96 bytes.</remarks>
    public DateTime GetTime()
    {
        Reply reply = Ask("AT+CCLK?", AnswerTime);
        if (!reply.Find("+CCLK:"))
        {
            return DateTime.MinValue;
        }

        int year = reply.Number();
        int month = reply.Number();
        int day = reply.Number();
        int hour = reply.Number();
        int minute = reply.Number();
        int second = reply.Number();
        bool west = reply.Has(Ascii.Dash);
        int zone = reply.Number();
        if (year < 0 || month < 1 || month > 12 || day < 1 || day > DateTime.DaysInMonth(Century + year, month) || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
        {
            return DateTime.MinValue;
        }

        // Local time, and the zone in quarters of an hour.
        int ahead = zone < 0 ? 0 : (west ? -zone : zone) * MinutesOfZone;
        return new DateTime(Century + year, month, day, hour, minute, second).AddMinutes(-ahead);
    }
}
