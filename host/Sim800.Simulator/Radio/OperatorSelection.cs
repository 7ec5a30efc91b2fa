namespace Sim800.Simulator.Radio;

/// <summary>AT+COPS: which network the module registers in; there is one (fact sheet 11.7). It is kept over a restart.</summary>
internal sealed class OperatorSelection(Sim800Machine machine)
{
    private const int Automatic = 0;
    private const int Manual = 1;
    private const int None = 2;

    private int _mode;

    /// <summary>How the network is called: 0 long, 1 short, 2 by its number.</summary>
    public int Format { get; set; }

    /// <summary>Whether the module shall register at all.</summary>
    public bool Registers => _mode != None;

    private string[] Names => [machine.Options.Operator, machine.Options.OperatorShort, machine.Options.OperatorNumber];

    /// <summary>As the read form shows it.</summary>
    public override string ToString() => $"+COPS: {_mode}{(machine.Radio.IsRegistered ? $",{Format},\"{Names[Format]}\"" : "")}";

    /// <summary>As the test form shows what is there.</summary>
    public string List() => $"+COPS: ({(machine.Radio.IsRegistered ? 2 : 1)},\"{Names[0]}\",\"{Names[1]}\",\"{Names[2]}\"),,(0-4),(0-2)";

    /// <summary>Chooses, and registers or not.</summary>
    /// <param name="mode">0 automatic, 1 this one, 2 none, 4 this one or else automatic.</param>
    /// <param name="format">Of the name.</param>
    /// <param name="name">Which; empty unless chosen by hand.</param>
    /// <returns>Whether it is as was wanted.</returns>
    public bool Choose(int mode, int format, string name)
    {
        Format = format;
        if (mode == None)
        {
            _mode = None;
            machine.Radio.ChangeService(0);
            return true;
        }

        var isThere = name == Names[format];
        _mode = mode == Automatic || (mode != Manual && !isThere) ? Automatic : Manual;
        if (_mode == Manual && !isThere)
        {
            machine.Radio.ChangeService(2);
            return false;
        }

        machine.Radio.Register();
        return machine.Radio.IsRegistered;
    }
}
