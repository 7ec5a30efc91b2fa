namespace Sim800.Nano;

/// <summary>When the module is put to sleep (<see cref="Sim800Modem.SetSleepPolicy"/>). Whatever talks to it wakes it, under each of them.</summary>
public enum ModemSleepPolicy
{
    /// <summary>When <see cref="Sim800Modem.Sleep"/> is called, until something talks to it: the default.</summary>
    OnDemand,

    /// <summary>Whenever nothing has been said to it for some time, and when <see cref="Sim800Modem.Sleep"/> is called.</summary>
    WhenIdle,

    /// <summary>Not at all: <see cref="Sim800Modem.Sleep"/> does nothing.</summary>
    Never,
}
