extern alias nano;

using NanoHost;
using Wire;
using AutoResetEvent = nano::System.Threading.AutoResetEvent;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

public class SchedulerTests : MachineFixture
{
    [Fact]
    public void ThreadsOfEqualRankRunInTheOrderOfTheirStart()
    {
        Run(() => StartAndJoin("a", "b", "c", "d"));

        Assert.Equal(["0 a", "0 b", "0 c", "0 d"], Trace);
    }

    [Fact]
    public void ABusyThreadKeepsItsQuantumOf20MillisecondsAndThenTakesTurns()
    {
        Run(() =>
        {
            var a = new Thread(() => Busy("a", 50));
            var b = new Thread(() => Busy("b", 30));
            a.Start();
            b.Start();
            a.Join();
            b.Join();
        });

        // a 0-20, b 20-40, a 40-60, b 60-70, a 70-80
        Assert.Equal(["0 a begins", "20 b begins", "70 b ends", "80 a ends"], Trace);
    }

    [Fact]
    public void AHigherPriorityGetsMoreQuantaAndNoPreemption()
    {
        Run(() =>
        {
            var low = new Thread(() => Busy("low", 100)) { Priority = ThreadPriority.BelowNormal };
            var high = new Thread(() => Busy("high", 100)) { Priority = ThreadPriority.AboveNormal };
            low.Start();
            high.Start();
            low.Join();
            high.Join();
        });

        Assert.True(Trace.IndexOf("200 low ends") > Trace.FindIndex(note => note.EndsWith("high ends")), string.Join(", ", Trace));
    }

    [Fact]
    public void AWaiterThatWakesDoesNotInterruptABusyThread()
    {
        Run(() =>
        {
            var busy = new Thread(() => Busy("busy", 50));
            var sleeper = new Thread(() =>
            {
                Thread.Sleep(5);
                Note("slept");
            });
            sleeper.Start();
            busy.Start();
            busy.Join();
            sleeper.Join();
        });

        Assert.Equal(["0 busy begins", "20 slept", "50 busy ends"], Trace);
    }

    [Fact]
    public void EventsHappenAtTheirInstantWhileAThreadIsBusy()
    {
        var at = new List<long>();
        var machine = Make();
        for (var ms = 1; ms <= 3; ms++)
        {
            new Alarm(machine.Queue, () => at.Add(machine.Queue.Now)).SetAt(ms * Millisecond);
        }

        machine.Start(() => Work(10 * Millisecond), "main");
        machine.RunUntil(2 * Millisecond);

        Assert.Equal([1 * Millisecond, 2 * Millisecond], at);
        Assert.Equal(2 * Millisecond, machine.Queue.Now);
        Finish();
        Assert.Equal([1 * Millisecond, 2 * Millisecond, 3 * Millisecond], at);
        Assert.Equal(10 * Millisecond, machine.Queue.Now);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(99)]
    public void TheSameSeedGivesTheSameRun(ulong seed)
    {
        Assert.Equal(SeededTrace(seed), SeededTrace(seed));
    }

    [Fact]
    public void AnotherSeedGivesAnotherRun()
    {
        var traces = Enumerable.Range(0, 5).Select(seed => SeededTrace((ulong)seed)).Distinct();

        Assert.True(traces.Count() > 1);
    }

    [Fact]
    public void SeededPreemptionLosesAnIncrementBetweenTwoThreads()
    {
        Assert.Equal(2000, Increments(new MachineOptions()));
        Assert.True(Increments(new MachineOptions { SeededPreemption = true }) < 2000);
        Assert.Equal(
            Increments(new MachineOptions { SeededPreemption = true, Seed = 7 }),
            Increments(new MachineOptions { SeededPreemption = true, Seed = 7 }));
    }

    [Fact]
    public void AThreadThatNeverWaitsEndsTheRunWithAFault()
    {
        var machine = Make(new MachineOptions { SpinLimit = 100 * Millisecond });
        machine.Start(() => Work(Second), "main");

        var exception = Assert.Throws<FirmwareSpinsException>(() => machine.RunUntil(Second));

        Assert.Equal(FaultKind.Spins, machine.Faults.Single().Kind);
        Assert.Contains(nameof(AThreadThatNeverWaitsEndsTheRunWithAFault), exception.Fault.Stack);
        Assert.Equal(100 * Millisecond, machine.Queue.Now);
        Assert.Throws<FirmwareSpinsException>(() => machine.RunUntil(2 * Second));
    }

    [Fact]
    public void AThreadThatWaitsNowAndThenDoesNotSpin()
    {
        Run(
            () =>
            {
                for (var i = 0; i < 10; i++)
                {
                    Work(90 * Millisecond);
                    Thread.Sleep(1);
                }
            },
            new MachineOptions { SpinLimit = 100 * Millisecond });
    }

    [Fact]
    public void ADeadlockSaysWhoWaitsForWhat()
    {
        var machine = Make();
        machine.Start(() => new AutoResetEvent(false).WaitOne(), "main");

        var exception = Assert.Throws<DeadlockException>(() => machine.RunToEnd(Second));

        Assert.Equal(["main waits for a signal"], exception.Waiting);
        machine.RunUntil(Second);
        Assert.Equal(Second, machine.Queue.Now);
    }

    [Fact]
    public void AnUncaughtExceptionEndsItsThreadOnly()
    {
        var machine = Make();
        machine.Start(
            () =>
            {
                var thread = new Thread(() => throw new InvalidOperationException("bad"));
                thread.Start();
                thread.Join();
                Note("goes on");
            },
            "main");

        Assert.True(machine.RunToEnd(Second));

        Assert.Equal(["0 goes on"], Trace);
        Assert.Equal("bad", machine.Faults.Single().Message);
    }

    [Fact]
    public void RecursionWithoutEndEndsTheThreadForWantOfMemory()
    {
        var machine = Make();
        machine.Start(() => Recurse(0), "main");

        machine.RunToEnd(Second);

        Assert.IsType<OutOfMemoryException>(machine.Faults.Single().Exception);

        static int Recurse(int n)
        {
            Cpu.Tick(4);
            return Recurse(n + 1) + 1;
        }
    }

    [Fact]
    public void WhatAnEventThrowsReachesTheHostAndTheRunCanGoOn()
    {
        var machine = Make();
        new Alarm(machine.Queue, () => throw new FormatException()).SetAt(5 * Millisecond);
        new Alarm(machine.Queue, () => throw new FormatException()).SetAt(15 * Millisecond);
        machine.Start(
            () =>
            {
                Thread.Sleep(10);
                Work(10 * Millisecond);
            },
            "main");

        Assert.Throws<FormatException>(() => machine.RunUntil(Second));
        Assert.Equal(5 * Millisecond, machine.Queue.Now);
        Assert.Throws<FormatException>(() => machine.RunUntil(Second));
        Assert.Equal(15 * Millisecond, machine.Queue.Now);
        Finish();
    }

    [Fact]
    public void StopEndsThreadsThatCatchEverything()
    {
        var finallies = 0;
        var machine = Make();
        machine.Start(
            () =>
            {
                new Thread(Stubborn).Start();
                Stubborn();
            },
            "main");
        machine.RunUntil(50 * Millisecond);

        machine.Stop();

        Assert.Equal(2, finallies);
        Assert.Empty(machine.Threads);
        Assert.Empty(machine.Faults);
        Assert.True(machine.Start(() => Note("again"), "main"));
        Finish();
        Assert.Equal(["50 again"], Trace);

        void Stubborn()
        {
            try
            {
                while (true)
                {
                    Cpu.Tick(1);
                    try
                    {
                        Thread.Sleep(10);
                    }
                    catch
                    {
                        Cpu.Tick(1);
                    }
                }
            }
            finally
            {
                finallies++;
            }
        }
    }

    [Fact]
    public void AnIdleDayCostsNothing()
    {
        var ticks = 0;
        Run(() =>
        {
            for (; ticks < 86_400; ticks++)
            {
                Thread.Sleep(1000);
            }
        });

        Assert.Equal(86_400 * Second, Machine.Queue.Now);
    }

    private void StartAndJoin(params string[] names)
    {
        var threads = names.Select(name => new Thread(() => Note(name))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private void Busy(string name, int milliseconds)
    {
        Note(name + " begins");
        Work(milliseconds * Millisecond);
        FirmwareThread.EnterPlatform();
        Note(name + " ends");
    }

    private string SeededTrace(ulong seed)
    {
        Trace.Clear();
        Run(
            () =>
            {
                var signal = new AutoResetEvent(false);
                var threads = Enumerable.Range(0, 4).Select(number => new Thread(() =>
                {
                    for (var i = 0; i < 20; i++)
                    {
                        signal.WaitOne();
                        Work(Millisecond * number);
                        Note($"thread {number}");
                        signal.Set();
                        Thread.Sleep(0);
                    }
                })).ToArray();
                Array.ForEach(threads, thread => thread.Start());
                Thread.Sleep(10);
                signal.Set();
                Array.ForEach(threads, thread => thread.Join());
            },
            new MachineOptions { Seed = seed });
        return string.Join("\n", Trace);
    }

    private int Increments(MachineOptions options)
    {
        var n = 0;
        Run(
            () =>
            {
                var threads = Enumerable.Range(0, 2).Select(_ => new Thread(() =>
                {
                    for (var i = 0; i < 1000; i++)
                    {
                        Cpu.Tick(4);
                        Cpu.Access();
                        var read = n;
                        Cpu.Access();
                        n = read + 1;
                    }
                })).ToArray();
                Array.ForEach(threads, thread => thread.Start());
                Array.ForEach(threads, thread => thread.Join());
            },
            options);
        return n;
    }
}
