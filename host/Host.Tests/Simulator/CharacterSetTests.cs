using Sim800.Simulator;
using Sim800.Simulator.Messages;
using static Host.Tests.Simulator.Bench;

namespace Host.Tests.Simulator;

/// <summary>AT+CSCS, AT+CSMP and what they make of numbers and texts: fact sheet 7.1, 11.5.</summary>
public class CharacterSetTests
{
    private const string Number = "+8613800000000";

    [Fact]
    public void TheSettingHasItsForms() => new Bench().Play("""
        >> AT+CSCS=?
        << \r\n+CSCS: ("IRA","GSM","UCS2","HEX","PCCP","PCDN","8859-1")\r\n\r\nOK\r\n
        >> AT+CSCS?
        << \r\n+CSCS: "IRA"\r\n\r\nOK\r\n
        >> AT+CSCS="HEX";+CSCS?
        << \r\n+CSCS: "HEX"\r\n\r\nOK\r\n
        >> AT+CMEE=1;+CSCS="TEST"
        << \r\n+CME ERROR: 765\r\n
        """);

    [Theory]
    [InlineData("IRA", Number, "a?@_")]
    [InlineData("GSM", Number, "a\\x7B\\x00\\x11")]
    [InlineData("HEX", "2B38363133383030303030303030", "617B0011")]
    [InlineData("UCS2", "002B0038003600310033003800300030003000300030003000300030", "006100E40040005F")]
    [InlineData("8859-1", Number, "a\\xE4@_")]
    [InlineData("PCCP", Number, "a\\x84@_")]
    [InlineData("PCDN", Number, "a\\x84@_")]
    public void ReadingInEachSet(string set, string number, string text)
    {
        var bench = Text($"AT+CSCS=\"{set}\"");
        bench.Module.Machine.ReceiveMessage(Number, "aä@_", bench.Queue.Now);
        bench.Wait(200).TakeReceived();
        bench.Play($"""
            >> AT+CMGR=1
            << \r\n+CMGR: "REC UNREAD","{number}","","26/01/01,00:00:00+00"\r\n{text}\r\n\r\nOK\r\n
            """);
    }

    [Theory]
    [InlineData("IRA", "110", "a@{")]
    [InlineData("GSM", "110", "a\\x00\\x7B")]
    [InlineData("HEX", "313130", "61001B28")]
    [InlineData("UCS2", "003100310030", "00610040007B")]
    [InlineData("8859-1", "110", "a@{")]
    public void SendingInEachSet(string set, string number, string typed)
    {
        var bench = Text($"AT+CSCS=\"{set}\"").Play($"""
            >> AT+CMGS="{number}"
            << \r\n>\x20
            >| {typed}\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("110", set == "GSM" ? "a@ä" : "a@{")], bench.Module.Machine.SentMessages);
    }

    [Theory]
    [InlineData("UCS2", "003100310030", "06A")]
    [InlineData("HEX", "313130", "6G")]
    public void WhatIsNotHexadecimalIsRefused(string set, string number, string typed) => Text($"AT+CSCS=\"{set}\"").Play($"""
        >> AT+CMGS="+49"
        << \r\n+CMS ERROR: 305\r\n
        >> AT+CMGS="{number}"
        << \r\n>\x20
        >| {typed}\x1A
        << \r\n+CMS ERROR: 305\r\n
        """);

    [Fact]
    public void SixteenBitsACharacterComeInHexadecimalWhateverTheSet()
    {
        var bench = Text("AT+CSMP=17,167,0,8").Play("""
            >> AT+CMGS="110"
            << \r\n>\x20
            >| 4F60597D\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("110", "你好")], bench.Module.Machine.SentMessages);
        bench.Module.Machine.ReceiveMessage(Number, "你好", bench.Queue.Now);
        bench.Play($"""
            << \r\n+CMTI: "SM",1\r\n
            >> AT+CSDH=1;+CMGR=1
            << \r\n+CMGR: "REC UNREAD","{Number}","","26/01/01,00:00:00+00",145,4,0,8,"+8613800210500",145,4\r\n4F60597D\r\n\r\nOK\r\n
            >> AT+CMGL="ALL"
            << \r\n+CMGL: 1,"REC READ","{Number}","","26/01/01,00:00:00+00",145,4\r\n4F60597D\r\n\r\nOK\r\n
            >> AT+CMGF=0;+CMGR=1
            << \r\n+CMGR: 1,"",24\r\n0891683108200105F0040D91683108000000F0000862101000000000044F60597D\r\n\r\nOK\r\n
            """);
    }

    [Fact]
    public void OctetsStayOctets()
    {
        var bench = Text("AT+CSMP=17,167,0,4").Play("""
            >> AT+CMGW="110"
            << \r\n>\x20
            >| 00FF\x1A
            << \r\n+CMGW: 1\r\n\r\nOK\r\n
            >> AT+CMGR=1
            << \r\n+CMGR: "STO UNSENT","110",""\r\n00FF\r\n\r\nOK\r\n
            >> AT+CMSS=1
            << \r\n+CMSS: 0\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("110", "\0\xFF")], bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void APduOfSixteenBitsACharacter()
    {
        var bench = new Bench().Play("""
            >> AT+CMGS=15
            << \r\n>\x20
            >| 001100038111F00008AA044F60597D\x1A
            << \r\n+CMS ERROR: 304\r\n
            >> AT+CMGS=14
            << \r\n>\x20
            >| 001100038111F00008AA044F60597D\x1A
            << \r\n+CMGS: 0\r\n\r\nOK\r\n
            """);
        Assert.Equal([new SentMessage("110", "你好")], bench.Module.Machine.SentMessages);
    }

    [Fact]
    public void TheSettingIsStored()
    {
        var bench = new Bench().Play("""
            >> AT+CSCS="UCS2";+CMGF=1;+CNMI=1,2,0,1;&W
            << \r\nOK\r\n
            """);
        bench.Module.Machine.BrownOut(bench.Queue.Now);
        bench.Wait(10_000).TakeReceived();
        bench.Play("""
            >> AT+CSCS?;+CMGF?;+CNMI?
            << \r\n+CSCS: "UCS2"\r\n\r\n+CMGF: 1\r\n\r\n+CNMI: 1,2,0,1,0\r\n\r\nOK\r\n
            >> AT&F
            << \r\nOK\r\n
            >> ATE0;+CSCS?;+CMGF?;+CNMI?
            << ATE0;+CSCS?;+CMGF?;+CNMI?\r\r\n+CSCS: "IRA"\r\n\r\n+CMGF: 0\r\n\r\n+CNMI: 2,1,0,0,0\r\n\r\nOK\r\n
            """);
    }

    private static Bench Text(string setting) => new Bench().Play($"""
        >> AT+CMGF=1
        << \r\nOK\r\n
        >> {setting}
        << \r\nOK\r\n
        """);
}
