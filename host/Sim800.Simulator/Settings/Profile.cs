using System.Collections.Immutable;
using Wire;

namespace Sim800.Simulator.Settings;

/// <summary>
/// The settings that AT&amp;W stores and a restart brings back, with the factory defaults (fact sheet 2.30, 11.1). No TCP/IP
/// command is among them.
/// </summary>
public sealed record Profile
{
    private static readonly ParityBit[] s_parities = [ParityBit.Odd, ParityBit.Even, ParityBit.None, ParityBit.Space];

    /// <summary>ATE.</summary>
    public bool Echo { get; set; } = true;

    /// <summary>ATV.</summary>
    public bool Verbose { get; set; } = true;

    /// <summary>ATQ.</summary>
    public bool Quiet { get; set; }

    /// <summary>ATX, without effect.</summary>
    public int ResultCodes { get; set; } = 4;

    /// <summary>AT&amp;C.</summary>
    public int CarrierDetect { get; set; } = 1;

    /// <summary>AT&amp;D.</summary>
    public int TerminalReady { get; set; } = 1;

    /// <summary>AT+CMEE.</summary>
    public int ErrorFormat { get; set; }

    /// <summary>AT+CREG.</summary>
    public int Registration { get; set; }

    /// <summary>AT+CGREG.</summary>
    public int GprsRegistration { get; set; }

    /// <summary>AT+CFGRI.</summary>
    public int RingIndicator { get; set; }

    /// <summary>AT+CLTS.</summary>
    public bool NetworkTime { get; set; }

    /// <summary>AT+CMGF: text mode, not PDU mode.</summary>
    public bool TextMessages { get; set; }

    /// <summary>AT+CNMI: mode, mt, bm, ds, bfr.</summary>
    public ImmutableArray<int> NewMessages { get; set; } = [2, 1, 0, 0, 0];

    /// <summary>AT+CSCS.</summary>
    public string CharacterSet { get; set; } = "IRA";

    /// <summary>AT+CIURC.</summary>
    public bool CallReadyCode { get; set; } = true;

    /// <summary>S registers that were set.</summary>
    public ImmutableDictionary<int, int> Registers { get; set; } = ImmutableDictionary<int, int>.Empty;

    /// <summary>AT+CSCLK; neither AT&amp;F nor ATZ touches it.</summary>
    public int SlowClock { get; set; }

    /// <summary>AT+IPR, 0 for autobauding; neither AT&amp;F nor ATZ touches it.</summary>
    public int BaudRate { get; set; }

    /// <summary>AT+ICF: data and stop bits; neither AT&amp;F nor ATZ touches it.</summary>
    public int CharacterFormat { get; set; } = 3;

    /// <summary>AT+ICF: parity; neither AT&amp;F nor ATZ touches it.</summary>
    public int Parity { get; set; } = 3;

    /// <summary>What AT+ICF says of a character.</summary>
    internal Wire.CharacterFormat Format => new(CharacterFormat <= 3 ? 8 : 7, HasParity ? s_parities[Parity] : ParityBit.None, CharacterFormat is 1 or 4 ? 2 : 1);

    /// <summary>Whether the format has a parity bit.</summary>
    internal bool HasParity => CharacterFormat is 2 or 5;

    /// <summary>AT+IFC, module to host; neither AT&amp;F nor ATZ touches it.</summary>
    public int FlowControlOut { get; set; }

    /// <summary>AT+IFC, host to module; neither AT&amp;F nor ATZ touches it.</summary>
    public int FlowControlIn { get; set; }

    /// <summary>This profile, but with the settings of another that AT&amp;F and ATZ leave alone.</summary>
    public Profile KeepingPortOf(Profile other) => this with
    {
        SlowClock = other.SlowClock,
        BaudRate = other.BaudRate,
        CharacterFormat = other.CharacterFormat,
        Parity = other.Parity,
        FlowControlOut = other.FlowControlOut,
        FlowControlIn = other.FlowControlIn,
    };
}
