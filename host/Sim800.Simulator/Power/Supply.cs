using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Power;

/// <summary>The voltage at VBAT and what the module does about it (fact sheet 4.1, 5.2).</summary>
internal sealed class Supply(Sim800Machine machine)
{
    private const int CutOff = 3000;
    private const int Lowest = 3400;
    private const int Low = 3500;
    private const int High = 4300;
    private const int Highest = 4400;

    /// <summary>As AT+CBC shows it.</summary>
    public int Millivolts { get; private set; } = machine.Options.SupplyMillivolts;

    /// <summary>It has another voltage from now on.</summary>
    public void Set(int millivolts)
    {
        Millivolts = millivolts;
        machine.Log($"supply {millivolts} mV");
        switch (millivolts)
        {
            case < CutOff:
                machine.Power.CutOff();
                break;
            case < Lowest:
                machine.Power.PowerDown("UNDER-VOLTAGE");
                break;
            case <= Low:
                machine.Output.Unsolicited("UNDER-VOLTAGE WARNNING", UrcKind.General);
                break;
            case > Highest:
                machine.Power.PowerDown("OVER-VOLTAGE");
                break;
            case >= High:
                machine.Output.Unsolicited("OVER-VOLTAGE WARNNING", UrcKind.General);
                break;
        }
    }
}
