using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Tests;

/// <summary>The packed tables say what they are meant to say.</summary>
[TestClass]
public class CommandTableTests
{
    private static int s_end;

    [TestMethod]
    public void HoldsTheCommands()
    {
        s_end = 0;
        Holds(Command.Send, "+CIPSEND=", LineKind.DataAccept, 10);
        Holds(Command.Read, "+CIPRXGET=2,", LineKind.Ok, 5);
        Holds(Command.Unread, "+CIPRXGET=4", LineKind.Ok, 5);
        Holds(Command.Probe, "E0", LineKind.Ok, 1);
        Holds(Command.Setup, "+CMEE=1;E0", LineKind.Ok, 3);
        Holds(Command.Rate, "+IPR=", LineKind.Ok, 3);
        Holds(Command.Sim, "+CPIN?", LineKind.Ok, 5);
        Holds(Command.Registration, "+CREG?", LineKind.Ok, 5);
        Holds(Command.Attached, "+CGATT?", LineKind.Ok, 10);
        Holds(Command.Signal, "+CSQ", LineKind.Ok, 5);
        Holds(Command.Mode, "+CIPMUX=", LineKind.Ok, 5);
        Holds(Command.AccessPoint, "+CSTT=", LineKind.Ok, 5);
        Holds(Command.BringUp, "+CIICR", LineKind.Ok, 85);
        Holds(Command.Address, "+CIFSR", LineKind.Address, 10);
        Holds(Command.Connect, "+CIPSTART=", LineKind.Ok, 10);
        Holds(Command.SendSize, "+CIPSEND?", LineKind.Ok, 5);
        Holds(Command.Close, "+CIPCLOSE=", LineKind.CloseOk, 10);
        Holds(Command.Shut, "+CIPSHUT", LineKind.ShutOk, 65);
        Holds(Command.SlowClock, "+CSCLK=", LineKind.Ok, 5);
        Holds(Command.PowerDown, "+CPOWD=1", LineKind.PowerDown, 10);
        Holds(Command.Marker, "+CIPMUX?", LineKind.Ok, 1);
        Holds(Command.Resolve, "+CDNSGIP=", LineKind.Ok, 10);
        Holds(Command.Custom, string.Empty, LineKind.Ok, 0);
        Holds(Command.SingleMarker, "+CIPHEAD?", LineKind.Ok, 1);
        Holds(Command.QuickSend, "+CIPQSEND=", LineKind.Ok, 5);
        Holds(Command.ReceiveMode, "+CIPRXGET=", LineKind.Ok, 5);
        Holds(Command.ShowSender, "+CIPSRIP=", LineKind.Ok, 5);
        Holds(Command.SendTimer, "+CIPATS=", LineKind.Ok, 5);
        Holds(Command.Header, "+CIPHEAD=", LineKind.Ok, 5);
        Holds(Command.ShowProtocol, "+CIPSHOWTP=", LineKind.Ok, 5);
        Holds(Command.KeepAlive, "+CIPTKA=", LineKind.Ok, 5);
        Holds(Command.NameServers, "+CDNSCFG=", LineKind.Ok, 5);
        Holds(Command.Status, "+CIPSTATUS", LineKind.LastLinkStatus, 5);
        Holds(Command.SingleStatus, "+CIPSTATUS", LineKind.State, 5);
        Holds(Command.LinkStatus, "+CIPSTATUS=", LineKind.Ok, 5);
        Holds(Command.ReadHex, "+CIPRXGET=3,", LineKind.Ok, 5);
        Holds(Command.LocalPort, "+CLPORT=", LineKind.Ok, 5);
        Holds(Command.DatagramMode, "+CIPUDPMODE=", LineKind.Ok, 5);
        Holds(Command.Transparent, "+CIPMODE=", LineKind.Ok, 5);
        Holds(Command.Resume, "O", LineKind.Connect, 10);
        Holds(Command.Server, "+CIPSERVER=", LineKind.Ok, 10);
        Holds(Command.EndListening, "+CIPSERVER=0", LineKind.Server, 10);
        Holds(Command.SendText, "+CIPSEND", LineKind.DataAccept, 10);
        Holds(Command.Acknowledged, "+CIPACK", LineKind.Ok, 5);
        Holds(Command.Choose, "+CIPSGTXT=", LineKind.Ok, 5);
        Holds(Command.Bearer, "+CIPCSGP=1,", LineKind.Ok, 5);
        Holds(Command.ProbeInWords, "E0Q0V1", LineKind.Ok, 1);
        Holds(Command.ShowPrompt, "+CIPSPRT=", LineKind.Ok, 5);
        Holds(Command.Pin, "+CPIN=", LineKind.Ok, 5);
        Holds(Command.AskRate, "+IPR?", LineKind.Ok, 5);
        Holds(Command.AskSlowClock, "+CSCLK?", LineKind.Ok, 5);
        Holds(Command.StayAwake, "+CSCLK=0", LineKind.Ok, 5);
        Holds(Command.AskTransparent, "+CIPMODE?", LineKind.Ok, 5);
        Holds(Command.AskPrompt, "+CIPSPRT?", LineKind.Ok, 5);
        Holds(Command.AskAddress, "+CIFSR;E0", LineKind.Ok, 5);
        Assert.AreEqual(CommandTable.Rows.Length, s_end);
    }

    // Each row stands where the one before ends.
    private static void Holds(int command, string text, byte end, int limit)
    {
        byte[] rows = CommandTable.Rows;
        Assert.AreEqual(s_end, command);
        Assert.AreEqual(text, Encoding.UTF8.GetString(rows, command + CommandTable.Head, rows[command]));
        Assert.AreEqual(end, rows[command + CommandTable.End]);
        Assert.AreEqual(limit, (int)rows[command + CommandTable.Limit]);
        s_end = command + CommandTable.Head + rows[command];
    }
}
