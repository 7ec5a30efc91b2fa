namespace Host.Tests.Simulator;

/// <summary>Fact sheet 6.1, 7.9, T23, T34.</summary>
public class IdentityTests
{
    [Theory]
    [InlineData("ATI", "SIM800 R14.18")]
    [InlineData("AT+GMI", "SIMCOM_Ltd")]
    [InlineData("AT+GMM", "SIMCOM_SIM800L")]
    [InlineData("AT+CGMM", "SIMCOM_SIM800L")]
    [InlineData("AT+GMR", "Revision:1418B05SIM800L24")]
    [InlineData("AT+CGMR", "Revision:1418B05SIM800L24")]
    [InlineData("AT+GSN", "867717031234567")]
    [InlineData("AT+CGSN", "867717031234567")]
    [InlineData("AT+CIMI", "460001234567890")]
    [InlineData("AT+CCID", "89860012345678901234")]
    [InlineData("AT+GSV", "SIMCOM_Ltd\\r\\nSIMCOM_SIM800L\\r\\nRevision:1418B05SIM800L24")]
    [InlineData("AT+GCAP", "+GCAP: +CGSM")]
    [InlineData("AT+CPIN?", "+CPIN: READY")]
    [InlineData("AT+CSQ", "+CSQ: 20,0")]
    [InlineData("AT+CREG?", "+CREG: 0,1")]
    [InlineData("AT+CGREG?", "+CGREG: 0,1")]
    [InlineData("AT+CGATT?", "+CGATT: 1")]
    [InlineData("AT+COPS?", "+COPS: 0,0,\"CHINA MOBILE\"")]
    [InlineData("AT+CFUN?", "+CFUN: 1")]
    [InlineData("AT+CBC", "+CBC: 0,100,4000")]
    [InlineData("AT+CCLK?", "+CCLK: \"04/01/01,00:00:00+00\"")]
    [InlineData("AT+CSCLK?", "+CSCLK: 0")]
    [InlineData("AT+CFGRI?", "+CFGRI: 0")]
    [InlineData("AT+CIURC?", "+CIURC: 1")]
    [InlineData("AT+IPR?", "+IPR: 115200")]
    [InlineData("AT+IFC?", "+IFC: 0,0")]
    [InlineData("AT+CIPMUX?", "+CIPMUX: 0")]
    [InlineData("AT+CIPMODE?", "+CIPMODE: 0")]
    [InlineData("AT+CIPQSEND?", "+CIPQSEND: 0")]
    [InlineData("AT+CIPSPRT?", "+CIPSPRT: 1")]
    [InlineData("AT+CIPRXGET?", "+CIPRXGET: 0")]
    [InlineData("AT+CIPHEAD?", "+CIPHEAD: 0")]
    [InlineData("AT+CSTT?", "+CSTT: \"CMNET\",\"\",\"\"")]
    [InlineData("AT+CMEE=?", "+CMEE: (0-2)")]
    [InlineData("AT+CIPMUX=?", "+CIPMUX: (0,1)")]
    [InlineData("AT+CIPMODE=?", "+CIPMODE: (0-NORMAL MODE,1-TRANSPARENT MODE)")]
    [InlineData("AT+CIPQSEND=?", "+CIPQSEND: (0,1)")]
    [InlineData("AT+CIPSEND=?", "+CIPSEND: <length>")]
    [InlineData("AT+CSTT=?", "+CSTT: \"APN\",\"USER\",\"PWD\"")]
    [InlineData("AT+CIPRXGET=?", "+CIPRXGET: (0-4),(1-1460)")]
    [InlineData("AT+CFUN=?", "+CFUN: (0,1,4),(0-1)")]
    [InlineData("AT+CFGRI=?", "+CFGRI: (0-2)")]
    public void OneLineAndOk(string command, string answer) => new Bench().Play($"""
        >> {command}
        << \r\n{answer}\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData("+CIPACK")]
    [InlineData("+CIPCLOSE")]
    [InlineData("+CIPSHUT")]
    [InlineData("+CIICR")]
    [InlineData("+CIFSR")]
    [InlineData("+CIPSTATUS")]
    [InlineData("+CDNSGIP")]
    [InlineData("+CCID")]
    public void TestFormsWithoutRanges(string command) => new Bench().Play($"""
        >> AT{command}=?
        << \r\nOK\r\n
        """);

    [Fact]
    public void WithoutSim() => new Bench(Bench.Ready with { HasSim = false }).Play("""
        >> AT+CMEE=1;+CPIN?
        << \r\n+CME ERROR: 10\r\n
        >> AT+CIMI
        << \r\n+CME ERROR: 10\r\n
        """);
}
