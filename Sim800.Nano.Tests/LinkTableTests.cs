using nanoFramework.TestFramework;
using Sim800.Nano.Channels;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Tests;

/// <summary>What is noted of links, and what is owed to those that nobody uses any more.</summary>
[TestClass]
public class LinkTableTests
{
    [TestMethod]
    public void ALinkWhoseEndIsNeverConfirmedKeepsNoOtherWaiting()
    {
        LinkTable links = new LinkTable(new Gate(new ScriptedPort()));
        for (int i = 0; i < 3; i++)
        {
            int link = links.Take(LinkTable.Count, 0);
            links.Begin(link, 0, 7000);
            links.GiveUp(link, links.GenerationOf(link), false);
            links.CloseLater(link);
        }

        Assert.AreEqual(3, links.FindCloseDue());
        Assert.AreEqual(3, links.FindCloseDue());
        links.Postpone(3);
        Assert.AreEqual(4, links.FindCloseDue());
        links.Free(4);
        Assert.AreEqual(5, links.FindCloseDue());
        links.Postpone(5);
        Assert.AreEqual(3, links.FindCloseDue());
        links.Free(3);
        Assert.AreEqual(5, links.FindCloseDue());
        links.Free(5);
        Assert.AreEqual(LinkTable.None, links.FindCloseDue());
    }

    [TestMethod]
    public void ANoticeIsOfNobodyUntilTheModuleHasHeardOfTheLink()
    {
        Gate gate = new Gate(new ScriptedPort());
        LinkTable links = new LinkTable(gate);
        Assert.IsFalse(links.Announce(5));
        Assert.IsFalse(links.HasNotice(5));
        int link = links.Take(LinkTable.Count, 0);
        links.Announce(link);
        Assert.IsFalse(links.HasNotice(link));
        links.Begin(link, 0, 7000);
        links.Announce(link);
        Assert.IsTrue(links.HasNotice(link));
        Assert.IsTrue(links.HasAnnounced(link));
        links.Free(link);
        gate.Unuse(Slot.Sender(link));
        Assert.AreEqual(link, links.TakeListener(0, false));
        Assert.IsTrue(links.Announce(0));
        Assert.IsFalse(links.Announce(link));
    }

    [TestMethod]
    public void ANoticeThatComesWithTheDataAnnouncesNothingMore()
    {
        LinkTable links = new LinkTable(new Gate(new ScriptedPort()));
        int link = Connect(links);
        links.BeginRead(link);
        links.Announce(link);
        Assert.IsTrue(links.EndRead(link, 10, 0));
        Assert.IsTrue(links.HasNotice(link));
        Assert.IsFalse(links.HasAnnounced(link));

        // Behind the end of the turn it is of others.
        links.Settle();
        links.Announce(link);
        Assert.IsTrue(links.HasAnnounced(link));
        links.BeginRead(link);
        Assert.IsTrue(links.EndRead(link, 10, 20));
        Assert.AreEqual(20, links.UnreadOf(link));
        Assert.IsTrue(links.HasNotice(link));
        links.Note(LineKind.Closed, link);
        links.BeginRead(link);
        Assert.AreEqual(0, links.UnreadOf(link));
        Assert.IsFalse(links.EndRead(link, 0, 0));
        Assert.IsTrue(links.HasNotice(link));
    }

    [TestMethod]
    public void WhyALinkHasEndedIsToldAlsoWhenItIsSomebodyElsesAgain()
    {
        LinkTable links = new LinkTable(new Gate(new ScriptedPort()));
        int link = Connect(links);
        int generation = links.GenerationOf(link);
        Assert.IsTrue(links.IsOpen(link, generation));
        links.Note(LineKind.Closed, link);
        Assert.IsTrue(links.IsUp(link, generation));
        Assert.IsFalse(links.IsOpen(link, generation));
        Assert.IsFalse(links.GiveUp(link, generation, true));
        links.Admit(link, 0x0A000001);
        Assert.IsFalse(links.IsOwn(link, generation));
        Assert.IsTrue(links.Settle());
        Assert.AreEqual(link, links.TakeEnd(out ModemError why));
        Assert.AreEqual((int)ModemError.ConnectionClosed, (int)why);
        Assert.AreEqual(LinkTable.None, links.TakeEnd(out why));
        Assert.IsFalse(links.Settle());
    }

    [TestMethod]
    public void ALinkKeepsItsContextThroughAllItsStates()
    {
        LinkTable links = new LinkTable(new Gate(new ScriptedPort()));
        int link = links.Take(LinkTable.Count, 1);
        links.Begin(link, 0x0A000001, 7000);
        links.Note(LineKind.ConnectOk, link);
        links.FailAll(ModemError.ContextLost, 0);
        Assert.AreEqual(LinkState.Connected, (byte)links.StateOf(link));
        links.FailAll(ModemError.ContextLost, 1);
        Assert.AreEqual(LinkState.Failed, (byte)links.StateOf(link));
        Assert.AreEqual((int)ModemError.ContextLost, (int)links.ErrorOf(link));
        Assert.AreEqual(1, links.ContextOf(link));
        ModemEndPoint remote = new ModemEndPoint();
        Assert.IsTrue(links.TellRemote(link, remote));
        Assert.AreEqual("10.0.0.1:7000", remote.ToString());
        Assert.IsFalse(links.GiveUp(link, links.GenerationOf(link), false));
        Assert.AreEqual(LinkState.Free, (byte)links.StateOf(link));
    }

    private static int Connect(LinkTable links)
    {
        int link = links.Take(LinkTable.Count, 0);
        links.Begin(link, 0, 7000);
        links.Note(LineKind.ConnectOk, link);
        return link;
    }
}
