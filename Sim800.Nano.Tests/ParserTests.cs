using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Tests;

/// <summary>The parser's table: each case is fed in every split into two and in pieces of every size, down to single bytes, and must always mean the same.</summary>
[TestClass]
public class ParserTests
{
    private const int Ok = LineKind.Ok;
    private const int Text = LineKind.Text;

    [TestMethod]
    public void FindsLines()
    {
        Same("\r\nOK\r\n", "[13,-1:OK]");
        Same("AT\r\r\nOK\r\n", "[0,-1:AT][13,-1:OK]");
        Same("\r\nERROR\r\n", "[14,-1:ERROR]");
        Same("\r\n+CME ERROR: 3\r\n", "[15,-1:+CME ERROR: 3]");
        Same("\r\n+CSQ: 20,0\r\n\r\nOK\r\n", "[24,-1:+CSQ: 20,0][13,-1:OK]");
        Same("OK\r\n\r\n\r\nOK\r\n", "[13,-1:OK][13,-1:OK]");
        Same("\r\nRDY\r\n\r\n+CFUN: 1\r\n", "[26,-1:RDY][27,-1:+CFUN: 1]");
        Same("\r\nSHUT OK\r\n", "[17,-1:SHUT OK]");
        Same("\r\n10.78.245.128\r\n", "[18,-1:10.78.245.128]");
        Same("\r\n+PDP: DEACT\r\n", "[25,-1:+PDP: DEACT]");
        Same("\r\n+PDP DEACT\r\n", "[25,-1:+PDP DEACT]");
        Same("\r\nNORMAL POWER DOWN\r\n", "[32,-1:NORMAL POWER DOWN]");
        Same("\r\nUNDER-VOLTAGE WARNNING\r\n", "[33,-1:UNDER-VOLTAGE WARNNING]");
        Same("\r\nUNDER-VOLTAGE POWER DOWN\r\n", "[32,-1:UNDER-VOLTAGE POWER DOWN]");
    }

    [TestMethod]
    public void FindsLinks()
    {
        Same("\r\n0, CONNECT OK\r\n", "[7,0:0, CONNECT OK]");
        Same("\r\n5,CONNECT FAIL\r\n", "[8,5:5,CONNECT FAIL]");
        Same("\r\n3,  CLOSED\r\n", "[10,3:3,  CLOSED]");
        Same("\r\n2, CLOSE OK\r\n", "[11,2:2, CLOSE OK]");
        Same("\r\n1, SEND OK\r\n", "[5,1:1, SEND OK]");
        Same("\r\n1, SEND FAIL\r\n", "[6,1:1, SEND FAIL]");
        Same("\r\n4, ALREADY CONNECT\r\n", "[9,4:4, ALREADY CONNECT]");
        Same("\r\nDATA ACCEPT:1,65\r\n", "[4,1:DATA ACCEPT:1,65]");
        Same("\r\nDATA ACCEPT: 1, 65\r\n", "[4,1:DATA ACCEPT: 1, 65]");
        Same("\r\n+CIPRXGET: 1,0\r\n", "[1,0:+CIPRXGET: 1,0]");
        Same("\r\n+CIPRXGET:1,5\r\n", "[1,5:+CIPRXGET:1,5]");
        Same("\r\n+CIPRXGET: 4,1,2871\r\n\r\nOK\r\n", "[3,1:+CIPRXGET: 4,1,2871][13,-1:OK]");
        Same("\r\n+CIPSEND: 0,1460\r\n+CIPSEND: 3,1024\r\n\r\nOK\r\n", "[12,0:+CIPSEND: 0,1460][12,3:+CIPSEND: 3,1024][13,-1:OK]");
    }

    [TestMethod]
    public void TakesLookalikesForText()
    {
        Same("\r\nCONNECT OKAY\r\n", "[0,-1:CONNECT OKAY]");
        Same("\r\nSEND OK\r\n", "[0,-1:SEND OK]");
        Same("\r\n6, CLOSED\r\n", "[0,-1:6, CLOSED]");
        Same("\r\nSTATE: CONNECT OK\r\n", "[36,-1:STATE: CONNECT OK]");
        Same("\r\n0, RDY\r\n", "[26,-1:0, RDY]");
        Same("\r\nDATA ACCEPT:9,65\r\n", "[0,9:DATA ACCEPT:9,65]");
        Same("\r\n+CIPRXGET: 1\r\n", "[0,-1:+CIPRXGET: 1]");
        Same("\r\n1.2.3\r\n", "[0,-1:1.2.3]");
        Same("\r\n> no prompt\r\n", "[0,-1:> no prompt]");
    }

    [TestMethod]
    public void CountsPayload()
    {
        Same("\r\n+CIPRXGET: 2,1,5,0\r\nhello\r\nOK\r\n", "{1,5,0:hello}[13,-1:OK]");
        Same("\r\n+CIPRXGET: 2,0,6,1116\r\n\r\nOK\r\n\r\n\r\nOK\r\n", "{0,6,1116:\r\nOK\r\n}[13,-1:OK]");
        Same("\r\n+CIPRXGET: 2,0,15,0\r\n+CIPRXGET: 1,0\n\r\nOK\r\n", "{0,15,0:+CIPRXGET: 1,0\n}[13,-1:OK]");
        Same("\r\n+CIPRXGET: 2,0,3,0\r\n+++\r\n\r\n+CIPRXGET: 1,0\r\n\r\nOK\r\n", "{0,3,0:+++}[1,0:+CIPRXGET: 1,0][13,-1:OK]");
        Same("\r\n+CIPRXGET: 2,0,0,0\r\n\r\nOK\r\n", "{0,0,0:}[13,-1:OK]");
    }

    [TestMethod]
    public void CountsPayloadThatIsPushed()
    {
        Same("\r\n+RECEIVE,0,13:\r\n\r\n0, CLOSED\r\n\r\nOK\r\n", "{0,13,-1:\r\n0, CLOSED\r\n}[13,-1:OK]");
        Same("\r\n+RECEIVE,1,2:\r\nab\r\n+RECEIVE,2,2:\r\ncd\r\nOK\r\n", "{1,2,-1:ab}{2,2,-1:cd}[13,-1:OK]");
        Same("\r\n+RECEIVE,0,17\r\nSIM800 TCP test\r\n", "{0,17,-1:SIM800 TCP test\r\n}");
        Same("\r\n+RECEIVE,6,2:\r\nab\r\n", "[0,6:+RECEIVE,6,2:][0,-1:ab]");
        Same("\r\n+IPD,5:test1\r\n", "[0,51:+IPD,5:test1]");
    }

    [TestMethod]
    public void CountsPayloadThatIsPushedOnTheOnlyLink()
    {
        string text = "\r\nRECV FROM: 10.78.103.220: 5678\r\n\r\n+IPD,5:te\nst\r\nCLOSED\r\n\r\n+IPD,8,TCP:+IPD,1:x\r\n+IPD,1,UDP:\n\r\nOK\r\n";
        byte[] bytes = Bytes(text);
        for (int size = 1; size <= bytes.Length; size++)
        {
            string expected = "[40,-1:RECV FROM: 10.78.103.220: 5678]{0,5,-1:te\nst}[10,0:CLOSED]{0,8,-1:+IPD,1:x}{0,1,-1:\n}[13,-1:OK]";
            Assert.AreEqual(expected, Describe(new Parser(64), bytes, size, bytes.Length));
            Assert.AreEqual(expected, Describe(new Parser(64), bytes, size, size));
        }
    }

    [TestMethod]
    public void ReadsSenders()
    {
        SameSender(true, "\r\n+RECEIVE,5,1,116.228.221.51:9600:\r\nx", "116.228.221.51:9600");
        SameSender(true, "\r\n+RECEIVE,5,1:\r\nx", "0.0.0.0:0");
        SameSender(true, "\r\n+CIPRXGET: 2,5,1,0,116.228.221.51:65535\r\nx", "116.228.221.51:65535");
        SameSender(false, "\r\n+CIPRXGET: 2,1,0,255.255.255.255:1\r\nx", "255.255.255.255:1");
        SameSender(false, "\r\nRECV FROM:10.78.103.220:5678\r\n", "10.78.103.220:5678");
        SameSender(false, "\r\nRECV FROM: 10.78.103.220: 5678\r\n", "10.78.103.220:5678");
    }

    [TestMethod]
    public void ShowsWherePayloadWasCutShort()
    {
        string[] texts = { "\r\n+RECEIVE,0,4:\r\nabc\r\nRING\r\n", "\r\n+RECEIVE,0,4:\r\nabc\r\n+RECEIVE,1,1:\r\nx", "\r\n+RECEIVE,0,4:\r\nabc\r\n> " };
        for (int i = 0; i < texts.Length; i++)
        {
            var parser = new Parser(64) { Multi = true, PromptExpected = true };
            Describe(parser, Bytes(texts[i]), 64, 64);
            Assert.IsTrue(parser.Displaced, texts[i]);
            parser = new Parser(64) { Multi = true, PromptExpected = true };
            Describe(parser, Bytes(texts[i].Substring(0, 20) + "d" + texts[i].Substring(20)), 64, 64);
            Assert.IsFalse(parser.Displaced, texts[i]);
        }
    }

    [TestMethod]
    public void FindsPromptsOnlyWhereTheyMayCome()
    {
        SamePrompt("\r\n> ", "<>>");
        SamePrompt("\r\n>", "<>>");
        SamePrompt("\r\n> \r\nDATA ACCEPT:0,5\r\n", "<>>[4,0:DATA ACCEPT:0,5]");
        SamePrompt("\r\n>\r\nDATA ACCEPT:0,5\r\n", "<>>[4,0:DATA ACCEPT:0,5]");
        SamePrompt("\r\n+CIPRXGET: 1,0\r\n\r\n> ", "[1,0:+CIPRXGET: 1,0]<>>");
        SamePrompt("\r\nERROR\r\n", "[14,-1:ERROR]");
    }

    [TestMethod]
    public void ReadsFields()
    {
        Parser parser = Feed("\r\n+CREG: 1,\"00A1\",\"0000B2C3\"\r\n");
        Assert.AreEqual(3, parser.Fields);
        Assert.AreEqual(1, parser.Field(0));
        Assert.AreEqual(0xA1, parser.Field(1));
        Assert.AreEqual(0xB2C3, parser.Field(2));
        Assert.AreEqual(-1, parser.Field(3));
        parser = Feed("\r\n+CMTI: \"SM\",10\r\n");
        Assert.AreEqual(-1, parser.Field(0));
        Assert.AreEqual(10, parser.Field(1));
        parser = Feed("\r\n+CIPRXGET: 4,1,2871\r\n");
        Assert.AreEqual(2871, parser.Field(2));
    }

    [TestMethod]
    public void ANoticeMeansTheSameAtAGlance() => SameWithEachChange("\r\n+CIPRXGET: 1,0\r\n");

    [TestMethod]
    public void AHeaderMeansTheSameAtAGlance() => SameWithEachChange("\r\n+CIPRXGET: 2,5,4,99\r\nab");

    [TestMethod]
    public void AnAcceptanceMeansTheSameAtAGlance() => SameWithEachChange("\r\nDATA ACCEPT:3,1460\r\n");

    [TestMethod]
    public void APlaceMeansTheSameAtAGlance()
    {
        SameWithEachChange("\r\n+CREG: 1,\"00A1\",\"B2C3\"\r\n", "09AFaf@G:,\" \r\n~");
        SameWithEachChange("\r\n+CREG: 5,\"FFFF\",\"0000B2C3\"\r\n", "09AFaf@G:,\" \r\n~");
        SameAtAGlance("\r\n+CREG: 1,\"00A1\",\"FFFFFFFF\"\r\n");
        SameAtAGlance("\r\n+CREG: 1,\"00A1\",\"B2C3\"\"\r\n\"\r\n");
    }

    [TestMethod]
    public void OtherLinesOfDataMeanTheSameAtAGlance()
    {
        SameAtAGlance("\r\n+CIPRXGET: 2,0,123456789,999999999\r\n");
        SameAtAGlance("\r\n+CIPRXGET: 2,0,1234567890,9999999999\r\n");
        SameAtAGlance("\r\nDATA ACCEPT:0,4294967297\r\n");
        SameAtAGlance("\r\n+CIPRXGET: 3,0,2,0\r\n4142");
        SameAtAGlance("\r\n+CIPRXGET: 2,0,1,0,1.2.3.4:5\r\nx");
        SameAtAGlance("\r\n+CIPRXGET: 4,0,17\r\n");
    }

    [TestMethod]
    public void WithoutNumbersEverythingIsLinkZero()
    {
        var parser = new Parser(64);
        Assert.AreEqual("[7,0:CONNECT OK]", Describe(parser, Bytes("\r\nCONNECT OK\r\n"), 64, 64));
        Assert.AreEqual("[4,0:DATA ACCEPT:5]", Describe(parser, Bytes("\r\nDATA ACCEPT:5\r\n"), 64, 64));
        Assert.AreEqual("[1,0:+CIPRXGET: 1]", Describe(parser, Bytes("\r\n+CIPRXGET: 1\r\n"), 64, 64));
        Assert.AreEqual("{0,5,0:hello}", Describe(parser, Bytes("\r\n+CIPRXGET: 2,5,0\r\nhello"), 64, 64));
    }

    [TestMethod]
    public void NoiseEndsWithItsLine()
    {
        byte[] bytes = Bytes("xIIIIxxxx\r\nRDY\r\n");
        bytes[0] = 0;
        bytes[5] = 255;
        bytes[8] = 255;
        var parser = new Parser(64) { Multi = true };
        string found = Describe(parser, bytes, 3, 64);
        Assert.IsTrue(found.EndsWith("[26,-1:RDY]"), found);
    }

    [TestMethod]
    public void DropsLinesLongerThanTheWindow()
    {
        var parser = new Parser(32) { Multi = true };
        string found = Describe(parser, Bytes("\r\nThis line is longer than the window of the parser.\r\n\r\nOK\r\n"), 7, 7);
        Assert.AreEqual("[13,-1:OK]", found);
        Assert.AreEqual(1, parser.Dropped);
    }

    [TestMethod]
    public void NeverAsksForMoreThanTheShortestRest()
    {
        string answers = "\r\nOK\r\n";
        for (int have = 1; have < answers.Length; have++)
        {
            Parser parser = Feed(answers.Substring(0, have));
            Assert.IsTrue(parser.Partial);
            Assert.IsTrue(parser.Missing <= answers.Length - have);
            Assert.IsTrue(parser.Missing > 0);
        }

        answers = "\r\nERROR\r\n";
        for (int have = 3; have < answers.Length; have++)
        {
            Assert.IsTrue(Feed(answers.Substring(0, have)).Missing <= answers.Length - have);
        }

        answers = "\r\n+IPD,1:x";
        for (int have = 3; have < answers.Length; have++)
        {
            var parser = new Parser(64);
            Describe(parser, Bytes(answers.Substring(0, have)), 64, 64);
            Assert.IsTrue(!parser.Partial || parser.Missing <= answers.Length - have);
        }

        answers = "\r\n+RECEIVE,0,1:\r\nx";
        for (int have = 3; have < answers.Length; have++)
        {
            Assert.IsTrue(Feed(answers.Substring(0, have)).Missing <= answers.Length - have);
        }

        answers = "\r\nDATA ACCEPT:0,1\r\n";
        for (int have = 3; have < answers.Length; have++)
        {
            Assert.IsTrue(Feed(answers.Substring(0, have)).Missing <= answers.Length - have);
        }

        // Behind the header stands an OK, even if it brings nothing.
        answers = "\r\n+CIPRXGET: 2,0,0,0\r\n\r\nOK\r\n";
        for (int have = 3; have < answers.Length; have++)
        {
            Assert.IsTrue(Feed(answers.Substring(0, have)).Missing <= answers.Length - have);
        }
    }

    [TestMethod]
    public void NeverAsksForMoreThanThereIsRoomFor()
    {
        // Lines of 12 bytes each, read as they come, and then one that begins before the end of the window and goes on behind it.
        string[] beginnings = { "\r\nO", "\r\nERR", "\r\nDATA ACC", "\r\n+CIPRXGET: 2", "\r\n0, CLO", "\r\n1, CLOSED\r" };
        for (int i = 0; i < beginnings.Length; i++)
        {
            for (int room = 1; room < 20; room++)
            {
                var parser = new Parser(beginnings[i].Length + 12 + room) { Multi = true };
                Describe(parser, Bytes("\r\n+CREG: 1\r\n" + beginnings[i]), 64, 64);
                Assert.IsTrue(parser.Missing <= parser.Room);
                Assert.IsTrue(parser.Missing > 0);
            }
        }
    }

    private static void SameWithEachChange(string line) => SameWithEachChange(line, "09,: \r\n+~");

    private static void SameWithEachChange(string line, string letters)
    {
        SameAtAGlance(line);
        for (int at = 0; at < line.Length; at++)
        {
            string before = line.Substring(0, at);
            string behind = line.Substring(at + 1);
            SameAtAGlance(before);
            SameAtAGlance(before + behind);
            for (int i = 0; i < letters.Length; i++)
            {
                SameAtAGlance(before + letters[i].ToString() + behind);
            }

            SameAtAGlance(before + letters[at % letters.Length].ToString() + line.Substring(at));
        }
    }

    // A line end more, and it is not told at a glance.
    private static void SameAtAGlance(string text)
    {
        for (int multi = 0; multi < 2; multi++)
        {
            var glance = new Parser(64) { Multi = multi > 0 };
            var longer = new Parser(64) { Multi = multi > 0 };
            Assert.AreEqual(Describe(longer, Bytes("\n" + text), 64, 64), Describe(glance, Bytes(text), 64, 64), text);
            Assert.AreEqual(longer.Fields, glance.Fields, text);
            for (int i = 0; i < 4; i++)
            {
                Assert.AreEqual(longer.Field(i), glance.Field(i), text);
            }
        }
    }

    private static void SameSender(bool multi, string text, string expected)
    {
        var parser = new Parser(64) { Multi = multi };
        byte[] bytes = Bytes(text);
        System.Array.Copy(bytes, 0, parser.Window, 0, bytes.Length);
        parser.Commit(bytes.Length);
        parser.Next();
        var sender = new ModemEndPoint();
        parser.ReadSender(sender);
        Assert.AreEqual(expected, sender.ToString());
    }

    private static void Same(string text, string expected) => Same(text, expected, false);

    private static void SamePrompt(string text, string expected) => Same(text, expected, true);

    private static void Same(string text, string expected, bool prompt)
    {
        byte[] bytes = Bytes(text);
        for (int size = 1; size <= bytes.Length; size++)
        {
            var halves = new Parser(64) { Multi = true, PromptExpected = prompt };
            Assert.AreEqual(expected, Describe(halves, bytes, size, bytes.Length));
            var pieces = new Parser(64) { Multi = true, PromptExpected = prompt };
            Assert.AreEqual(expected, Describe(pieces, bytes, size, size));
        }
    }

    private static Parser Feed(string text)
    {
        var parser = new Parser(64) { Multi = true };
        Describe(parser, Bytes(text), 64, 64);
        return parser;
    }

    private static string Describe(Parser parser, byte[] bytes, int first, int piece)
    {
        var found = new StringBuilder();
        byte[] payload = new byte[64];
        int at = 0;
        while (at < bytes.Length)
        {
            int count = at == 0 && first > 0 ? first : piece;
            count = count < bytes.Length - at ? count : bytes.Length - at;
            count = count < parser.Room ? count : parser.Room;
            System.Array.Copy(bytes, at, parser.Window, parser.End, count);
            parser.Commit(count);
            at += count;
            Token token;
            do
            {
                if (parser.PayloadLeft > 0)
                {
                    int taken = parser.Take(payload, 0, parser.PayloadLeft);
                    found.Append(Encoding.UTF8.GetString(payload, 0, taken));
                    if (parser.PayloadLeft == 0)
                    {
                        found.Append("}");
                    }
                }

                token = parser.Next();
                switch (token)
                {
                    case Token.Line:
                        found.Append("[" + parser.Kind.ToString() + "," + parser.Link.ToString() + ":");
                        found.Append(Encoding.UTF8.GetString(parser.Window, parser.TextStart, parser.TextEnd - parser.TextStart));
                        found.Append("]");
                        break;
                    case Token.Prompt:
                        found.Append("<>>");
                        break;
                    case Token.Payload:
                        found.Append("{" + parser.Link.ToString() + "," + parser.PayloadLeft.ToString() + "," + parser.Field(3).ToString() + ":");
                        found.Append(parser.PayloadLeft == 0 ? "}" : string.Empty);
                        break;
                }
            }
            while (token != Token.None);
        }

        return found.ToString();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
