using Sim800.Simulator;
using Sim800.Simulator.Network;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>AT+CNMI and AT+CSMS: when a message is announced, handed over or reported: fact sheet 4.2, 7.1, 11.5.</summary>
public class MessageDeliveryTests
{
    private const string Number = "+8613800000000";
    private const string Announced = @"\r\n+CMTI: ""SM"",1\r\n";
    private const string HandedOver = @"\r\n+CMT: ""+8613800000000"","""",""26/01/01,00:00:00+00""\r\nnews\r\n";

    [Theory]
    [InlineData(0, null, "")]
    [InlineData(1, null, Announced)]
    [InlineData(1, 3, Announced)]
    [InlineData(2, null, HandedOver)]
    [InlineData(2, 0, HandedOver)]
    [InlineData(2, 2, Announced)]
    [InlineData(2, 3, HandedOver)]
    [InlineData(3, null, Announced)]
    [InlineData(3, 2, Announced)]
    [InlineData(3, 3, HandedOver)]
    public void TheSecondNumberAndTheClassDecideHow(int setting, int? messageClass, string code)
    {
        var bench = Text($"AT+CNMI=2,{setting}");
        Assert.True(bench.Module.Machine.ReceiveMessage(Number, "news", bench.Queue.Now, messageClass));
        bench.Play($"""
            .. 200
            << {code}
            >> AT+CPMS?
            << \r\n+CPMS: "SM_P",{(code == HandedOver ? 0 : 1)},50,"SM_P",{(code == HandedOver ? 0 : 1)},50,"SM_P",{(code == HandedOver ? 0 : 1)},50\r\n\r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData("2,1", Announced)]
    [InlineData("1,1", Announced)]
    [InlineData("3,1", Announced)]
    [InlineData("2,1,0,0,1", "")]
    public void ModeZeroHoldsCodesBackUntilAnotherIsChosen(string then, string code)
    {
        var bench = Text("AT+CNMI=0,1");
        bench.Module.Machine.ReceiveMessage(Number, "news", bench.Queue.Now);
        Assert.False(bench.Lines.Ri.High);
        bench.Play($"""
            .. 1000
            >> AT+CNMI={then}
            << \r\nOK\r\n{code}
            >> AT+CNMI={then}
            << \r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData(1, "")]
    [InlineData(2, Announced)]
    [InlineData(3, Announced)]
    public void TheFirstNumberDecidesWhatDataModeDoes(int mode, string code)
    {
        var bench = new Bench(network: network => network.Serve("1.2.3.4", 80, new SinkServer()));
        bench.Play($"""
            >> AT+CNMI={mode},1;+CIPMODE=1
            << \r\nOK\r\n
            >> AT+CIPSTART="TCP","1.2.3.4",80
            << \r\nOK\r\n\r\nCONNECT\r\n
            """);
        bench.Module.Machine.ReceiveMessage(Number, "news", bench.Queue.Now);
        Assert.False(bench.Lines.Ri.High);
        bench.Play($"""
            .. 1001
            >| +++
            .. 1010
            << \r\nOK\r\n{code}
            """);
    }

    [Theory]
    [InlineData("4")]
    [InlineData("2,4")]
    [InlineData("2,1,1")]
    [InlineData("2,1,3")]
    [InlineData("2,1,0,2")]
    [InlineData("2,1,0,0,2")]
    [InlineData("2,1,0,0,0,0")]
    [InlineData("")]
    public void OutOfRange(string numbers) => new Bench().Play($"""
        >> AT+CNMI={numbers}
        << \r\nERROR\r\n
        >> AT+CNMI=?
        << \r\n+CNMI: (0-3),(0-3),(0,2),(0,1),(0,1)\r\n\r\nOK\r\n
        """);

    [Theory]
    [InlineData(49, 1, @"\r\n+CDS: 6,0,""110"",129,""26/01/01,00:00:00+00"",""26/01/01,00:00:05+00"",0\r\n")]
    [InlineData(49, 0, "")]
    [InlineData(17, 1, "")]
    public void AReportComesIfItWasAskedForAndIsWanted(int first, int ds, string code)
    {
        var bench = Text($"AT+CNMI=2,1,0,{ds};+CSMP={first},167,0,0").Play("""
            >> AT+CMGS="110"
            << \r\n>\x20
            >| help\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            """);
        bench.Play($"""
            .. 4970
            .. 20
            << {code}
            """);
        Assert.Equal(code.Length == 0, bench.Lines.Ri.High);
    }

    [Fact]
    public void AReportAsAPdu() => new Bench().Play("""
        >> AT+CNMI=2,1,0,1
        << \r\nOK\r\n
        >> AT+CMGS=24
        << \r\n>\x20
        >| 0031000D91683108000000F00000AA0AE8329BFD4697D9EC37\x1A
        << \r\n+CMGS: 0\r\n\r\nOK\r\n
        .. 5000
        << \r\n+CDS: 26\r\n0891683108200105F006000D91683108000000F0621010000000006210100000500000\r\n
        """);

    [Fact]
    public void TheServiceHasItsForms() => new Bench().Play("""
        >> AT+CSMS=?
        << \r\n+CSMS: (0,1)\r\n\r\nOK\r\n
        >> AT+CSMS?
        << \r\n+CSMS: 0,1,1,1\r\n\r\nOK\r\n
        >> AT+CSMS=1
        << \r\n+CSMS: 1,1,1\r\n\r\nOK\r\n
        >> AT+CSMS?
        << \r\n+CSMS: 1,1,1,1\r\n\r\nOK\r\n
        >> AT+CSMS=2
        << \r\nERROR\r\n
        """);

    private static Bench Text(string setting) => new Bench().Play($"""
        >> AT+CMGF=1
        << \r\nOK\r\n
        >> {setting}
        << \r\nOK\r\n
        """);
}
