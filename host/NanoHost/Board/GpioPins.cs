using Wire;

namespace NanoHost;

/// <summary>The pins that the firmware has opened.</summary>
internal sealed class GpioPins : IPowered
{
    private readonly Dictionary<int, GpioDriver> _open = [];
    private readonly Machine _machine;

    private GpioPins(Machine machine) => _machine = machine;

    public IEnumerable<int> Numbers => _open.Keys.Order();

    public static GpioPins Of(Machine machine) => machine.Service(static machine => new GpioPins(machine));

    public GpioDriver? Find(int number) => _open.GetValueOrDefault(number);

    /// <returns>The pin as an input, or null if there is no such pin or it is open.</returns>
    public GpioDriver? Open(int number)
    {
        if (number < 0 || number >= _machine.Board.Profile.PinCount || _open.ContainsKey(number))
        {
            return null;
        }

        if (!_machine.Board.Pins.TryGetValue(number, out var line))
        {
            line = new Line($"GPIO{number}", pull: false);
            _machine.Board.Pins.Add(number, line);
        }

        var pin = new GpioDriver(_machine, number, line);
        _open.Add(number, pin);
        return pin;
    }

    public void Close(GpioDriver pin)
    {
        if (_open.Remove(pin.Number))
        {
            pin.Release();
        }
    }

    public void PowerCut()
    {
        foreach (var pin in _open.Values)
        {
            pin.Release();
        }
    }
}
