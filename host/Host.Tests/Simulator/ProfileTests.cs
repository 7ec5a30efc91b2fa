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
    public void EachProfileShowsItsOwnSettings()
    {
        var bench = new Bench().Play("""
            >> AT+CMGF=1;+CNMI=1,2,0,1,0;+CSCS="GSM";S0=3;&W;+CSCS="UCS2";S0=4;X1
            << \r\nOK\r\n
            """);
        bench.Type("AT&V\r");
        bench.Wait(500);
        var profiles = bench.TakeReceived().Split("\r\n\r\n");
        Assert.Equal(4, profiles.Length);
        Assert.Equal(["S0: 0", "X: 4", "+CMGF: 0", "+CNMI: 2,1,0,0,0", "+CSCS: \"IRA\""], Shown(profiles[0]));
        Assert.Equal(["S0: 3", "X: 4", "+CMGF: 1", "+CNMI: 1,2,0,1,0", "+CSCS: \"GSM\""], Shown(profiles[1]));
        Assert.Equal(["S0: 4", "X: 1", "+CMGF: 1", "+CNMI: 1,2,0,1,0", "+CSCS: \"UCS2\""], Shown(profiles[2]));

        static IEnumerable<string> Shown(string profile) =>
            profile.Split("\r\n").Where(line => line.Split(':')[0] is "S0" or "X" or "+CMGF" or "+CNMI" or "+CSCS");
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
