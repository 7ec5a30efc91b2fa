extern alias nano;

using NanoHost;
using AutoResetEvent = nano::System.Threading.AutoResetEvent;
using ManualResetEvent = nano::System.Threading.ManualResetEvent;
using Monitor = nano::System.Threading.Monitor;
using Thread = nano::System.Threading.Thread;
using Timer = nano::System.Threading.Timer;
using WaitHandle = nano::System.Threading.WaitHandle;

namespace Host.Tests.NanoHost;

public class ThreadingTests : MachineFixture
{
    [Fact]
    public void AWaitEndsWhenTheEventIsSetOrItsTimeIsOver() => Run(() =>
    {
        var signal = new AutoResetEvent(false);
        new Thread(() =>
        {
            Thread.Sleep(30);
            signal.Set();
        }).Start();

        Assert.False(signal.WaitOne(20, false));
        Assert.Equal(20 * Millisecond, Machine.Queue.Now);
        Assert.True(signal.WaitOne(20, false));
        Assert.Equal(30 * Millisecond, Machine.Queue.Now);
        Assert.False(signal.WaitOne(0, false));
        Assert.Throws<ArgumentOutOfRangeException>(() => signal.WaitOne(-2, false));
    });

    [Fact]
    public void AnAutomaticEventLetsOneGoAndAManualOneAll()
    {
        Run(() =>
        {
            var one = new AutoResetEvent(false);
            var all = new ManualResetEvent(false);
            var threads = StartThree(name =>
            {
                one.WaitOne();
                Note(name + " one");
                all.WaitOne();
                Note(name + " all");
            });
            Thread.Sleep(10);
            one.Set();
            one.Set(); // the first has not run yet: its event was taken when it was made ready
            Thread.Sleep(10);
            one.Set();
            Thread.Sleep(10);
            all.Set();
            Array.ForEach(threads, thread => thread.Join());
        });

        Assert.Equal(["10 a one", "10 b one", "20 c one", "30 a all", "30 b all", "30 c all"], Trace);
    }

    [Fact]
    public void WaitAnyTellsWhichAndWaitAllTakesNoneBeforeAll() => Run(() =>
    {
        var a = new AutoResetEvent(false);
        var b = new AutoResetEvent(false);
        WaitHandle[] both = [a, b];
        Assert.Equal(WaitHandle.WaitTimeout, WaitHandle.WaitAny(both, 10, false));
        b.Set();
        Assert.Equal(1, WaitHandle.WaitAny(both));
        b.Set();
        Assert.False(WaitHandle.WaitAll(both, 10, false));
        a.Set();
        Assert.True(WaitHandle.WaitAll(both, 10, false));
        Assert.False(a.WaitOne(0, false));
        Assert.False(b.WaitOne(0, false));
    });

    [Fact]
    public void ALockIsReentrantAndPassesToTheNextInLine()
    {
        Run(() =>
        {
            var gate = new object();
            Monitor.Enter(gate);
            Monitor.Enter(gate);
            var threads = StartThree(name =>
            {
                Monitor.Enter(gate);
                Note(name + " enters");
                Thread.Sleep(10);
                Monitor.Exit(gate);
            });
            Thread.Sleep(10);
            Monitor.Exit(gate);
            Thread.Sleep(10);
            Monitor.Exit(gate);
            Array.ForEach(threads, thread => thread.Join());
            Assert.Throws<InvalidOperationException>(() => Monitor.Exit(gate));
        });

        Assert.Equal(["20 a enters", "30 b enters", "40 c enters"], Trace);
    }

    [Fact]
    public void ALockOfAThreadThatDiedIsFree()
    {
        Make().Start(
            () =>
            {
                var gate = new object();
                var thread = new Thread(() =>
                {
                    Monitor.Enter(gate);
                    throw new FormatException();
                });
                thread.Start();
                thread.Join();
                Monitor.Enter(gate);
                Note("entered");
            },
            "main");

        Assert.True(Machine.RunToEnd(Second));
        Assert.Equal(["0 entered"], Trace);
    }

    [Fact]
    public void JoinWaitsForTheEndAtMostSoLong() => Run(() =>
    {
        var thread = new Thread(() => Thread.Sleep(100));
        Assert.Equal(ThreadState.Unstarted, thread.ThreadState);
        Assert.Throws<ThreadStateException>(() => thread.Join(1));
        thread.Start();
        Assert.Throws<ThreadStateException>(thread.Start);
        Assert.False(thread.Join(40));
        Assert.True(thread.IsAlive);
        Assert.Equal(ThreadState.WaitSleepJoin, thread.ThreadState);
        Assert.True(thread.Join(TimeSpan.FromSeconds(1)));
        Assert.Equal(100 * Millisecond, Machine.Queue.Now);
        Assert.False(thread.IsAlive);
        Assert.Equal(ThreadState.Stopped, thread.ThreadState);
        Assert.NotEqual(thread.ManagedThreadId, Thread.CurrentThread.ManagedThreadId);
        Assert.Same(Thread.CurrentThread, Thread.CurrentThread);
    });

    [Fact]
    public void AbortEndsAThreadThatWaitsAndRunsItsFinally()
    {
        Run(() =>
        {
            var thread = new Thread(() =>
            {
                try
                {
                    Thread.Sleep(-1);
                }
                finally
                {
                    Note("finally");
                }
            });
            thread.Start();
            Thread.Sleep(10);
            thread.Abort();
            thread.Join();
            Assert.Equal(ThreadState.Stopped | ThreadState.Aborted, thread.ThreadState);
        });

        Assert.Equal(["10 finally"], Trace);
    }

    [Fact]
    public void ASuspendedThreadGoesOnWhenItIsResumed()
    {
        Run(() =>
        {
            var thread = new Thread(() =>
            {
                Thread.Sleep(10);
                Note("slept");
                Thread.CurrentThread.Suspend();
                Note("resumed");
            });
            thread.Start();
            Thread.Sleep(5);
            thread.Suspend();
            Thread.Sleep(15);
            Assert.Equal(ThreadState.Suspended, thread.ThreadState);
            thread.Resume();
            Thread.Sleep(10);
            thread.Resume();
            thread.Join();
        });

        Assert.Equal(["20 slept", "30 resumed"], Trace);
    }

    [Fact]
    public void ATimerCallsPeriodicallyUntilItIsDisposed()
    {
        Run(() =>
        {
            var timer = new Timer(state => Note((string)state!), "tick", 10, 20);
            Thread.Sleep(65);
            timer.Change(100, -1);
            Thread.Sleep(300);
            timer.Dispose();
            Assert.False(timer.Change(1, 1));
        });

        Assert.Equal(["10 tick", "30 tick", "50 tick", "165 tick"], Trace);
    }

    [Fact]
    public void ATimerDoesNotOutliveThePowerOfItsMachine()
    {
        Make().Start(() => _ = new Timer(_ => Note("tick"), null!, 10, 10), "main");
        Machine.RunUntil(Millisecond);
        Machine.Stop();
        Machine.RunUntil(Second);

        Assert.Empty(Trace);
        Assert.Empty(Machine.Threads);
    }

    [Fact]
    public void ASlowCallbackDelaysAllTimers()
    {
        Run(() =>
        {
            using var slow = new Timer(
                _ =>
                {
                    Note("slow");
                    Thread.Sleep(100);
                },
                null!,
                10,
                -1);
            using var other = new Timer(_ => Note("other"), null!, 20, 30);
            Thread.Sleep(145);
        });

        Assert.Equal(["10 slow", "110 other", "140 other"], Trace);
    }

    private Thread[] StartThree(Action<string> body)
    {
        string[] names = ["a", "b", "c"];
        var threads = Array.ConvertAll(names, name => new Thread(() => body(name)));
        Array.ForEach(threads, thread => thread.Start());
        return threads;
    }
}
