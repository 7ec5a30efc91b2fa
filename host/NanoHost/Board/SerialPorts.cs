namespace NanoHost;

/// <summary>The ports that the firmware has claimed. A name is free again when its port was disposed.</summary>
internal sealed class SerialPorts : IPowered
{
    private readonly HashSet<string> _claimed = [];
    private readonly List<SerialDriver> _drivers = [];

    public static SerialPorts Of(Machine machine) => machine.Service(static _ => new SerialPorts());

    /// <returns>False if it is taken.</returns>
    public bool Claim(string name) => _claimed.Add(name);

    public void Release(string name) => _claimed.Remove(name);

    public void Add(SerialDriver driver) => _drivers.Add(driver);

    public void PowerCut() => _drivers.ForEach(driver => driver.PowerCut());
}
