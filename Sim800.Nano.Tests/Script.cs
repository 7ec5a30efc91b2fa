namespace Sim800.Nano.Tests;

/// <summary>The parts of a script that most tests begin with.</summary>
internal static class Script
{
    public const string Ok = "\r\nOK\r\n";
    public const string Error = "\r\nERROR\r\n";
    public const string Link = "5";
    public const string Host = "telemetry.example.com";
    public const string Start = "AT+CIPSTART=5,\"TCP\",\"telemetry.example.com\",7000\r";
    public const string SizeCommand = "AT+CIPSEND?\r";
    public const string Size = "\r\n+CIPSEND: 5,1460\r\n\r\nOK\r\n";
    public const string Marker = "AT+CIPMUX?\r";
    public const string Marked = "\r\n+CIPMUX: 1\r\n\r\nOK\r\n";
    public const string Mode = "AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0";
    public const string PushMode = "AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=0;+CIPSRIP=1;+CIPATS=0";
    public const string Internet = ";+CSTT=\"internet\",\"\",\"\"\r";
    public const string Close = "AT+CIPCLOSE=5,1\r";

    /// <summary>Gets what fills up the longest prompt that a life before may have left.</summary>
    public static string Filling => new string('\u001b', 1460) + "\r";

    public const string Probe = "ATE0\r";
    public const string ProbeInWords = "ATE0Q0V1\r";

    /// <summary>What is said to a module when it is found, on one line.</summary>
    public const string Introduction = "AT+CIPMUX?;+CMEE=1;E0;+IPR?;+CSCLK=0;+CIPMODE?;+CIPSPRT?;+CIFSR;E0\r";

    /// <summary>The same to one that was started, and has not heard the first question.</summary>
    public const string StartedIntroduction = "AT+CIPMUX?;+CMEE=1;E0;+IPR?;+CSCLK?;+CIPMODE?;+CIPSPRT?\r";

    /// <summary>Its answer, with all at its default but the rate.</summary>
    public const string Started = "\r\n+CIPMUX: 0\r\n\r\n+IPR: 115200\r\n\r\n+CSCLK: 0\r\n\r\n+CIPMODE: 0\r\n\r\n+CIPSPRT: 1\r\n\r\nOK\r\n";

    /// <summary>The answer of one whose rate is fixed, without a context, and that has otherwise its defaults.</summary>
    public const string Defaults = "\r\n+CIPMUX: 0\r\n" + Settings;

    /// <summary>The same of one in multi connection mode.</summary>
    public const string MultiDefaults = "\r\n+CIPMUX: 1\r\n" + Settings;

    private const string Settings = "\r\n+IPR: 115200\r\n\r\n+CIPMODE: 0\r\n\r\n+CIPSPRT: 1\r\n\r\n+CME ERROR: 3\r\n";

    /// <summary>The settings that one with a context is asked for besides.</summary>
    public const string ContextStock = "AT+CIPQSEND?;+CIPRXGET?;+CIPSRIP?;+CIPATS?\r";

    /// <summary>The answer of one of this driver.</summary>
    public const string Ours = "\r\n+CIPQSEND: 1\r\n\r\n+CIPRXGET: 1\r\n\r\n+CIPSRIP: 0\r\n\r\n+CIPATS: 0,1\r\n\r\nOK\r\n";

    /// <summary>A modem that is on and set up.</summary>
    public static Sim800Modem Opened(ScriptedPort port)
    {
        port.On(Probe, Probe + Ok).On(Introduction, Defaults);
        var modem = new Sim800Modem(port, false);
        port.Modem = modem;
        modem.PowerOn();
        return modem;
    }

    /// <summary>A modem with a context.</summary>
    public static Sim800Modem WithContext(ScriptedPort port) => WithContext(port, new ModemContextOptions(), Mode);

    /// <summary>A modem with a context of some options, which the module is told in a line.</summary>
    public static Sim800Modem WithContext(ScriptedPort port, ModemContextOptions options, string mode)
    {
        Sim800Modem modem = Opened(port);
        port.On(mode + Internet, Ok)
            .On("AT+CIICR\r", Ok, 2_000)
            .On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("internet", string.Empty, string.Empty, options);
        return modem;
    }

    /// <summary>A modem with a context for one connection.</summary>
    public static Sim800Modem Single(ScriptedPort port)
    {
        Sim800Modem modem = Opened(port);
        port.On("AT+CIPMUX=0;+CIPQSEND=1;+CIPRXGET=1;+CIPSRIP=0;+CIPATS=0;+CIPHEAD=1;+CIPSHOWTP=0" + Internet, Ok).On("AT+CIICR\r", Ok).On("AT+CIFSR\r", "\r\n10.78.245.128\r\n");
        modem.OpenContext("internet", string.Empty, string.Empty, new ModemContextOptions { SingleConnection = true });
        return modem;
    }

    /// <summary>A socket that is connected on link 5.</summary>
    public static ModemSocket Connected(ScriptedPort port, Sim800Modem modem)
    {
        var socket = new ModemSocket(modem, ModemProtocol.Tcp);
        Connect(port, socket);
        return socket;
    }

    /// <summary>Connects a socket on link 5.</summary>
    public static void Connect(ScriptedPort port, ModemSocket socket)
    {
        port.On(Start, "\r\nOK\r\n\r\n5, CONNECT OK\r\n").On(SizeCommand, Size);
        socket.Connect(Host, 7000);
    }

    public static ModemSocket Connected(ScriptedPort port) => Connected(port, WithContext(port));
}
