namespace Sim800.Simulator.Radio;

/// <summary>
/// The SIM card: PIN, PUK and the attempts that remain for them (fact sheet 2.30, 11.7; manual chapters 3.2.11, 6.2.3). What is right is an option; the attempts are the card's own and survive
/// everything. Without a PIN it is open.
/// </summary>
internal sealed class SimCard(Sim800Machine machine)
{
    private string? _pin = machine.Options.Pin;

    /// <summary>Attempts that remain for the PIN.</summary>
    public int PinAttempts { get; private set; } = machine.Options.PinAttempts;

    /// <summary>Attempts that remain for the PUK.</summary>
    public int PukAttempts { get; private set; } = machine.Options.PukAttempts;

    /// <summary>Whether nothing is asked for, or what was asked for has been entered.</summary>
    public bool IsOpen { get; private set; } = machine.Options.Pin is null;

    /// <summary>As AT+CPIN? shows it.</summary>
    public string State => IsOpen ? "READY" : PinAttempts > 0 ? "SIM PIN" : "SIM PUK";

    /// <summary>Power gone: the PIN is asked for again.</summary>
    public void Reset() => IsOpen = _pin is null;

    /// <summary>Tries a PIN.</summary>
    public bool TryPin(string pin)
    {
        if (pin != _pin)
        {
            PinAttempts--;
            return false;
        }

        PinAttempts = machine.Options.PinAttempts;
        IsOpen = true;
        return true;
    }

    /// <summary>Tries a PUK; it brings a new PIN.</summary>
    public bool TryPuk(string puk, string pin)
    {
        if (puk != machine.Options.Puk || PukAttempts == 0)
        {
            PukAttempts = Math.Max(0, PukAttempts - 1);
            return false;
        }

        _pin = pin;
        PinAttempts = machine.Options.PinAttempts;
        PukAttempts = machine.Options.PukAttempts;
        IsOpen = true;
        return true;
    }
}
