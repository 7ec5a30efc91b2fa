using System.Text;
using nanoFramework.TestFramework;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Tests;

/// <summary>The numbers of a line: read several digits at a time, and always what a reading letter by letter gives.</summary>
[TestClass]
public class FieldTests
{
    private const string Letters = "0123456789,,,,\"\"\"ABCDEFabcdefGg@`/:;+-. \t\r~";
    private const string Digits = "0123456789ABCDEFabcdef";

    private static uint s_seed;

    [TestMethod]
    public void ReadsFieldsOfEachForm()
    {
        string[] fields =
        {
            string.Empty, " ", "  ", ",", " ,", ",,", "1", "1,", " 1,", "1,,2", "1,2,3,4", "1,2,3,4,5", "1,2,3,4,", "12345678", "123456789", "1234567890", "2147483647", "2147483648", "4294967296", "99999999999",
            "000000000000", "0000000001", "-1", "+5,-6", "1 2", " 1 , 2 ", "\"1\"", "\"12\"", "\"123\"", "\"1234\"", "\"12345\"", "\"123456\"", "\"1234567\"", "\"12345678\"", "\"123456789\"", "\"FFFFFFFF\"",
            "\"7FFFFFFF\"", "\"80000000\"", "\"fFfF\"", "\"00A1\",\"0000B2C3\"", "\"\"", "\"", "\"\"\"", "\"1", "1\"", "1\"A\"", "\"A\"1", "\"A\"\"B\"", "\"12\"34\"", "\"A,B\"", "\"00:1\"", "\"00/1\"", "\"00@1\"",
            "\"00G1\"", "\"00`1\"", "\"00g1\"", "\"A 1\"", "A1", "a", "\"SM\",10", "READY", "20,0", "0,1460", "2,0,1460,99,1.2.3.4:5",
        };
        for (int i = 0; i < fields.Length; i++)
        {
            Same(fields[i]);
        }
    }

    [TestMethod]
    public void ReadsEachLetterInEachPlaceOfQuotedDigits()
    {
        for (int letter = 1; letter < 127; letter++)
        {
            if (letter == Ascii.LineFeed)
            {
                continue;
            }

            for (int length = 1; length <= 8; length += length == 1 ? 3 : 4)
            {
                for (int place = 0; place < length; place += 3)
                {
                    var field = new StringBuilder();
                    for (int i = 0; i < length; i++)
                    {
                        field.Append(i == place ? (char)letter : Digits[(i * 5) % Digits.Length]);
                    }

                    Same("\"" + field.ToString() + "\"");
                }
            }
        }
    }

    [TestMethod]
    public void ReadsRandomFields()
    {
        s_seed = 1;
        for (int i = 0; i < 1_500; i++)
        {
            var fields = new StringBuilder();
            if (Random(2) == 0)
            {
                fields.Append(' ');
            }

            for (int count = Random(6); count > 0; count--)
            {
                AppendField(fields);
                if (count > 1)
                {
                    fields.Append(',');
                }
            }

            Same(fields.ToString());
        }
    }

    private static void AppendField(StringBuilder fields)
    {
        int form = Random(5);
        string quote = form == 1 ? "\"" : string.Empty;
        fields.Append(quote);
        for (int length = Random(form == 0 ? 3 : 12); length > 0; length--)
        {
            fields.Append(form == 4 ? Letters[Random(Letters.Length)] : Digits[Random(form == 1 ? Digits.Length : 10)]);
        }

        fields.Append(quote);
    }

    private static void Same(string fields)
    {
        byte[] line = Encoding.UTF8.GetBytes("\r\n+CREG:" + fields + "\r\n");
        var parser = new Parser(128);

        // What the last line has left counts for nothing, nor does what is behind the line.
        for (int i = 0; i < parser.Window.Length; i++)
        {
            parser.Window[i] = Ascii.N9;
        }

        System.Array.Copy(line, parser.Window, line.Length);
        parser.Commit(line.Length);
        Assert.IsTrue(parser.Next() == Token.Line, fields);
        Assert.AreEqual(LineKind.Registration, (int)parser.Kind, fields);

        // The end of the line belongs to none of them.
        while (fields.Length > 0 && fields[fields.Length - 1] == '\r')
        {
            fields = fields.Substring(0, fields.Length - 1);
        }

        string[] parts = fields.Split(',');
        int count = parts[parts.Length - 1].Length == 0 ? parts.Length - 1 : parts.Length;
        Assert.AreEqual(count < 4 ? count : 4, parser.Fields, fields);
        for (int i = 0; i < 4; i++)
        {
            Assert.AreEqual(i < count ? Plain(parts[i]) : -1, parser.Field(i), fields);
        }
    }

    private static int Plain(string field)
    {
        int value = -1;
        bool quoted = false;
        for (int i = 0; i < field.Length; i++)
        {
            char letter = field[i];
            if (letter == '"')
            {
                quoted = !quoted;
            }
            else
            {
                int digit = Digits.IndexOf(letter);
                digit = digit > 15 ? digit - 6 : digit;
                if (digit >= 0 && digit < (quoted ? 16 : 10))
                {
                    value = value < 0 ? digit : (value * (quoted ? 16 : 10)) + digit;
                }
            }
        }

        return value;
    }

    private static int Random(int below)
    {
        s_seed = (s_seed * 1_664_525) + 1_013_904_223;
        return (int)((s_seed >> 8) % (uint)below);
    }
}
