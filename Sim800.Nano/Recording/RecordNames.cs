using Sim800.Nano.Ports;

namespace Sim800.Nano.Recording;

/// <summary>The names of what is numbered. Literals in code and no table: a table would be in memory for ever, of everybody.</summary>
internal static class RecordNames
{
    public static string Of(ModemError error)
    {
        switch (error)
        {
            case ModemError.None:
                return "OK";
            case ModemError.TimedOut:
                return nameof(ModemError.TimedOut);
            case ModemError.Rejected:
                return nameof(ModemError.Rejected);
            case ModemError.InUse:
                return nameof(ModemError.InUse);
            case ModemError.Aborted:
                return nameof(ModemError.Aborted);
            case ModemError.NotOpen:
                return nameof(ModemError.NotOpen);
            case ModemError.NoContext:
                return nameof(ModemError.NoContext);
            case ModemError.ContextLost:
                return nameof(ModemError.ContextLost);
            case ModemError.Restarted:
                return nameof(ModemError.Restarted);
            case ModemError.PoweredDown:
                return nameof(ModemError.PoweredDown);
            case ModemError.NotConnected:
                return nameof(ModemError.NotConnected);
            case ModemError.AlreadyConnected:
                return nameof(ModemError.AlreadyConnected);
            case ModemError.NoFreeLink:
                return nameof(ModemError.NoFreeLink);
            case ModemError.ConnectFailed:
                return nameof(ModemError.ConnectFailed);
            case ModemError.ConnectionClosed:
                return nameof(ModemError.ConnectionClosed);
            case ModemError.SendFailed:
                return nameof(ModemError.SendFailed);
            case ModemError.DataLost:
                return nameof(ModemError.DataLost);
            case ModemError.SimMissing:
                return nameof(ModemError.SimMissing);
            case ModemError.SimLocked:
                return nameof(ModemError.SimLocked);
            case ModemError.RegistrationDenied:
                return nameof(ModemError.RegistrationDenied);
            case ModemError.ResolveFailed:
                return nameof(ModemError.ResolveFailed);
            case ModemError.MessageTooLong:
                return nameof(ModemError.MessageTooLong);
            case ModemError.InDataMode:
                return nameof(ModemError.InDataMode);
            case ModemError.PeerSilent:
                return nameof(ModemError.PeerSilent);
            case ModemError.ConnectionRefused:
                return nameof(ModemError.ConnectionRefused);
            case ModemError.HostUnreachable:
                return nameof(ModemError.HostUnreachable);
            case ModemError.HostNotFound:
                return nameof(ModemError.HostNotFound);
            case ModemError.WrongPin:
                return nameof(ModemError.WrongPin);
            case ModemError.LastAttempt:
                return nameof(ModemError.LastAttempt);
            default:
                return ((int)error).ToString();
        }
    }

    public static string Of(ModemWait wait)
    {
        switch (wait)
        {
            case ModemWait.Turn:
                return nameof(ModemWait.Turn);
            case ModemWait.Probe:
                return nameof(ModemWait.Probe);
            case ModemWait.Boot:
                return nameof(ModemWait.Boot);
            case ModemWait.Answer:
                return nameof(ModemWait.Answer);
            case ModemWait.Prompt:
                return nameof(ModemWait.Prompt);
            case ModemWait.SendResult:
                return nameof(ModemWait.SendResult);
            case ModemWait.Connect:
                return nameof(ModemWait.Connect);
            case ModemWait.Data:
                return nameof(ModemWait.Data);
            case ModemWait.Payload:
                return nameof(ModemWait.Payload);
            case ModemWait.Resynchronise:
                return nameof(ModemWait.Resynchronise);
            case ModemWait.Network:
                return nameof(ModemWait.Network);
            case ModemWait.PowerDown:
                return nameof(ModemWait.PowerDown);
            case ModemWait.Resolve:
                return nameof(ModemWait.Resolve);
            case ModemWait.Escape:
                return nameof(ModemWait.Escape);
            case ModemWait.Client:
                return nameof(ModemWait.Client);
            default:
                return ((int)wait).ToString();
        }
    }

    public static string Of(ModemContextState state)
    {
        switch (state)
        {
            case ModemContextState.Open:
                return "open";
            case ModemContextState.Lost:
                return "lost";
            default:
                return "closed";
        }
    }

    public static string Of(PortLine line)
    {
        switch (line)
        {
            case PortLine.PowerKey:
                return "PWRKEY";
            case PortLine.Reset:
                return "RST";
            case PortLine.Dtr:
                return "DTR";
            case PortLine.RingIndicator:
                return "RI";
            case PortLine.CarrierDetect:
                return "DCD";
            case PortLine.Status:
                return "STATUS";
            default:
                return "SUPPLY";
        }
    }
}
