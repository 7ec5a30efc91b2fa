using Sim800.Simulator;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;

namespace Host.Tests.Simulator;

/// <summary>The ready-made answers to what the documents leave open; each differs where it says so and works where all agree.</summary>
public class OptionProfileTests
{
    public static TheoryData<string> Names => new(OptionProfiles.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryProfileConnectsAndSends(string name) => ContextTests.In(true, IpState.Status, Ready(name)).Play($"""
        >> AT+CIPSTART=0,"TCP","1.2.3.4",80
        << \r\nOK\r\n\r\n0, CONNECT OK\r\n
        >> AT+CIPSEND=0,2
        << {Prompt(name)}
        >| hi
        << \r\n0, SEND OK\r\n
        >> AT+CIPCLOSE=0
        << \r\n0, CLOSE OK\r\n
        """);

    [Theory]
    [InlineData("default", @"\r\nOK\r\n")]
    [InlineData("lenient", @"\r\nOK\r\n")]
    [InlineData("strict", "")]
    [InlineData("old", "")]
    public void EscapeAtThePrompt(string name, string answer) => ContextTests.In(false, IpState.ConnectOk, Ready(name)).Play($"""
        >> AT+CIPSEND
        << {Prompt(name)}
        >| \x1B
        << {answer}
        """);

    [Theory]
    [InlineData("default", true)]
    [InlineData("lenient", true)]
    [InlineData("strict", false)]
    [InlineData("old", true)]
    public void ABlockOfExactlyTheAvailableSize(string name, bool isAccepted) => ContextTests.In(false, IpState.ConnectOk, Ready(name)).Play($"""
        >> AT+CIPSEND=1460
        << {(isAccepted ? Prompt(name) : @"\r\nERROR\r\n")}
        """);

    [Fact]
    public void AnUnknownNameIsRefused() => Assert.Throws<ArgumentException>(() => OptionProfiles.Find("perfect"));

    private static string Prompt(string name) => OptionProfiles.Find(name).SpaceAfterPrompt ? @"\r\n>\x20" : @"\r\n>";

    private static Sim800Options Ready(string name) => OptionProfiles.Find(name) with
    {
        StartsOn = true,
        EchoesPayload = false,
        Stored = new Profile { BaudRate = 115200, Echo = false },
        Latencies = Latencies.None,
    };
}
