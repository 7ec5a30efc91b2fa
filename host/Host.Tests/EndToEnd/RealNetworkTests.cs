using System.Net;
using System.Net.Sockets;
using NanoHost;
using Sim800.Rig.Boards;
using Sim800.Simulator.Network;
using Wire;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>A virtual module on the PC's own network: simulated time follows the PC's clock while a connection is open.</summary>
public class RealNetworkTests
{
    /// <summary>An age for simulated time, which could jump over it at once, and far less than the time-out that is waited with.</summary>
    private static readonly TimeSpan s_thought = TimeSpan.FromMilliseconds(400);

    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void ATimeoutDoesNotFireWhileARealReplyIsUnderWay(string profile)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var server = ThinkAndAnswerAsync(listener);
        var queue = new EventQueue();
        using var network = new SocketNetwork(queue);
        network.Names[Bench.Host] = "127.0.0.1";
        network.Ports[Bench.Port] = ((IPEndPoint)listener.LocalEndpoint).Port;
        var options = new MachineOptions { Pacing = Pacing.RealTimeWhile, PacedWhile = () => network.IsActive };
        using var board = new SampleBoard(queue, profile == "STM32" ? BoardProfile.Stm32 : BoardProfile.Esp32, network, Bench.FixedRate, options);
        var console = new List<string>();
        board.Machine.ConsoleLine += console.Add;

        Bench.Firmware.Boot(board.Machine, "Scenarios", "Scenarios.SlowReply", "Run");

        Assert.True(board.Machine.RunToEnd(600 * PerSecond));
        Assert.True(server.IsCompletedSuccessfully);
        Assert.Empty(board.Machine.Faults);
        Assert.Equal(["received 1 !"], console);
    }

    private static async Task ThinkAndAnswerAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        var buffer = new byte[1];
        await client.GetStream().ReadExactlyAsync(buffer);
        await Task.Delay(s_thought);
        await client.GetStream().WriteAsync("!"u8.ToArray());
    }
}
