using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Network;

namespace Host.Tests.EndToEnd.Recovery;

public class RestartByMeansTests
{
    private const int Restarted = (int)ModemError.Restarted;

    /// <summary>AT+CFUN=1,1, RST, PWRKEY, the supply: each leaves a module that answers, and nothing of before.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void TheModuleAnswersAfterIt(string profile, int means)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Play("Restarts", "Run", 600, means, true);

        bench.Succeeds("restart", within: means < 2 ? 45_000 : 70_000);
        Assert.Contains($"supported yes, open yes, context no, error {Restarted}", bench.Console);
        bench.Succeeds("online", 30_000);
        bench.Succeeds("echo", 1_000);
    }

    [Theory]
    [Boards(1, 3)]
    public void ALineThatIsNotWiredIsNotSupported(string profile, int means)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Play("Restarts", "Run", 600, means, false);

        // At once: but the clock may tick meanwhile.
        bench.Succeeds("restart", 1);
        Assert.Contains("supported no, open yes, context yes, error 0", bench.Console);
        bench.Succeeds("echo", 1_000);
    }

    /// <summary>A SIM800L detects no rate as high as the port's: it is found at a lower one, and set to this.</summary>
    [Theory]
    [Boards(0, 1, 2, 3)]
    public void SoDoesOneThatDetectsTheRate(string profile, int means)
    {
        using var bench = new Bench(profile, new Sim800Options());
        bench.Serve(new EchoServer());
        bench.Play("Restarts", "Run", 600, means, true);

        bench.Succeeds("restart", within: means < 2 ? 45_000 : 70_000);
        bench.Succeeds("echo", 1_000);
    }

    [Theory]
    [Boards]
    public void ACommandThatIsNotHeardIsReported(string profile)
    {
        using var bench = new Bench(profile);
        bench.Serve(new EchoServer());
        bench.Module.Strike(new CommandFault("+CFUN", CommandEffect.NoAnswer, Count: 1));
        bench.Play("Restarts", "Run", 600, 0, true);

        bench.Fails("restart", ModemError.TimedOut, ModemWait.Answer, 9_900, 15_000);
        bench.Succeeds("echo", 10_000);
    }
}
