using Sim800.Nano.Ports;

namespace Sim800.Nano.Recording;

/// <summary>
/// The names of what is numbered, each enumeration in its order and each name with a space behind it. Literals in code and no table:
/// a table would be in memory for ever, of everybody.
/// </summary>
internal static class RecordNames
{
    private const string Errors =
        "OK TimedOut Rejected InUse Aborted NotOpen NoContext ContextLost Restarted PoweredDown NotConnected AlreadyConnected NoFreeLink ConnectFailed ConnectionClosed " +
        "SendFailed DataLost SimMissing SimLocked RegistrationDenied ResolveFailed MessageTooLong InDataMode PeerSilent ConnectionRefused HostUnreachable HostNotFound WrongPin LastAttempt ";

    private const string Waits = "None Turn Probe Boot Answer Prompt SendResult Connect Data Payload Resynchronise Network PowerDown Resolve Escape Client ";

    public static string Of(ModemError error) => Pick(Errors, (int)error);

    public static string Of(ModemWait wait) => Pick(Waits, (int)wait);

    public static string Of(ModemContextState state) => Pick("closed open lost ", (int)state);

    public static string Of(PortLine line) => Pick("PWRKEY RST DTR RI DCD STATUS SUPPLY ", (int)line);

    // What has no name is told by its number.
    private static string Pick(string names, int number)
    {
        int start = 0;
        for (int i = 0; start < names.Length; i++)
        {
            int end = names.IndexOf(' ', start);
            if (i == number)
            {
                return names.Substring(start, end - start);
            }

            start = end + 1;
        }

        return number.ToString();
    }
}
