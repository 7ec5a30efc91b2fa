using System.Text;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using Wire;

namespace Host.Tests.Documentation.Snippets;

/// <summary>docs/virtual-module.md.</summary>
public class VirtualModuleSnippets
{
    [Fact]
    public void ATerminalAsksTheVirtualModule()
    {
        var queue = new EventQueue();
        var network = new MemoryNetwork(queue);
        var options = new Sim800Options { StartsOn = true, Stored = new Profile { BaudRate = 115200, Echo = false } };
        var module = new VirtualModule(queue, network, options);
        var answer = new StringBuilder();
        var terminal = new Uart(queue, 115200) { Received = value => answer.Append((char)value) };
        Uart.Connect(terminal, module.Uart);
        module.Start();

        terminal.Send("AT+CSQ\r"u8);
        queue.AdvanceTo(queue.Now + Nanoseconds.PerSecond);

        Assert.Equal("\r\n+CSQ: 20,0\r\n\r\nOK\r\n", answer.ToString());
        Assert.Contains(@"> AT+CSQ\r", module.Recorder.ToString());

        var energy = module.Machine.Energy;
        foreach (var share in energy.Read(queue.Now))
        {
            Console.WriteLine($"{share.State}: {share.Time / Nanoseconds.PerMillisecond} ms, {share.Charge} mAh");
        }
    }

    [Fact]
    public void FaultsAreOptions()
    {
        var options = new Sim800Options
        {
            Stored = new Profile { BaudRate = 115200 },
            Latencies = Latencies.Typical.With("+CIICR", 30 * Nanoseconds.PerSecond),
            Inject = Injections.Seeded(seed: 7, probability: 0.1, "RING", "+CREG: 1"),
            Faults =
            [
                new CommandFault("+CIPSTART", CommandEffect.LateResult, Delay: 80 * Nanoseconds.PerSecond, Count: 1),
                new CommandFault("+CIPSEND", CommandEffect.Error, Skip: 3, Count: 1),
                new RestartFault(At: 600 * Nanoseconds.PerSecond),
            ],
        };

        Assert.Equal(3, options.Faults.Count);
    }

    [Fact]
    public void AServerOfOnesOwn()
    {
        var network = new MemoryNetwork(new EventQueue()) { Latency = 300 * Nanoseconds.PerMillisecond };
        network.AddName("telemetry.example.com", "203.0.113.7");
        network.Serve("203.0.113.7", 7000, new LineServer(line => $"ACK {line.Split(';')[0]}\n"));
        network.Serve("203.0.113.7", 7001, new ClosingServer { AfterBytes = 100 });
        network.Serve("203.0.113.7", 7002, new Greeter());
    }

    private sealed class Greeter : MemoryServer
    {
        public override void OnOpen(ServerEnd client) => client.After(Nanoseconds.PerSecond, () => client.Send("hello\n"u8));
    }
}
