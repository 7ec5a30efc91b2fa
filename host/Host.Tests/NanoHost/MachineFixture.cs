using NanoHost;
using Wire;

namespace Host.Tests.NanoHost;

/// <summary>A machine with a trace, for tests whose firmware is a few lines of C# that nobody rewrote: it ticks by itself.</summary>
public abstract class MachineFixture : IDisposable
{
    protected const long Millisecond = Nanoseconds.PerMillisecond;
    protected const long Second = Nanoseconds.PerSecond;

    private readonly List<Machine> _machines = [];

    /// <summary>What the firmware of the test noted, in order.</summary>
    protected List<string> Trace { get; } = [];

    /// <summary>The machine that was made last.</summary>
    protected Machine Machine => _machines[^1];

    public void Dispose()
    {
        foreach (var machine in _machines)
        {
            machine.Stop();
        }
    }

    protected Machine Make(MachineOptions? options = null, BoardProfile? profile = null)
    {
        _machines.Add(new Machine(new EventQueue(), new Board(profile ?? BoardProfile.Esp32), options ?? new MachineOptions()));
        return Machine;
    }

    /// <summary>Runs a program to its end and fails on any fault in it.</summary>
    protected void Run(Action main, MachineOptions? options = null, BoardProfile? profile = null)
    {
        Make(options, profile).Start(main, "main");
        Finish();
    }

    /// <summary>Runs what was started to its end and fails on any fault in it.</summary>
    protected void Finish()
    {
        Assert.True(Machine.RunToEnd(Machine.Queue.Now + (48 * 3600 * Second)), "The program did not end. " + string.Join("; ", Machine.Waiting));
        Assert.Empty(Machine.Faults);
    }

    /// <summary>Notes something with the present millisecond.</summary>
    protected void Note(string what) => Trace.Add($"{Machine.Queue.Now / Millisecond} {what}");

    /// <summary>Keeps the processor busy, as a loop in rewritten firmware does.</summary>
    protected void Work(long nanoseconds)
    {
        for (var left = nanoseconds / Machine.Options.NanosecondsPerInstruction; left > 0; left -= 10)
        {
            Cpu.Tick(10);
        }
    }
}
