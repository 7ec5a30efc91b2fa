using NanoHost;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Wire;

namespace Sim800.Rig.Boards;

/// <summary>
/// The sample's board on the PC: a virtual microcontroller and a virtual SIM800, wired as the sample expects it. COM2 leads to
/// the module's UART with RTS and CTS, pins 4, 25, 33 and 32 to PWRKEY, DTR, RI and DCD. What the sample does not use is there, too: 26 is RST, 22 a switch in the module's supply.
/// </summary>
public sealed class SampleBoard : IDisposable
{
    /// <summary>A free pin: what firmware toggles there, the PC can count with.</summary>
    public const int MarkerPin = 2;

    private const string PortName = "COM2";
    private const int PortRate = 9600;

    public SampleBoard(EventQueue queue, BoardProfile profile, INetwork network, Sim800Options module, MachineOptions machine, Recorder? recorder = null, Waveform? waveform = null)
    {
        Module = new VirtualModule(queue, network, module, recorder, waveform);
        var port = new Uart(queue, PortRate);
        Uart.Connect(port, Module.Uart);

        var lines = Module.Lines;
        var board = new Board(profile)
        {
            Ports = { [PortName] = port },
            ClearToSend = { [PortName] = lines.Cts },
            Pins = { [4] = lines.PwrKey, [25] = lines.Dtr, [33] = lines.Ri, [32] = lines.Dcd, [26] = lines.Rst, [22] = new SupplySwitch(queue, Module).Line, [MarkerPin] = Marker },
        };

        // The port's driver empties the UART at once, so it never holds the module.
        lines.Rts.Drive(Side.Host, false);
        Machine = new Machine(queue, board, machine);
        Machine.ConsoleLine += line => Module.Recorder.Note(queue.Now, $"firmware: {line}");
        Module.Start();
    }

    public VirtualModule Module { get; }

    public Machine Machine { get; }

    /// <summary>The line at <see cref="MarkerPin"/>.</summary>
    public Line Marker { get; } = new("MARKER", pull: false);

    public void Dispose() => Machine.Dispose();
}
