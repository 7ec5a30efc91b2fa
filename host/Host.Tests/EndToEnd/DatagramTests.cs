using System.Text;
using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;
using static Wire.Nanoseconds;

namespace Host.Tests.EndToEnd;

/// <summary>Datagrams through the driver: application note 3.1.2, 3.1.4, 3.3 and the UDP parts of 4.1.</summary>
public class DatagramTests
{
    private const string FarAddress = "203.0.113.8";

    /// <summary>Application note 3.1.2, 3.3 and 4.1: a client of one peer, from a local port.</summary>
    [Theory]
    [Boards("six default", "six lenient", "six strict", "six old", "only default", "only lenient", "only strict", "only old")]
    public void AClientOfOnePeer(string profile, string mode)
    {
        var words = mode.Split(' ');
        using var bench = Of(profile, words[1]);
        var server = bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(datagram => datagram));

        bench.Play("Datagrams", "Peer", 600, words[0] == "only");

        bench.Succeeds("connect");
        if (words[1] == "strict" || mode == "six old")
        {
            // A module that takes less than it says, or says less than 1460 where it has six, has no datagram of that size.
            bench.Fails("echo", ModemError.MessageTooLong, ModemWait.None, 0, 60_000);
        }
        else
        {
            bench.Succeeds("echo");
        }

        bench.Succeeds("two");
        Assert.Contains($"from {Bench.Address}:{Bench.Port}", bench.Console);
        bench.Fails("too long", ModemError.MessageTooLong, ModemWait.None, 0, 5);
        bench.Fails("cut off", ModemError.MessageTooLong, ModemWait.Data, 0, 5_000);
        bench.Fails("nobody", ModemError.TimedOut, ModemWait.Data, 1_000, 1_050);
        bench.Succeeds("close");
        Assert.Equal(8_888, server.ModulePort);
        Assert.DoesNotContain(server.Received, datagram => datagram.Length > 1_460);
    }

    /// <summary>Application note 3.1.2 (Ctrl-Z) and 7.2 (timed).</summary>
    [Theory]
    [Boards("six default 0", "six default 3", "six strict 0", "six old 3", "only default 0", "only lenient 3", "only strict 3", "only old 0")]
    public void Text(string profile, string mode)
    {
        var words = mode.Split(' ');
        var timer = words[2] == "3" ? 3 : 0;
        using var bench = Of(profile, words[1]);
        var server = bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(_ => "UDP test"u8.ToArray()));

        bench.Play("Datagrams", "Text", 600, timer, words[0] == "only");

        bench.Succeeds("text", from: timer * 1_000);
        bench.Succeeds("longest");
        bench.Fails("too long", ModemError.MessageTooLong, ModemWait.None, 0, 50);
        Assert.Equal(["SIM800 UDP test", new string('x', 1_000)], server.Received.Select(Encoding.ASCII.GetString));
    }

    /// <summary>Application note 3.1.4: UDP extended mode.</summary>
    [Theory]
    [Boards("six default", "six lenient", "six strict", "six old", "only default", "only lenient", "only strict", "only old")]
    public void AnybodyMaySend(string profile, string mode)
    {
        var words = mode.Split(' ');
        var only = words[0] == "only";
        using var bench = Of(profile, words[1]);
        var near = bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(datagram => datagram.Length == 3 ? datagram : null));
        var far = bench.Network.Serve(FarAddress, Bench.Port + 1, new DatagramServer());
        bench.Machine.ConsoleLine += line =>
        {
            if (line.StartsWith("send: ", StringComparison.Ordinal))
            {
                bench.Network.SendDatagram("116.228.221.51", 9600, 8_888, Encoding.ASCII.GetBytes("test1"));
                bench.Network.SendDatagram("116.228.221.51", 1234, 8_888, Encoding.ASCII.GetBytes("test2"));
                bench.At(bench.Queue.Now + PerSecond, () => bench.Network.SendDatagram("10.78.103.220", 5678, 8_888, Encoding.ASCII.GetBytes("test3")));
                bench.At(bench.Queue.Now + (2 * PerSecond), () => bench.Network.SendDatagram("10.78.103.220", 65535, 8_888, Encoding.ASCII.GetBytes("stop")));
            }
        };

        bench.Play("Datagrams", "Anybody", 600, only);

        bench.Succeeds("bind");
        bench.Succeeds("send");
        Assert.Equal(
            ["116.228.221.51:9600 test1", "116.228.221.51:1234 test2", "10.78.103.220:5678 test3", "10.78.103.220:65535 stop"],
            bench.Console.Where(line => line.Contains("test", StringComparison.Ordinal) || line.EndsWith("stop", StringComparison.Ordinal)));
        bench.Succeeds("again");
        Assert.Equal(["Hello 9600", "once more", "and back"], near.Received.Where(datagram => datagram.Length > 3).Select(Encoding.ASCII.GetString));
        Assert.Equal(["Hello 4500"], far.Received.Select(Encoding.ASCII.GetString));

        // The target is told when it changes, and what the link was told for this is taken back.
        var link = only ? "" : "5,";
        Assert.Equal(3, Count(bench, $"AT+CIPUDPMODE={link}2,"));
        Assert.Equal(1, Count(bench, $"AT+CIPUDPMODE={link}0"));
        Assert.Equal(1, Count(bench, $"AT+CLPORT={link}\"UDP\",0"));
    }

    /// <summary>Where the module's reads keep datagrams, and the options say so, they are read on request.</summary>
    [Theory]
    [Boards]
    public void ManualReadsKeepDatagramsWhereTheyDo(string profile)
    {
        using var bench = OnRequest(profile, "manual", true, 3);

        Assert.Equal(["116.228.221.51:9600 5", "10.78.103.220:5678 1460", "116.228.221.51:1234 1"], bench.Console.Where(line => !line.Contains(": ", StringComparison.Ordinal)));
    }

    [Theory]
    [Boards("manual", "hex")]
    public void ManualReadsAreNotTrustedWithDatagrams(string profile, string mode)
    {
        using var bench = OnRequest(profile, mode, mode == "hex", 1);

        bench.Succeeds("send");
        Assert.Contains("not supported", bench.Console);
        bench.Succeeds("close");
    }

    private static Bench OnRequest(string profile, string mode, bool keeps, int datagrams)
    {
        var bench = new Bench(profile);
        bench.Network.Serve(Bench.Address, Bench.Port, new DatagramServer(_ =>
        {
            bench.Network.SendDatagram("116.228.221.51", 9600, 8_888, new byte[5]);
            bench.Network.SendDatagram("10.78.103.220", 5678, 8_888, new byte[1_460]);
            bench.Network.SendDatagram("116.228.221.51", 1234, 8_888, new byte[1]);
            return null;
        }));
        bench.Play("Datagrams", "OnRequest", 600, mode, keeps, datagrams);
        return bench;
    }

    private static int Count(Bench bench, string command) => bench.Trace.Split('\n').Count(line => line.Contains(command, StringComparison.Ordinal));

    private static Bench Of(string profile, string options) => new(profile, OptionProfiles.Find(options) with { Stored = new Profile { BaudRate = 115200 } });
}
