using System.Text;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Reads as hexadecimal digits (application note 8.2).</summary>
[TestClass]
public class HexTests
{
    private const string Notice = "\r\n+CIPRXGET: 1," + Script.Link + "\r\n";
    private const string Header = "\r\n+CIPRXGET: 3," + Script.Link + ",";

    private static readonly byte[] s_buffer = new byte[2048];

    [TestMethod]
    public void ReadsDigits()
    {
        for (int piece = 0; piece < 12; piece++)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Connected(port);
            port.Say(Notice, 100);
            port.On("AT+CIPRXGET=3," + Script.Link + ",730\r", Header + "11,2\r\n48454C4C4F20574F524C44\r\nOK\r\n");
            Assert.AreEqual(11, socket.Receive(s_buffer, 0, 2_048));
            Assert.AreEqual("HELLO WORLD", Encoding.UTF8.GetString(s_buffer, 0, 11));
            Assert.AreEqual(2, socket.Available);
            port.On("AT+CIPRXGET=3," + Script.Link + ",2\r", Header + "2,0\r\nfF00\r\nOK\r\n");
            Assert.AreEqual(2, socket.Receive(s_buffer, 1, 2));
            Assert.AreEqual((byte)255, s_buffer[1]);
            Assert.AreEqual((byte)0, s_buffer[2]);
            Assert.AreEqual((byte)'L', s_buffer[3]);
            Assert.IsTrue(port.Done);
            Assert.AreEqual(0, port.FailedReads);
        }
    }

    [TestMethod]
    public void ReadsMoreThanTheWindowHolds()
    {
        for (int piece = 0; piece < 600; piece += 100)
        {
            var port = new ScriptedPort { Piece = piece };
            ModemSocket socket = Connected(port);
            var digits = new StringBuilder();
            for (int i = 0; i < 730; i++)
            {
                digits.Append((i & 255).ToString("X2"));
            }

            port.Say(Notice, 100);
            port.On("AT+CIPRXGET=3," + Script.Link + ",730\r", Header + "730,0\r\n" + digits.ToString() + "\r\nOK\r\n");
            Assert.AreEqual(730, socket.Receive(s_buffer, 0, 2_048));
            for (int i = 0; i < 730; i++)
            {
                Assert.AreEqual((byte)i, s_buffer[i]);
            }

            Assert.IsTrue(port.Done);
        }
    }

    [TestMethod]
    public void WhatIsNoDigitIsALoss()
    {
        string[] digits = { "4845G8", "48 548", "48\r\nOK", "4845", "4/4548", "4@4548", "4`4548", "4g4548" };
        for (int i = 0; i < digits.Length; i++)
        {
            var port = new ScriptedPort();
            ModemSocket socket = Connected(port);
            port.Say(Notice, 100);
            port.On("AT+CIPRXGET=3," + Script.Link + ",9\r", Header + "3,0\r\n" + digits[i] + "\r\nOK\r\n");
            Failure.Of(ModemError.DataLost, () => socket.Receive(s_buffer, 0, 9));
        }
    }

    [TestMethod]
    public void WhatTheModuleForgetsAtTheEndIsALoss()
    {
        string[] answers = { Script.Error, Header + "0,0\r\n\r\nOK\r\n" };
        for (int i = 0; i < answers.Length; i++)
        {
            var port = new ScriptedPort();
            ModemSocket socket = Connected(port);
            port.Say(Notice + "\r\n" + Script.Link + ", CLOSED\r\n", 100);
            port.On("AT+CIPRXGET=3," + Script.Link + ",9\r", answers[i]);
            Failure.Of(ModemError.DataLost, () => socket.Receive(s_buffer, 0, 9));
            Assert.IsTrue(port.Done);
        }
    }

    private static ModemSocket Connected(ScriptedPort port) =>
        Script.Connected(port, Script.WithContext(port, new ModemContextOptions { ReceiveMode = ModemReceiveMode.ManualHex }, Script.Mode));
}
