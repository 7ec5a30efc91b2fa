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
            int link = links.Take();
            links.GiveUp(link);
            links.CloseLater(link);
        }

        Assert.AreEqual(0, links.FindCloseDue());
        Assert.AreEqual(0, links.FindCloseDue());
        links.Postpone(0);
        Assert.AreEqual(1, links.FindCloseDue());
        links.Free(1);
        Assert.AreEqual(2, links.FindCloseDue());
        links.Postpone(2);
        Assert.AreEqual(0, links.FindCloseDue());
        links.Free(0);
        Assert.AreEqual(2, links.FindCloseDue());
        links.Free(2);
        Assert.AreEqual(LinkTable.None, links.FindCloseDue());
    }
}
