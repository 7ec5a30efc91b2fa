using NanoHost;
using NanoHost.Loader;
using NanoHost.Testing;
using Wire;

namespace Host.Tests.NanoHost;

/// <summary>Device tests are found and run by the rules of the device's launcher.</summary>
public sealed class TestLauncherTests : IDisposable
{
    private const string Source = """
        using System;
        using nanoFramework.TestFramework;

        namespace Suite
        {
            public enum Kind : byte { A, B }

            [TestClass]
            public class Good
            {
                private static string s_log = "";

                [Setup] public void Prepare() { s_log += "setup "; Console.WriteLine(this == null ? "no instance" : "instance"); }
                [TestMethod] public void Passes() { s_log += "test "; Assert.AreEqual("setup test ", s_log); }
                [TestMethod] public void Fails() { Assert.AreEqual(1, 2, "why"); }
                [TestMethod] public void Skips() { Assert.SkipTest("not here"); }
                [DataRow(1, "one", (byte)2, Kind.B)]
                [DataRow(2, null, (byte)3, Kind.A)]
                public void Rows(int number, string text, byte small, Kind kind) { Console.WriteLine(number + (text ?? "null") + small + kind); }
                [Cleanup] public void Clean() { Console.WriteLine("cleanup"); }
            }

            [TestClass]
            public class Skipped
            {
                [Setup] public void Prepare() { throw new SkipTestException("no hardware"); }
                [TestMethod] public void Never() { Console.WriteLine("never"); }
            }

            public class NoTests
            {
                [TestMethod] public void Stray() { }
            }
        }
        """;

    private readonly string _path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".dll");
    private readonly FirmwareFile _file = TestFirmware.Build(Source);

    public TestLauncherTests() => File.WriteAllBytes(_path, _file.Image);

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void The_catalog_lists_methods_and_rows_of_test_classes()
    {
        Assert.Equal(
            ["Suite.Good.Passes", "Suite.Good.Fails", "Suite.Good.Skips", "Suite.Good.Rows(1, one, 2, 1)", "Suite.Good.Rows(2, null, 3, 0)", "Suite.Skipped.Never"],
            TestCatalog.Read(_path).Select(test => test.Name));
    }

    [Theory]
    [InlineData("Passes", TestOutcome.Passed, "", "no instance|cleanup")]
    [InlineData("Fails", TestOutcome.Failed, "expected 1, found 2. why", "no instance|cleanup")]
    [InlineData("Skips", TestOutcome.Skipped, "not here", "no instance|cleanup")]
    [InlineData("Rows(1, one, 2, 1)", TestOutcome.Passed, "", "no instance|1one21|cleanup")]
    [InlineData("Rows(2, null, 3, 0)", TestOutcome.Passed, "", "no instance|2null30|cleanup")]
    [InlineData("Never", TestOutcome.Skipped, "no hardware", "")]
    public void A_test_runs_without_an_instance_between_Setup_and_Cleanup(string name, TestOutcome outcome, string message, string lines)
    {
        var written = new List<string>();
        using var machine = new Machine(new EventQueue(), new Board(BoardProfile.Esp32), new MachineOptions());
        machine.ConsoleLine += written.Add;
        var test = TestCatalog.Read(_path).Single(test => test.Name.EndsWith("." + name, StringComparison.Ordinal));
        var result = new TestLauncher(FirmwareImage.Load([_file]), "Firmware").Run(machine, test);
        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(message, result.Message, StringComparison.Ordinal);
        Assert.Equal(lines, string.Join('|', written));
    }
}
