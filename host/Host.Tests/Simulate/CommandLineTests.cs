using Sim800.Rig.Simulate;

namespace Host.Tests.Simulate;

/// <summary>What <c>rig simulate</c> takes on its command line, and what it says of the rest.</summary>
public class CommandLineTests
{
    [Theory]
    [InlineData("--tcp 0")]
    [InlineData("--pty /tmp/sim800 --control 7001 --host telemetry.example.com=127.0.0.1 --host other=127.0.0.2")]
    [InlineData("--tcp 7000 --off --rate 0 --profile strict --seed 7 --any-host")]
    [InlineData("--tcp 7000 --trace a --vcd b --record c --fault restart")]
    public void WhatIsMeantIsTaken(string arguments) => Assert.Empty(Errors(arguments));

    [Theory]
    [InlineData("", "Say how the module's UART is reached: --pty LINK (Linux) or --tcp PORT.")]
    [InlineData("--tcp 1 --pty link", "Say how the module's UART is reached: --pty LINK (Linux) or --tcp PORT.")]
    [InlineData("--tcp 65536", "--tcp takes a port number from 0 (any that is free) to 65535.")]
    [InlineData("--tcp 1 --control -1", "--control takes a port number from 0 (any that is free) to 65535.")]
    [InlineData("--tcp 1 --host nowhere", "--host takes NAME=ADDRESS with a numeric address, not 'nowhere'.")]
    [InlineData("--tcp 1 --host name=elsewhere", "--host takes NAME=ADDRESS with a numeric address, not 'name=elsewhere'.")]
    [InlineData("--tcp 1 --rate 14400", "--rate takes one of 0, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200.")]
    [InlineData("--tcp 1 --fault supply", "--fault 'supply': expected: supply MILLIVOLTS [@MILLISECONDS].")]
    public void WhatIsNotIsExplained(string arguments, string problem) => Assert.Equal([problem], Errors(arguments));

    [Fact]
    public void AnUnknownProfileNamesTheOthers() => Assert.Contains("strict", string.Concat(Errors("--tcp 1 --profile perfect")));

    private static IEnumerable<string> Errors(string arguments) => SimulateCommand.Create().Parse(arguments).Errors.Select(error => error.Message);
}
