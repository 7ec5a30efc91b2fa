using System.Net;
using System.Net.Sockets;
using Sim800.Rig.Simulate;

namespace Host.Tests.Simulate;

/// <summary><c>rig simulate</c>, from the side of the programs that talk to it.</summary>
public sealed class SimulationTests : IDisposable
{
    private static readonly ModuleChoice s_module = new();

    private readonly CancellationTokenSource _stop = new();
    private Simulation? _simulation;
    private Thread? _thread;

    public void Dispose()
    {
        _stop.Cancel();
        _thread?.Join();
        _simulation?.Dispose();
    }

    [Fact]
    public async Task TheApplicationNotesExampleOverTcp()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var closed = new TaskCompletionSource();
        var server = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            var buffer = new byte[100];
            await socket.SendAsync(buffer.AsMemory(0, await socket.ReceiveAsync(buffer)));
            await closed.Task;
        });
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var settings = new SimulateSettings { TcpPort = 0, Module = s_module, Hosts = new Dictionary<string, string> { ["server.example"] = "127.0.0.1" } };
        using var client = await ConnectAsync(Start(settings).Tcp!.Port);
        await ExchangeWith(client, port);
        closed.SetResult();
        await server;
    }

    [Fact]
    public async Task APseudoTerminalIsAPortLikeAnyOther()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // the link leads to a pseudo terminal of Linux
        }

        var link = Path.Combine(Path.GetTempPath(), $"sim800-{Guid.NewGuid():N}");
        Start(new SimulateSettings { Link = link, Module = s_module });
        using (var client = new Client(new FileStream(link, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0)))
        {
            Assert.Equal("AT\r\r\nOK\r\n", await client.Exchange("AT\r", "OK\r\n"));
            Assert.Equal("AT+CSQ\r\r\n+CSQ: 20,0\r\n\r\nOK\r\n", await client.Exchange("AT+CSQ\r", "OK\r\n"));
        }

        Assert.NotNull(new FileInfo(link).LinkTarget);
        Dispose();
        _simulation = null;
        Assert.Null(new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void AFileIsNotReplacedByTheLink()
    {
        if (!OperatingSystem.IsLinux())
        {
            return; // the link leads to a pseudo terminal of Linux
        }

        var path = Path.GetTempFileName();
        var problem = Assert.Throws<IOException>(() => Start(new SimulateSettings { Link = path, Module = s_module }));
        Assert.Contains("give --pty a name that is free", problem.Message);
        Assert.True(File.Exists(path));
        File.Delete(path);
    }

    [Fact]
    public async Task AnotherProgramMayComeAfterTheFirst()
    {
        var port = Start(new SimulateSettings { TcpPort = 0, Module = s_module }).Tcp!.Port;
        for (var i = 0; i < 3; i++)
        {
            using var client = await ConnectAsync(port);
            Assert.Equal("AT\r\r\nOK\r\n", await client.Exchange("AT\r", "OK\r\n"));
        }
    }

    [Fact]
    public async Task TheControlChannelSwitchesOnAndReportsEdges()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module with { IsOff = true } });
        using var terminal = await ConnectAsync(simulation.Tcp!.Port);
        using var control = await ConnectAsync(simulation.Control!.Port);
        Assert.StartsWith("state power=off asleep=0 ip=initial rate=115200 pwrkey=1 rst=1 dtr=0 status=0 ri=1 dcd=1 rts=0 cts=0 milliseconds=", await control.Exchange("get state\n", "ok\n"));
        Assert.Equal("ok\n", await control.Exchange("set pwrkey 0\n", "\n"));
        Assert.Matches("^line status 1 [0-9]+\n$", await control.ReadUntil("\n"));
        Assert.Equal("ok\n", await control.Exchange("set pwrkey 1\n", "\n"));
        await terminal.ReadUntil("RDY\r\n");
        Assert.Contains("power=on", await control.Exchange("get state\n", "ok\n"));
        Assert.Matches("^energy off milliseconds=[0-9]+ microamperehours=[0-9.]+\nenergy booting milliseconds=2000 ", await control.Exchange("get energy\n", "ok\n"));
        Assert.Equal("ok\n", await control.Exchange("set rst 0\n", "\n"));
        Assert.Matches("^line status 0 [0-9]+\n$", await control.ReadUntil("\n"));
    }

    [Theory]
    [InlineData("set ri 0", "error no such input: ri; there are dtr, pwrkey, rst and rts")]
    [InlineData("set dtr 2", "error set takes dtr, pwrkey, rst or rts, and 0 or 1")]
    [InlineData("fault supply low", "error expected: supply MILLIVOLTS [@MILLISECONDS]")]
    [InlineData("hangup", "error there is no call")]
    [InlineData("dance", "error unknown command dance: set, call, hangup, sms, fault, get")]
    [InlineData("", "error empty line")]
    public async Task TheControlChannelSaysWhatIsWrong(string line, string answer)
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var control = await ConnectAsync(simulation.Control!.Port);
        Assert.Equal($"{answer}\n", await control.Exchange($"{line}\n", "\n"));
    }

    [Fact]
    public async Task AFaultStrikesAtOnce()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var terminal = await ConnectAsync(simulation.Tcp!.Port);
        using var control = await ConnectAsync(simulation.Control!.Port);
        await terminal.Exchange("AT\r", "OK\r\n");
        Assert.Equal("ok\n", await control.Exchange("fault supply 3450\n", "\n"));
        Assert.Equal("\r\nUNDER-VOLTAGE WARNNING\r\n", await terminal.ReadUntil("NING\r\n"));
        Assert.Contains(",3450\r\n", await terminal.Exchange("AT+CBC\r", "OK\r\n"));
    }

    [Fact]
    public async Task CallsAndMessagesComeFromTheControlChannel()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var terminal = await ConnectAsync(simulation.Tcp!.Port);
        using var control = await ConnectAsync(simulation.Control!.Port);
        await terminal.Exchange("AT\r", "OK\r\n");
        var answer = await control.Exchange("call +4930123456\n", "ok\n");
        Assert.Matches("^line ri 0 [0-9]+\nok\n$", answer);
        Assert.Equal("\r\nRING\r\n", await terminal.ReadUntil("RING\r\n"));
        Assert.Matches("^line ri 1 [0-9]+\nok\n$", await control.Exchange("hangup\n", "ok\n"));
        Assert.Equal("\r\nNO CARRIER\r\n", await terminal.ReadUntil("IER\r\n"));
        await control.Exchange("sms +4930123456 hello  you\n", "ok\n");
        Assert.Equal("\r\n+CMTI: \"SM\",1\r\n", await terminal.ReadUntil("1\r\n"));
        Assert.Contains("hello  you\r\n", await terminal.Exchange("AT+CMGF=1;+CMGR=1\r", "OK\r\n"));
    }

    [Fact]
    public async Task RtsHoldsTheModuleAndCtsIsReported()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var terminal = await ConnectAsync(simulation.Tcp!.Port);
        using var control = await ConnectAsync(simulation.Control!.Port);
        await terminal.Exchange("ATE0;+IFC=2,2\r", "OK\r\n");
        Assert.Equal("ok\n", await control.Exchange("set rts 1\n", "ok\n"));
        await terminal.Exchange("AT+CSQ\r", "");
        Assert.Contains("rts=1", await control.Exchange("get state\n", "ok\n"));
        Assert.Equal("ok\n", await control.Exchange("set rts 0\n", "ok\n"));
        Assert.Equal("\r\n+CSQ: 20,0\r\n\r\nOK\r\n", await terminal.ReadUntil("OK\r\n"));
        Assert.Equal("ok\n", await control.Exchange("fault stall 500\n", "ok\n"));
        await terminal.Exchange(new string('\r', 2000), "");
        Assert.Matches("^line cts 1 [0-9]+\n$", await control.ReadUntil("\n"));
        Assert.Matches("^line cts 0 [0-9]+\n$", await control.ReadUntil("\n"));
        Assert.Equal("\r\nOK\r\n", await terminal.Exchange("AT\r", "OK\r\n"));
    }

    [Fact]
    public async Task TheEdgesOfATransparentConnectionAreReported()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var terminal = await ConnectAsync(simulation.Tcp!.Port);
        using var control = await ConnectAsync(simulation.Control!.Port);
        await terminal.Exchange("ATE0;+CIPMODE=1\r", "OK\r\n");
        await terminal.Exchange($"AT+CIPSTART=\"TCP\",\"127.0.0.1\",{((IPEndPoint)listener.LocalEndpoint).Port}\r", "CONNECT\r\n");
        Assert.Matches("^line dcd 0 [0-9]+\n$", await control.ReadUntil("\n"));
        (await listener.AcceptSocketAsync()).Dispose();
        await terminal.ReadUntil("CLOSED\r\n");
        Assert.Matches("^line dcd 1 [0-9]+\n$", await control.ReadUntil("\n"));
    }

    [Fact]
    public async Task OnlyLoopbackIsReachedUnlessToldOtherwise()
    {
        using var client = await ConnectAsync(Start(new SimulateSettings { TcpPort = 0, Module = s_module }).Tcp!.Port);
        await client.Exchange("ATE0\r", "OK\r\n");
        Assert.EndsWith("CONNECT FAIL\r\n", await client.Exchange("AT+CIPSTART=\"TCP\",\"192.0.2.1\",80\r", "FAIL\r\n"));
    }

    [Fact]
    public async Task AnUnknownFaultListsThemAll()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        using var control = await ConnectAsync(simulation.Control!.Port);
        var answer = await control.Exchange("fault dance\n", "\n");
        Assert.StartsWith("error no such fault: dance; there are restart, supply, pdp-deact, network-loss,", answer);
    }

    [Fact]
    public async Task AClientThatHasSaidEverythingStillGetsItsAnswer()
    {
        var simulation = Start(new SimulateSettings { TcpPort = 0, ControlPort = 0, Module = s_module });
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, simulation.Control!.Port);
        using var control = new Client(client.GetStream());
        await client.GetStream().WriteAsync("set dtr 1\n"u8.ToArray());
        client.Client.Shutdown(SocketShutdown.Send);
        Assert.Equal("ok\n", await control.ReadUntil("\n"));
    }

    [Fact]
    public async Task SeveralModulesInOneProcess()
    {
        using var second = new Simulation(new SimulateSettings { TcpPort = 0, Module = s_module with { Profile = "old" } });
        var thread = new Thread(() => second.Run(_stop.Token));
        thread.Start();
        using var one = await ConnectAsync(Start(new SimulateSettings { TcpPort = 0, Module = s_module }).Tcp!.Port);
        using var two = await ConnectAsync(second.Tcp!.Port);
        Assert.Contains("1418B05SIM800L24", await one.Exchange("AT+GMR\r", "OK\r\n"));
        Assert.Contains("1308B02SIM800L16", await two.Exchange("AT+GMR\r", "OK\r\n"));
        _stop.Cancel();
        thread.Join();
    }

    [Fact]
    public async Task ATerminalAtAFixedRateIsFoundByAutobauding()
    {
        var port = Start(new SimulateSettings { TcpPort = 0, Module = s_module with { Rate = 0 } }).Tcp!.Port;
        using var client = await ConnectAsync(port);
        await client.Exchange("A", "\xF9"); // measured, and sent back at a rate that is still wrong
        Assert.EndsWith("AT\r\r\nOK\r\n", await client.Exchange("AT\r", "OK\r\n"));
    }

    /// <summary>Application note 3.1.1, with a name.</summary>
    private static async Task ExchangeWith(Client client, int port)
    {
        await client.Exchange("ATE0\r", "OK\r\n");
        Assert.Equal("\r\nOK\r\n", await client.Exchange("AT+CSTT=\"CMNET\"\r", "OK\r\n"));
        Assert.Equal("\r\nOK\r\n", await client.Exchange("AT+CIICR\r", "OK\r\n"));
        Assert.Equal("\r\n10.78.245.128\r\n", await client.Exchange("AT+CIFSR\r", "128\r\n"));
        Assert.Equal("\r\nOK\r\n\r\nCONNECT OK\r\n", await client.Exchange($"AT+CIPSTART=\"TCP\",\"server.example\",{port}\r", "CONNECT OK\r\n"));
        Assert.Equal("\r\n> ", await client.Exchange("AT+CIPSEND\r", "> "));
        var echoed = await client.Exchange("hello TCP server\x1A", "hello TCP server");
        var rest = echoed.Contains("SEND OK", StringComparison.Ordinal) ? "" : await client.ReadUntil("SEND OK\r\n");
        Assert.Equal("\r\nSEND OK\r\nhello TCP server".Length, (echoed + rest).Length);
        Assert.Equal("\r\nCLOSE OK\r\n", await client.Exchange("AT+CIPCLOSE=1\r", "CLOSE OK\r\n"));
        Assert.Equal("\r\nSHUT OK\r\n", await client.Exchange("AT+CIPSHUT\r", "SHUT OK\r\n"));
    }

    private static async Task<Client> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return new Client(client.GetStream());
    }

    private Simulation Start(SimulateSettings settings)
    {
        var simulation = new Simulation(settings);
        _simulation = simulation;
        _thread = new Thread(() => simulation.Run(_stop.Token));
        _thread.Start();
        return simulation;
    }
}
