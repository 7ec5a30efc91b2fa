using System;

namespace Sim800.Nano;

/// <summary>In what state <see cref="Sim800Modem.PowerOn"/>, <see cref="Sim800Modem.Attach"/> or <see cref="ModemDataStream.Recover"/> found the module, as far as it could be seen (<see cref="Sim800Modem.Findings"/>).</summary>
[Flags]
public enum ModemFindings
{
    /// <summary>It has not been looked for, or was not found.</summary>
    None = 0,

    /// <summary>It was off, or could not be told from one that is, and was switched on.</summary>
    Off = 1,

    /// <summary>It was on and answered; nothing was pressed.</summary>
    Running = 2,

    /// <summary>It answered at another rate than the port's.</summary>
    OtherRate = 4,

    /// <summary>Its rate is not fixed: its boot codes are missing, so that a restart is noticed later (<see cref="Sim800Modem.StoreRate"/>).</summary>
    Autobauding = 8,

    /// <summary>It slept: sleep was switched on, and the first question went unheard.</summary>
    Asleep = 16,

    /// <summary>It waited for payload that a life before had announced, and was given up to 1460 bytes of no meaning: the peer of that connection may have received them.</summary>
    Prompt = 32,

    /// <summary>A transparent connection was there. <see cref="Sim800Modem.PowerOn"/> and <see cref="Sim800Modem.Attach"/> have closed it, and what its peer sent meanwhile is lost; the context is kept.</summary>
    DataMode = 64,

    /// <summary>It was just starting by itself.</summary>
    Booting = 128,

    /// <summary>It did not answer although it was on, and was restarted by its key, RST or its supply: whatever it held is gone.</summary>
    Unresponsive = 256,

    /// <summary>It had settings that a module of this driver has not, saved by somebody else: AT+CIPMODE, AT+CIPSPRT, or, after a start, any that AT+CIPSCONT stores; or answers in digits (ATV0).</summary>
    ForeignSettings = 512,

    /// <summary>A context of a life before is open and was taken over.</summary>
    Context = 1024,

    /// <summary>Connections of a life before exist: <see cref="ModemSocket.TakeOver"/>.</summary>
    Links = 2048,

    /// <summary>It listened for a life before, and was told not to: who wants clients listens anew. Those that had come are among the <see cref="Links"/>.</summary>
    Listener = 4096,
}
