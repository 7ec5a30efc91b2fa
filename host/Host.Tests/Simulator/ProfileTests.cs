using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Fact sheet 2.30, 6.3 (19), 11.3.</summary>
public class ProfileTests
{
    [Fact]
    public void StoredSettingsSurviveARestartAndOthersDoNot()
    {
        var bench = new Bench();
        bench.Play("""
            >> AT+CMEE=2;&W;+CREG=1;+CIPQSEND=1
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT+CMEE?;+CREG?;+CIPQSEND?
            << \r\n+CMEE: 2\r\n\r\n+CREG: 0,1\r\n\r\n+CIPQSEND: 0\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void FactorySettingsBringBackTheEchoButNotThePort() => new Bench().Play("""
        >> AT+CMEE=2;+CSCLK=1;+IFC=2,2
        << \r\nOK\r\n
        >> AT&F
        << \r\nOK\r\n
        >> AT+CMEE?;+CSCLK?;+IFC?;+IPR?
        << AT+CMEE?;+CSCLK?;+IFC?;+IPR?\r\r\n+CMEE: 0\r\n\r\n+CSCLK: 1\r\n\r\n+IFC: 2,2\r\n\r\n+IPR: 115200\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ResetLoadsTheStoredProfile() => new Bench().Play("""
        >> AT+CMEE=1;&W;+CMEE=2;Z
        << \r\nOK\r\n
        >> AT+CMEE?
        << \r\n+CMEE: 1\r\n\r\nOK\r\n
        """);

    [Fact]
    public void ShowsThreeProfiles()
    {
        var bench = new Bench();
        bench.Type("AT&V\r");
        bench.Wait(500);
        var text = bench.TakeReceived();
        Assert.StartsWith("\r\nDEFAULT PROFILE\r\nS0: 0\r\nS3: 13\r\n", text);
        Assert.Contains("+IPR: 0\r\n+IFC: 0,0\r\n+CSCLK: 0\r\n\r\nUSER PROFILE\r\nS0: 0\r\n", text);
        Assert.EndsWith("+IPR: 115200\r\n+IFC: 0,0\r\n+CSCLK: 0\r\n\r\nOK\r\n", text);
    }

    [Fact]
    public void StoredProfileOfTheOptionsIsNotTouched()
    {
        var profile = new Profile { BaudRate = 115200, Echo = false };
        new Bench(Bench.Ready with { Stored = profile }).Play("""
            >> AT+CMEE=2;&W
            << \r\nOK\r\n
            """);
        Assert.Equal(0, profile.ErrorFormat);
    }
}
