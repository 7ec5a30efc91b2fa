extern alias nano;

using NanoHost;
using Wire;
using SerialPort = nano::System.IO.Ports.SerialPort;

namespace Host.Tests.NanoHost;

public class TtyBridgeTests : MachineFixture
{
    [Fact]
    public void FirmwareTalksToARealDevice()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // the pseudo-terminal of this test is made as Linux makes it
        }

        using var terminal = new PseudoTerminal();
        Make(new MachineOptions { Pacing = Pacing.RealTime }).Board.Ports.Add("COM2", new Uart(Machine.Queue, 9600));
        using var bridge = new TtyBridge(Machine.Queue, Machine.Board.Ports["COM2"], terminal.Device);
        var question = new byte[6];
        var module = new Thread(() =>
        {
            terminal.ReadExactly(question);
            terminal.Write("\r\nOK\r\n\0\u001a\u0011"u8);
        });
        module.Start();
        var answer = new byte[9];
        Machine.Start(
            () =>
            {
                var port = new SerialPort("COM2", 57600) { ReadTimeout = 60_000 };
                port.Open();
                port.Write([.. "AT\r\n\u0003\u0013"u8], 0, 6);
                port.Read(answer, 0, answer.Length);
            },
            "main");
        Finish();
        module.Join();

        Assert.Equal("AT\r\n\u0003\u0013"u8.ToArray(), question);
        Assert.Equal("\r\nOK\r\n\0\u001a\u0011"u8.ToArray(), answer);
    }
}
