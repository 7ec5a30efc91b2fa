using NanoHost;
using Wire;

namespace Host.Tests.NanoHost;

public class MethodCounterTests
{
    private const string Source = """
        using System;
        static class Program
        {
            static readonly object s_sync = new object();
            static int s_sum;
            static void Main()
            {
                for (int i = 0; i < 10; i++)
                {
                    Add(i);
                }

                lock (s_sync)
                {
                    Math.Twice();
                }
            }

            static void Add(int value) => s_sum += value;

            static class Math
            {
                public static void Twice() => s_sum *= 2;
            }
        }
        """;

    [Fact]
    public void EachMethodHasItsOwnInstructionsAndItsOwnCallsIntoThePlatform()
    {
        using var machine = Run(new RewriteOptions { CountsMethods = true });
        var counts = machine.Methods!.Methods.Zip(machine.Methods.Snapshot()).ToDictionary(pair => pair.First.Name, pair => pair.Second);

        // ldsfld, ldarg, add, stsfld, ret.
        Assert.Equal(new MethodCount(50, 0), counts["Program.Add"]);
        Assert.Equal(new MethodCount(5, 0), counts["Program.Math.Twice"]);

        // Monitor.Enter and Monitor.Exit.
        Assert.Equal(2, counts["Program.Main"].PlatformCalls);
        Assert.All(machine.Methods.Methods, method => Assert.Equal("Firmware", method.Assembly));
    }

    [Fact]
    public void TheyAddUpToWhatIsCountedWithoutThem()
    {
        using var plain = Run(new RewriteOptions());
        using var counted = Run(new RewriteOptions { CountsMethods = true });

        Assert.Null(plain.Methods);
        Assert.Equal(plain.Counters.Total, counted.Counters.Total);
        Assert.Equal(plain.Counters.Total.Instructions, counted.Methods!.Snapshot().Sum(count => count.Instructions));
    }

    private static Machine Run(RewriteOptions options)
    {
        var machine = new Machine(new EventQueue(), new Board(BoardProfile.Esp32), new MachineOptions());
        FirmwareImage.Load([TestFirmware.Build(Source)], options).Boot(machine, "Firmware", "Program");
        Assert.True(machine.RunToEnd(Nanoseconds.PerSecond));
        return machine;
    }
}
