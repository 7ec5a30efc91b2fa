using Sim800.Simulator;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>The codes of the SIM card (fact sheet 1.7, 2.30, 11.7; manual chapters 3.2.11 and 6.2.3).</summary>
public class CardTests
{
    private static readonly Sim800Options s_locked = new()
    {
        StartsOn = true,
        Stored = new Profile { BaudRate = 115200, Echo = false, ErrorFormat = 1 },
        Latencies = Latencies.None,
        Boot = BootTimes.None,
        Pin = "1234",
    };

    [Fact]
    public void ThePinOpensIt() => new Bench(s_locked).Play("""
        >> AT+CPIN?
        << \r\n+CPIN: SIM PIN\r\n\r\nOK\r\n
        >> AT+CIMI
        << \r\n+CME ERROR: 11\r\n
        >> AT+CREG?
        << \r\n+CREG: 0,0\r\n\r\nOK\r\n
        >> AT+CPIN="1234"
        << \r\nOK\r\n
        << \r\n+CPIN: READY\r\n
        << \r\nCall Ready\r\n
        << \r\nSMS Ready\r\n
        >> AT+CPIN?
        << \r\n+CPIN: READY\r\n\r\nOK\r\n
        >> AT+CREG?
        << \r\n+CREG: 0,1\r\n\r\nOK\r\n
        >> AT+CPIN="1234"
        << \r\n+CME ERROR: 3\r\n
        """);

    [Fact]
    public void AWrongOneCostsAnAttemptUntilThePukIsAskedFor() => new Bench(s_locked).Play("""
        >> AT+SPIC
        << \r\n+SPIC: 3,3,10,10\r\n\r\nOK\r\n
        >> AT+CPIN="1111"
        << \r\n+CME ERROR: 16\r\n
        >> AT+SPIC
        << \r\n+SPIC: 2,3,10,10\r\n\r\nOK\r\n
        >> AT+CPIN="1111"
        << \r\n+CME ERROR: 16\r\n
        >> AT+CPIN="1111"
        << \r\n+CME ERROR: 16\r\n
        >> AT+CPIN?
        << \r\n+CPIN: SIM PUK\r\n\r\nOK\r\n
        >> AT+CPIN="1234"
        << \r\n+CME ERROR: 12\r\n
        >> AT+CPIN="87654321","4321"
        << \r\n+CME ERROR: 16\r\n
        >> AT+SPIC
        << \r\n+SPIC: 0,3,9,10\r\n\r\nOK\r\n
        >> AT+CPIN="12345678","4321"
        << \r\nOK\r\n
        << \r\n+CPIN: READY\r\n
        << \r\nCall Ready\r\n
        << \r\nSMS Ready\r\n
        >> AT+SPIC
        << \r\n+SPIC: 3,3,10,10\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ARestartAsksAgain()
    {
        var bench = new Bench(s_locked);
        bench.Play("""
            >> AT+CPIN="1234"
            << \r\nOK\r\n
            << \r\n+CPIN: READY\r\n
            << \r\nCall Ready\r\n
            << \r\nSMS Ready\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(100);
        Assert.Contains("+CPIN: SIM PIN", bench.TakeReceived());
        bench.Play("""
            >> AT+CPIN?
            << \r\n+CPIN: SIM PIN\r\n\r\nOK\r\n
            """);
    }
}
