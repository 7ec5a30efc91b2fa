extern alias nano;

using nano::nanoFramework.Runtime.Events;
using nano::nanoFramework.Runtime.Native;
using NanoHost;
using Console = nano::System.Console;
using Debug = nano::System.Diagnostics.Debug;
using Environment = nano::System.Environment;
using Random = nano::System.Random;
using Thread = nano::System.Threading.Thread;

namespace Host.Tests.NanoHost;

public class MachineTests : MachineFixture
{
    [Fact]
    public void TheConsoleGivesWholeLines()
    {
        var lines = new List<string>();
        Make().ConsoleLine += lines.Add;
        Machine.Start(
            () =>
            {
                Console.Write("a");
                Debug.WriteLine("b");
                Console.WriteLine("c\r\nd");
                Console.WriteLine();
            },
            "main");
        Finish();

        Assert.Equal(["ab", "c", "d", ""], lines);
    }

    [Fact]
    public void WhatAConsoleHandlerThrowsReachesTheHostAndNotTheFirmware()
    {
        Make().ConsoleLine += _ => throw new FormatException();
        Machine.Start(
            () =>
            {
                try
                {
                    Console.WriteLine("a");
                }
                catch
                {
                    Note("caught");
                }
            },
            "main");

        Assert.Throws<FormatException>(() => Machine.RunToEnd(Second));
        Finish();
        Assert.Empty(Trace);
    }

    [Fact]
    public void TheClocksAreSimulated() => Run(
        () =>
        {
            Assert.Equal(0, Environment.TickCount64);
            Work(1500 * 1000);
            Assert.Equal(1, Environment.TickCount64);
            Thread.Sleep(999);
            Assert.Equal(new DateTime(2026, 1, 1, 0, 0, 1, DateTimeKind.Utc).AddTicks(5000), Machine.UtcNow);
            Machine.UtcNow = new DateTime(2027, 6, 1);
            Thread.Sleep(1000);
            Assert.Equal(new DateTime(2027, 6, 1, 0, 0, 1), Machine.UtcNow);
            Assert.Equal(2000, Environment.TickCount64);
        },
        new MachineOptions());

    [Fact]
    public void RandomNumbersFollowFromTheSeed()
    {
        Assert.Equal(Numbers(1), Numbers(1));
        Assert.NotEqual(Numbers(1), Numbers(2));

        string Numbers(ulong seed)
        {
            var numbers = "";
            Run(
                () =>
                {
                    var random = new Random();
                    numbers = $"{random.Next()} {random.Next(100)} {random.NextDouble()} {new Random().Next()}";
                    Assert.Equal(new Random(5).Next(), new Random(5).Next());
                },
                new MachineOptions { Seed = seed });
            return numbers;
        }
    }

    [Fact]
    public void ARebootStartsTheProgramAgain()
    {
        var boots = 0;
        Make().Restart = Boot;
        Boot();
        Finish();

        Assert.Equal(["0 boot 1", "10 told", "10 boot 2"], Trace);

        void Boot() => Machine.Start(
            () =>
            {
                Note($"boot {++boots}");
                if (boots == 1)
                {
                    Power.OnRebootEvent += () => Note("told");
                    Thread.Sleep(10);
                    Power.RebootDevice();
                    Note("never");
                }
            },
            "main");
    }

    [Fact]
    public void CountersKeepApartWhatTheFirmwareAndThePlatformAllocate()
    {
        Run(() =>
        {
            Cpu.Tick(100);
            Cpu.AllocatedObject(36);
            Assert.Equal(64, Cpu.AllocatedArray(64, 1));
            Cpu.AllocatedByPlatform(48);
            CustomEvent.CustomEventPosted += (_, e) => Note($"{e.Data1} {e.Data2}");
            EventSink.PostManagedEvent((byte)EventCategory.Custom, 0, 7, 8);
            Thread.Sleep(1);
        });

        var total = Machine.Counters.Total;
        Assert.Equal(36 + 84, total.OwnBytes);
        Assert.Equal(48, total.PlatformBytes);
        Assert.Equal((60, 181), (total.EventBytes, total.EventInstructions));
        Assert.Equal(100 + 181, total.Instructions);
        Assert.Equal(["0 7 8"], Trace);
    }

    [Theory]
    [InlineData(64, 1, 84)]
    [InlineData(1024, 1, 1044)]
    [InlineData(0, 1, 24)]
    [InlineData(64, 12, 792)]
    [InlineData(64, 48, 3096)]
    public void ArraysTakeWhatTheyTakeOnTheDevice(int length, int elementBytes, int bytes) =>
        Assert.Equal(bytes, Cpu.ArrayBytes(length, elementBytes));

    [Fact]
    public void LapsGiveTheMostOfAnyOperation()
    {
        Run(() =>
        {
            Cpu.AllocatedObject(1000);
            Machine.Counters.StartLaps();
            for (var i = 0; i < 10_000; i++)
            {
                Cpu.Tick(5);
                Cpu.AllocatedObject(i == 5000 ? 24 : 0);
                Machine.Counters.Lap();
            }
        });

        Assert.Equal(10_000, Machine.Counters.Laps);
        Assert.Equal(24, Machine.Counters.MaximumLap.Bytes);
        Assert.Equal(5, Machine.Counters.MaximumLap.Instructions);
    }

    [Fact]
    public void TwoMachinesRunSideBySide()
    {
        var machines = Enumerable.Range(0, 2).Select(i =>
        {
            var machine = Make();
            machine.Start(
                () =>
                {
                    for (var n = 0; n < 1000; n++)
                    {
                        Thread.Sleep(i + 1);
                        Assert.Same(machine, Machine.Current);
                    }
                },
                "main");
            return machine;
        }).ToArray();

        Parallel.ForEach(machines, machine => Assert.True(machine.RunToEnd(10 * Second)));

        Assert.Equal([1000 * Millisecond, 2000 * Millisecond], machines.Select(machine => machine.Queue.Now));
        Assert.All(machines, machine => Assert.Empty(machine.Faults));
    }
}
