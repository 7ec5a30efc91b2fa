using nanoFramework.TestFramework;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Tests;

/// <summary>The table of lines: its index, and that each row is found.</summary>
[TestClass]
public class LineTableTests
{
    [TestMethod]
    public void EachRowIsInTheFirstFreeSlot()
    {
        byte[] rows = LineTable.Rows;
        byte[] index = new byte[LineTable.Slots];
        int row = LineTable.First;
        for (; rows[row] != 0; row = LineTable.Behind(row))
        {
            int slot = LineTable.SlotOf(System.BitConverter.ToInt32(rows, row + LineTable.Text));
            while (index[slot] != 0)
            {
                slot = (slot + 1) % LineTable.Slots;
            }

            index[slot] = (byte)(row / 2);
        }

        Assert.IsTrue(row < 512);
        for (int slot = 0; slot < LineTable.Slots; slot++)
        {
            Assert.AreEqual((int)index[slot], (int)LineTable.Index[slot], slot.ToString());
        }
    }

    [TestMethod]
    public void EachRowIsFoundAndNoneThatIsNotWhole()
    {
        byte[] rows = LineTable.Rows;
        for (int row = LineTable.First; rows[row] != 0; row = LineTable.Behind(row))
        {
            int kind = rows[row + LineTable.Kind];
            bool prefix = kind >= LineTable.Prefix;
            bool numbered = kind >= LineTable.Numbered;
            kind -= numbered ? LineTable.Numbered : prefix ? LineTable.Prefix : 0;
            var parser = new Parser(64) { Multi = numbered };
            Feed(parser, rows, row, rows[row], numbered ? "1,1" : "1");
            if (kind == LineKind.Received)
            {
                kind = LineKind.DataNotice;
            }

            Assert.AreEqual(prefix ? kind : LineKind.Text, (int)parser.Kind, row.ToString());
            parser = new Parser(64);
            Feed(parser, rows, row, rows[row], string.Empty);
            Assert.IsTrue(prefix || parser.Kind == kind, row.ToString());
            parser = new Parser(64);
            Feed(parser, rows, row, rows[row] - 1, string.Empty);
            Assert.IsTrue(parser.Kind != kind, row.ToString());
        }
    }

    private static void Feed(Parser parser, byte[] rows, int row, int length, string rest)
    {
        byte[] window = parser.Window;
        System.Array.Copy(rows, row + LineTable.Text, window, 0, length);
        for (int i = 0; i < rest.Length; i++)
        {
            window[length + i] = (byte)rest[i];
        }

        length += rest.Length;
        window[length] = Ascii.Return;
        window[length + 1] = Ascii.LineFeed;
        parser.Commit(length + 2);
        parser.Next();
    }
}
