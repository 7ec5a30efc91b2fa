namespace Sim800.Simulator.Commands;

/// <summary>The texts under AT+CMEE=2, to the letter (fact sheet 11.10).</summary>
internal static class CmeErrorText
{
    public static string Of(CmeError error) => error switch
    {
        CmeError.OperationNotAllowed => "operation not allowed",
        CmeError.OperationNotSupported => "operation not supported",
        CmeError.SimNotInserted => "SIM not inserted",
        CmeError.SimBusy => "SIM busy",
        CmeError.NoNetworkService => "no network service",
        CmeError.DnsResolveFailed => "DNS resolve failed",
        CmeError.InvalidInputValue => "Invalid input value",
        CmeError.OperationFailed => "Operation failed",
        CmeError.CfunStateIs0Or4 => "CFUN state is 0 or 4",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
