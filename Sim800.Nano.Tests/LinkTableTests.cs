using nanoFramework.TestFramework;
using Sim800.Nano.Channels;
using Sim800.Nano.Links;

namespace Sim800.Nano.Tests;

/// <summary>What is owed to links that nobody uses any more.</summary>
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
}
