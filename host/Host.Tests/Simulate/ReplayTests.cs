using System.Net;
using System.Net.Sockets;
using Sim800.Rig.Simulate;

namespace Host.Tests.Simulate;

/// <summary>A recorded run once more: trace and waveform are the same to the byte, and nobody is there any more.</summary>
public class ReplayTests
{
    private static readonly ModuleChoice s_module = new();

    [Fact]
    public Task CallsMessagesPinsAndFaults() => Replays(s_module with { Seed = 7, Faults = ["duplicated host 0.2"] }, async (terminal, control) =>
    {
        await terminal.Exchange("AT+GSN\r", "O");
        await control.Exchange("set dtr 1\n", "ok\n");
        await control.Exchange("call 110\n", "ok\n");
        await terminal.Exchange("ATA\r", "O");
        await control.Exchange("hangup\n", "ok\n");
        await control.Exchange("sms +4930123456 hello  you\n", "ok\n");
        await terminal.Exchange("AT+CMGF=1;+CMGR=1\r", "hello");
        await control.Exchange("fault noise module 5\n", "ok\n");
    });

    [Fact]
    public Task ATcpSession() => Replays(s_module, async (terminal, _) =>
    {
        using var listener = Listen(out var port);
        var server = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[100]);
            await socket.SendAsync(new byte[20_000]);
        });
        await terminal.Exchange("ATE0;+CIPRXGET=1;+CIPHEAD=1\r", "OK\r\n");
        await terminal.Exchange($"AT+CIPSTART=\"TCP\",\"server.example\",{port}\r", "CONNECT OK\r\n");
        await terminal.Exchange("AT+CIPSEND=5\r", "> ");
        await terminal.Exchange("hello", "+CIPRXGET: 1\r\n");
        await terminal.Exchange("AT+CIPACK\r", "OK\r\n");
        var seen = "";
        for (var unread = 20_000; unread > 0;)
        {
            var answer = await terminal.Exchange("AT+CIPRXGET=2,1000\r", "\r\nOK\r\n");
            unread -= answer.Count(c => c == '\0');
            seen += answer;
        }

        await server;
        if (!seen.Contains("CLOSED", StringComparison.Ordinal))
        {
            await terminal.ReadUntil("CLOSED\r\n"); // all was taken from the network before the last of it was read
        }

        await terminal.Exchange($"AT+CIPSTART=\"TCP\",\"127.0.0.1\",1\r", "CONNECT FAIL\r\n");
        await terminal.Exchange("AT+CIPSHUT\r", "SHUT OK\r\n");
    });

    [Fact]
    public Task AServer() => Replays(s_module, async (terminal, _) =>
    {
        await terminal.Exchange("ATE0;+CIPMUX=1;+CSTT\r", "OK\r\n");
        await terminal.Exchange("AT+CIICR\r", "OK\r\n");
        await terminal.Exchange("AT+CIFSR\r", "128\r\n");
        var port = FreePort();
        await terminal.Exchange($"AT+CIPSERVER=1,{port}\r", "SERVER OK\r\n");
        using (var client = await ConnectAsync(port))
        {
            await terminal.ReadUntil("0, REMOTE IP: 127.0.0.1\r\n");
            await terminal.Exchange("AT+CIPSEND=0,5\r", "> ");
            await terminal.Exchange("hello", "0, SEND OK\r\n");
            Assert.Equal("hello", await client.ReadUntil("hello"));
            await client.Exchange("good bye", "");
            await terminal.ReadUntil("good bye");
        }

        await terminal.ReadUntil("0, CLOSED\r\n");
        await terminal.Exchange("AT+CIPSERVER=0\r", "SERVER CLOSE\r\n");
    });

    [Fact]
    public Task DatagramsNamesAndPings() => Replays(s_module, async (terminal, _) =>
    {
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)server.Client.LocalEndPoint!).Port;
        await terminal.Exchange("ATE0;+CIPSRIP=1;+CIPHEAD=1\r", "OK\r\n");
        await terminal.Exchange($"AT+CIPSTART=\"UDP\",\"127.0.0.1\",{port}\r", "CONNECT OK\r\n");
        await terminal.Exchange("AT+CIPSEND=5\r", "> ");
        await terminal.Exchange("hello", "SEND OK\r\n");
        var received = await server.ReceiveAsync();
        await server.SendAsync("answer"u8.ToArray(), received.RemoteEndPoint);
        await server.SendAsync(Array.Empty<byte>(), 0, received.RemoteEndPoint);
        await terminal.ReadUntil("+IPD,6:answer");
        await terminal.Exchange("AT+CDNSGIP=\"server.example\"\r", "+CDNSGIP: 1,\"server.example\",\"127.0.0.1\"\r\n");
        await terminal.Exchange("AT+CDNSGIP=\"nowhere.example\"\r", "+CDNSGIP: 0,8\r\n");
        await terminal.Exchange("AT+CIPPING=\"127.0.0.1\",2\r", "OK\r\n");
        await terminal.Exchange("AT+CIPCLOSE\r", "CLOSE OK\r\n");
    });

    [Fact]
    public Task APortThatIsTaken() => Replays(s_module, async (terminal, _) =>
    {
        using var owner = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)owner.Client.LocalEndPoint!).Port;
        await terminal.Exchange($"ATE0;+CLPORT=\"UDP\",{port}\r", "OK\r\n");
        await terminal.Exchange("AT+CIPSTART=\"UDP\",\"127.0.0.1\",9\r", "CONNECT FAIL\r\n");
    });

    [Fact]
    public Task TransparentMode() => Replays(s_module, async (terminal, control) =>
    {
        using var listener = Listen(out var port);
        var server = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            var buffer = new byte[100];
            for (var count = await socket.ReceiveAsync(buffer); buffer[0] != '!'; count = await socket.ReceiveAsync(buffer))
            {
                await socket.SendAsync(buffer.AsMemory(0, count));
            }
        });
        await terminal.Exchange("ATE0&D0;+CIPMODE=1\r", "OK\r\n");
        await terminal.Exchange($"AT+CIPSTART=\"TCP\",\"server.example\",{port}\r", "CONNECT\r\n");
        await terminal.Exchange("hello", "hello");
        await control.Exchange("set dtr 1\n", "ok\n");
        await terminal.Exchange("once more", "once more");
        await control.Exchange("call 110\n", "ok\n");
        await terminal.Exchange("!", "CLOSED\r\n");
        await terminal.Exchange("AT+CIPSHUT\r", "SHUT OK\r\n");
        await server;
    });

    [Fact]
    public Task AModuleThatHasToFindItsRate() => Replays(s_module with { Rate = 0 }, async (terminal, _) =>
    {
        await terminal.Exchange("AT\r", "\xF9"); // measured, and sent back as garbage
        await terminal.Exchange("AT\r", "OK\r\n");
        await terminal.Exchange("AT+CSQ\r", "OK\r\n");
    });

    [Fact]
    public Task AModuleThatIsSwitchedOn() => Replays(s_module with { IsOff = true, Profile = "old" }, async (terminal, control) =>
    {
        await control.Exchange("set pwrkey 0\n", "ok\n");
        await terminal.ReadUntil("RDY\r\n");
        await control.Exchange("set pwrkey 1\n", "ok\n");
        await terminal.Exchange("AT+IPR=9600\r", "OK\r\n");
        await terminal.Exchange("AT\r", "OK\r\n");
    });

    [Theory]
    [InlineData("hello", "its first line is not 'sim800 input 2'; make one with rig simulate --record FILE")]
    [InlineData("sim800 input 2\nseed 3", "it ends before its input begins")]
    [InlineData("sim800 input 2\nbegin\nnow", "'now' is no input")]
    [InlineData("sim800 input 2\nbegin\n5 dance", "'5 dance' is no input")]
    [InlineData("sim800 input 2\nbegin\n5 network dance", "'dance' is no input")]
    [InlineData("sim800 input 2\nbegin\n5 network connected 1 1.2.3.4 80", "'connected 1 1.2.3.4 80' answers nothing that the module has asked for; the recording is of another version")]
    public void WhatIsNoRecordingIsRefused(string text, string problem) =>
        Assert.Equal(problem, Assert.Throws<FormatException>(() => new Replay(new StringReader(text)).Run(TextWriter.Null, null)).Message);

    private static async Task Replays(ModuleChoice module, Func<Client, Client, Task> session)
    {
        var directory = Directory.CreateTempSubdirectory("sim800-");
        try
        {
            var (record, trace, vcd) = (Path.Combine(directory.FullName, "record"), Path.Combine(directory.FullName, "trace"), Path.Combine(directory.FullName, "vcd"));
            var settings = new SimulateSettings
            {
                TcpPort = 0,
                ControlPort = 0,
                Module = module,
                Record = record,
                Trace = trace,
                Waveform = vcd,
                Hosts = new Dictionary<string, string> { ["server.example"] = "127.0.0.1" },
            };
            using (var stop = new CancellationTokenSource())
            using (var simulation = new Simulation(settings))
            {
                var thread = new Thread(() => simulation.Run(stop.Token));
                thread.Start();
                try
                {
                    using var terminal = await ConnectAsync(simulation.Tcp!.Port);
                    using var control = await ConnectAsync(simulation.Control!.Port);
                    await session(terminal, control);
                }
                finally
                {
                    await stop.CancelAsync();
                    thread.Join();
                }
            }

            using var input = new StreamReader(record);
            using var replayedTrace = new StringWriter();
            using var replayedVcd = new StringWriter();
            new Replay(input).Run(replayedTrace, replayedVcd);
            Assert.Equal(File.ReadAllText(trace), replayedTrace.ToString());
            Assert.Equal(File.ReadAllText(vcd), replayedVcd.ToString());
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static TcpListener Listen(out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        return listener;
    }

    private static int FreePort()
    {
        using var listener = Listen(out var port);
        return port;
    }

    private static async Task<Client> ConnectAsync(int port)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        return new Client(client.GetStream());
    }
}
