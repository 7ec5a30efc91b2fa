namespace Sim800.Nano;

/// <summary>What the module has reported by itself. The numbers of each are those that a <see cref="ModemEventHandler"/> is given.</summary>
public enum ModemEvent
{
    /// <summary>A call comes in (RING). No numbers.</summary>
    Ring,

    /// <summary>A message has been stored (+CMTI): its index.</summary>
    Message,

    /// <summary>Registration has changed (+CREG; <see cref="Sim800Modem.ReportsNetwork"/> switches it on): state, and location area and cell if the program has switched those on.</summary>
    Registration,

    /// <summary>Packet registration has changed (+CGREG, as before): the same.</summary>
    PacketRegistration,

    /// <summary>The state of the SIM card has changed (+CPIN). No numbers.</summary>
    Sim,

    /// <summary>The phone book is ready (Call Ready). No numbers.</summary>
    CallReady,

    /// <summary>Messages can be used (SMS Ready). No numbers.</summary>
    MessageReady,

    /// <summary>The supply is low (UNDER-VOLTAGE WARNNING). No numbers.</summary>
    UnderVoltage,

    /// <summary>The supply is high (OVER-VOLTAGE WARNNING). No numbers.</summary>
    OverVoltage,

    /// <summary>The module has switched itself off. No numbers. Every link has failed.</summary>
    PoweredDown,

    /// <summary>The module has restarted. No numbers. Every link has failed; bring-up begins anew.</summary>
    Restarted,

    /// <summary>The network has ended a context (+PDP: DEACT): its number, 0 or 1. Every link in it has failed.</summary>
    ContextLost,

    /// <summary>RI has pulsed: what it means (<see cref="ModemRing"/>), the measured milliseconds or -1, the bound on how late an edge may be told (<see cref="ModemDataOptions.RingDelay"/>).</summary>
    RingPulse,

    /// <summary>Data have come for a socket, or more of them: its <see cref="ModemSocket.Link"/>.</summary>
    Data,

    /// <summary>A client has come to the listener: the link that the socket will have which accepts it.</summary>
    Accepted,

    /// <summary>
    /// A connection has ended: the <see cref="ModemSocket.Link"/> that the socket had, and by whom, a <see cref="ModemError"/>: <see cref="ModemError.ConnectionClosed"/> by the peer,
    /// <see cref="ModemError.Aborted"/> by this side, else why it has failed (<see cref="ModemError.ContextLost"/>, <see cref="ModemError.Restarted"/> …).
    /// </summary>
    Closed,

    /// <summary>The module has been found, or switched on, and set up. No numbers.</summary>
    Started,

    /// <summary>The module has not answered when it was asked three times. No numbers. Until it answers again <see cref="Sim800Modem.IsOpen"/> is false.</summary>
    Silent,

    /// <summary>A call that takes long has come to a stage: a <see cref="ModemStage"/>, what that says of it or -1, and the milliseconds since the call began.</summary>
    Progress,

    /// <summary>A context has come to another state: its number, 0 or 1, the new and the old <see cref="ModemGprsState"/>.</summary>
    GprsState,
}
