using Sim800.Rig.Simulate;
using Wire;

namespace Host.Tests.Simulate;

public class RealTimePumpTests
{
    // Long before the hour for which the pump waits when nothing is due: only one that has missed its end takes so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public void AnEndThatComesDuringAStepIsNotSleptThrough()
    {
        var queue = new EventQueue();
        using var stop = new CancellationTokenSource();

        // What wakes the pump is taken out of the queue in the same step.
        queue.Post(stop.Cancel);
        var thread = new Thread(() => new RealTimePump(queue).Run(stop.Token)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience));
    }

    [Fact]
    public void AnEndThatComesBehindAStepIsNotSleptThrough()
    {
        var queue = new EventQueue();
        using var stop = new CancellationTokenSource();
        var pump = new RealTimePump(queue);
        pump.Stepped += stop.Cancel;
        var thread = new Thread(() => pump.Run(stop.Token)) { IsBackground = true };
        thread.Start();
        Assert.True(thread.Join(Patience));
    }
}
