using Host.Tests.NanoHost.Skipping;
using NanoHost.Testing;
using NanoHost;
using Sim800.Rig.Boards;
using Wire;
using Xunit.Abstractions;

namespace Host.Tests.NanoHost;

/// <summary>The device tests of the driver (Sim800.Nano.Tests), one by one, on the virtual device.</summary>
public class DeviceTests(ITestOutputHelper output)
{
    private static readonly Lazy<TestLauncher> s_launcher = new(() => new TestLauncher(BuiltFirmware.Load("NFUnitTest")));

    private static readonly Dictionary<string, DeviceTest> s_tests = TestCatalog.Read(BuiltFirmware.PathOf("NFUnitTest")).ToDictionary(test => test.Name);

    public static IEnumerable<object[]> Tests => s_tests.Keys.Select(name => new object[] { name });

    [SkippableTheory]
    [MemberData(nameof(Tests))]
    public void Esp32(string test) => Run(BoardProfile.Esp32, test);

    [SkippableTheory]
    [MemberData(nameof(Tests))]
    public void Stm32(string test) => Run(BoardProfile.Stm32, test);

    private void Run(BoardProfile profile, string test)
    {
        using var machine = new Machine(new EventQueue(), new Board(profile), new MachineOptions());
        machine.ConsoleLine += output.WriteLine;
        var result = s_launcher.Value.Run(machine, s_tests[test]);
        foreach (var fault in machine.Faults)
        {
            output.WriteLine(fault.ToString());
        }

        if (result.Outcome == TestOutcome.Skipped)
        {
            throw new SkipException(result.Message);
        }

        Assert.True(result.Outcome == TestOutcome.Passed, result.Message);
    }
}
