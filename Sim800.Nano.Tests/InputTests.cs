using System;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Bad input is refused, and not one byte of it goes out.</summary>
[TestClass]
public class InputTests
{
    private static ScriptedPort s_port;
    private static Sim800Modem s_modem;
    private static ModemSocket s_socket;
    private static string s_text;
    private static int s_number;

    [TestMethod]
    public void OfConnect()
    {
        s_port = new ScriptedPort();
        s_modem = Script.WithContext(s_port);
        s_socket = new ModemSocket(s_modem, ModemProtocol.Tcp);
        int before = s_port.BytesWritten;
        Connect(typeof(ArgumentNullException), null, 80);
        Connect(typeof(ArgumentException), string.Empty, 80);
        Connect(typeof(ArgumentException), "a\"b", 80);
        Connect(typeof(ArgumentException), "a\rb", 80);
        Connect(typeof(ArgumentException), "a\nb", 80);
        Connect(typeof(ArgumentException), "a b", 80);
        Connect(typeof(ArgumentException), "\u00e4.example.com", 80);
        Connect(typeof(ArgumentException), new string('a', 254), 80);
        Connect(typeof(ArgumentOutOfRangeException), "a", 0);
        Connect(typeof(ArgumentOutOfRangeException), "a", -1);
        Connect(typeof(ArgumentOutOfRangeException), "a", 70000);
        Assert.AreEqual(before, s_port.BytesWritten);
    }

    [TestMethod]
    public void OfResolve()
    {
        s_port = new ScriptedPort();
        s_modem = Script.WithContext(s_port);
        int before = s_port.BytesWritten;
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_modem.Resolve(null));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Resolve(string.Empty));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Resolve("a\"b"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Resolve("a b"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Resolve(new string('a', 254)));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_modem.Resolve("a", -2));
        Assert.AreEqual(before, s_port.BytesWritten);
    }

    [TestMethod]
    public void OfOpenContext()
    {
        s_port = new ScriptedPort();
        s_modem = Script.Opened(s_port);
        int before = s_port.BytesWritten;
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_modem.OpenContext(null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_modem.OpenContext("a", null, string.Empty));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.OpenContext("a\"b"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.OpenContext("a", "b\r", string.Empty));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.OpenContext("a", "b", "c\n"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.OpenContext(new string('a', 51)));
        Assert.AreEqual(before, s_port.BytesWritten);
    }

    [TestMethod]
    public void OfExecute()
    {
        s_port = new ScriptedPort();
        s_modem = Script.Opened(s_port);
        int before = s_port.BytesWritten;
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_modem.Execute(null));
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_modem.Execute("AT", null, 1));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Execute("+CSQ"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Execute("AT\rAT"));
        Assert.ThrowsException(typeof(ArgumentException), () => s_modem.Execute("AT" + new string('a', 557)));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_modem.Execute("AT", 0));
        Assert.AreEqual(before, s_port.BytesWritten);
    }

    [TestMethod]
    public void OfBuffersAndTimeouts()
    {
        s_port = new ScriptedPort();
        s_socket = Script.Connected(s_port);
        int before = s_port.BytesWritten;
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_socket.Send(null, 0, 0));
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_socket.Receive(null, 0, 0));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Send(new byte[4], 5, 0));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Send(new byte[4], 1, 4));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Send(new byte[4], -1, 1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Receive(new byte[4], 2, int.MaxValue));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Receive(new byte[4], 0, -1));
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.ReceiveTimeout = -2);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.SendTimeout = -2);
        Assert.ThrowsException(typeof(ArgumentOutOfRangeException), () => s_socket.Poll(-2, ModemSelectMode.SelectRead));
        Assert.ThrowsException(typeof(ArgumentNullException), () => s_socket = new ModemSocket(null, ModemProtocol.Tcp));
        Assert.AreEqual(0, s_socket.Send(new byte[4], 4, 0));
        Assert.AreEqual(0, s_socket.Receive(new byte[4], 4, 0));
        Assert.AreEqual(before, s_port.BytesWritten);
    }

    private static void Connect(Type exception, string host, int port)
    {
        s_text = host;
        s_number = port;
        Assert.ThrowsException(exception, () => s_socket.Connect(s_text, s_number));
    }
}
