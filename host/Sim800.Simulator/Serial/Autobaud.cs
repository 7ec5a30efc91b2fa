namespace Sim800.Simulator.Serial;

/// <summary>
/// The receiver's rate: fixed by AT+IPR or found from an AT (fact sheet 5.3). The character on which the rate is measured is lost, which
/// is why the first AT goes unanswered and the second works; until then the module sends back the garbage that it heard.
/// </summary>
internal sealed class Autobaud(Sim800Machine machine)
{
    /// <summary>Of the synchronisation bytes and, until a rate is found, of everything else.</summary>
    public const int InitialRate = 115200;

    private static readonly int[] s_rates = [1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

    private int _measured;
    private bool _sawA;

    /// <summary>Whether the rate is fixed or found.</summary>
    public bool RateIsKnown { get; private set; }

    /// <summary>The present rate.</summary>
    public int Rate { get; private set; } = InitialRate;

    /// <summary>The UART begins to work, with a fixed rate or, for 0, one to be found.</summary>
    public void Begin(int fixedRate)
    {
        RateIsKnown = fixedRate != 0;
        _measured = 0;
        _sawA = false;
        SetRate(RateIsKnown ? fixedRate : InitialRate);
    }

    /// <summary>Measures one character.</summary>
    /// <returns>Whether it completes an AT at a rate that can be detected: then the rate is known.</returns>
    public bool Measure(byte value, int rate)
    {
        var standard = Array.Find(s_rates, r => Math.Abs(r - rate) <= r / 20 && r <= machine.Options.Model.HighestDetectableRate);
        if (standard == 0 || standard != _measured)
        {
            if (machine.Profile.Echo)
            {
                machine.Output.Echo(value);
            }

            _measured = standard;
            _sawA = false;
            if (standard != 0)
            {
                SetRate(standard);
            }

            return false;
        }

        if (_sawA && value is (byte)'T' or (byte)'t')
        {
            RateIsKnown = true;
            machine.Log($"autobauding found {Rate}");
            return true;
        }

        _sawA = value is (byte)'A' or (byte)'a';
        return false;
    }

    /// <summary>Sets a rate that counts as known: AT+IPR.</summary>
    public void Fix(int rate)
    {
        RateIsKnown = true;
        SetRate(rate);
    }

    private void SetRate(int rate)
    {
        Rate = rate;
        machine.Port.SetBaudRate(rate);
    }
}
