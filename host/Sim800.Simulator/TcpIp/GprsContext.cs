namespace Sim800.Simulator.TcpIp;

/// <summary>One of the two GPRS contexts (application note section 5): its access point and its state. AT+CIPSGTXT selects which one commands mean.</summary>
internal sealed class GprsContext(Sim800Machine machine, int number)
{
    private IpState _state = IpState.Initial;

    /// <summary>The bearer column of AT+CIPSTATUS.</summary>
    public int Number => number;

    /// <summary>Whether there is a context that the network could take away.</summary>
    public bool IsActive => (_state & IpState.Active) != 0;

    /// <summary>What AT+CIFSR answers.</summary>
    public string LocalAddress => number == 0 ? machine.Options.LocalAddress : machine.Options.SecondLocalAddress;

    /// <summary>The state that AT+CIPSTATUS shows.</summary>
    public IpState State
    {
        get => _state;
        set
        {
            if (_state != value)
            {
                machine.Energy.Settle();
                var comesUp = !IsActive;
                _state = value;
                machine.Log($"state {machine.TcpIp.Describe(value)}");
                if (comesUp && IsActive)
                {
                    machine.TcpIp.ContextCheck.Begin();
                }
            }
        }
    }
}
