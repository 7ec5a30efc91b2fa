extern alias nano;

using NanoHost;
using Wire;
using SerialPort = nano::System.IO.Ports.SerialPort;

namespace Host.Tests.NanoHost;

/// <summary>A machine whose COM2 leads to a far end that the test speaks for, at 9600 baud: a byte takes 1.04 ms.</summary>
public abstract class SerialFixture : MachineFixture
{
    protected const int BaudRate = 9600;

    /// <summary>What the far end has received.</summary>
    protected List<byte> Sent { get; } = [];

    protected Uart FarEnd { get; private set; } = null!;

    /// <summary>The name of a profile, for it makes a readable parameter of a test.</summary>
    protected static BoardProfile Profile(string name) => name == BoardProfile.Esp32.Name ? BoardProfile.Esp32 : BoardProfile.Stm32;

    protected Machine MakeWithPort(BoardProfile profile, MachineOptions? options = null)
    {
        Make(options, profile);
        var near = new Uart(Machine.Queue, BaudRate);
        FarEnd = new Uart(Machine.Queue, BaudRate) { Received = Sent.Add };
        Uart.Connect(near, FarEnd);
        Machine.Board.Ports.Add("COM2", near);
        return Machine;
    }

    /// <summary>Runs a program that is given the open port.</summary>
    protected void RunWithPort(BoardProfile profile, Action<SerialPort> main, MachineOptions? options = null)
    {
        MakeWithPort(profile, options).Start(
            () =>
            {
                var port = new SerialPort("COM2") { ReceivedBytesThreshold = 1, ReadTimeout = 1000 };
                port.Open();
                main(port);
            },
            "main");
        Finish();
    }

    /// <summary>The far end sends so many bytes at a given millisecond.</summary>
    protected void SendAt(long millisecond, int count)
    {
        var bytes = Enumerable.Range(0, count).Select(i => (byte)(i + 1)).ToArray();
        new Alarm(Machine.Queue, () => FarEnd.Send(bytes)).SetAt(millisecond * Millisecond);
    }
}
