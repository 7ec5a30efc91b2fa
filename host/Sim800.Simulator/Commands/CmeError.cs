namespace Sim800.Simulator.Commands;

/// <summary>The error codes that the modelled commands answer with, and their texts (fact sheet 1.7, 11.10).</summary>
internal enum CmeError
{
    /// <summary>Always the bare word ERROR, whatever AT+CMEE says.</summary>
    Plain = -1,

    /// <summary>Wrong state.</summary>
    OperationNotAllowed = 3,
    OperationNotSupported = 4,
    SimNotInserted = 10,
    SimPinRequired = 11,
    SimPukRequired = 12,
    SimBusy = 14,
    IncorrectPassword = 16,
    NoNetworkService = 30,
    DnsResolveFailed = 160,

    InvalidInputValue = 765,
    OperationFailed = 767,
    CfunStateIs0Or4 = 797,
}
