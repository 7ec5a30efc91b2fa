namespace Host.Tests.NanoApi;

/// <summary>The first gate: what the device does not have does not compile.</summary>
public class CompilerGateTests
{
    [Theory]
    [InlineData("using System.Collections.Generic; class C { List<int> _list; }", "CS0246")]
    [InlineData("using System; class C { int M(Span<byte> span) => span.Length; }", "CS0246")]
    [InlineData("class C { string M(string s) => s.Replace(\"a\", \"b\"); }", "CS1061")]
    [InlineData("using System.Diagnostics; class C { Stopwatch _watch; }", "CS0246")]
    [InlineData("using System.Threading.Tasks; class C { Task M() => null; }", "CS0234")]
    [InlineData("class C { int? _number; }", "CS0518")]
    [InlineData("class C { volatile bool _stop; }", "CS0518")]
    [InlineData("using System; class C { int M() => Environment.TickCount; }", "CS0117")]
    [InlineData("class C { (int, int) M() => (1, 2); }", "CS8179")]
    [InlineData("class C { decimal _price; }", "CS0518")]
    [InlineData("using System.Threading; class C { bool M(object o) => Monitor.TryEnter(o); }", "CS0117")]
    [InlineData("using System.Text; class C { Encoding M() => Encoding.ASCII; }", "CS0117")]
    [InlineData("using System.IO.Ports; class C { void M(SerialPort port) => port.DiscardInBuffer(); }", "CS1061")]
    public void WhatTheDeviceLacksDoesNotCompile(string source, string error)
    {
        Assert.Contains(error, FirmwareCompiler.Errors(source));
    }

    [Fact]
    public void WhatTheDeviceHasCompiles()
    {
        Assert.Empty(FirmwareCompiler.Errors("""
            using System;
            using System.Collections;
            using System.Device.Gpio;
            using System.Diagnostics;
            using System.IO;
            using System.IO.Ports;
            using System.Text;
            using System.Threading;
            using nanoFramework.Hardware.Esp32;
            using nanoFramework.TestFramework;

            namespace Firmware
            {
                public delegate void Arrived(byte[] buffer, int count);

                public enum State : byte { Off, On }

                public readonly struct Reading
                {
                    public readonly int Value;

                    public Reading(int value) => Value = value;
                }

                [TestClass]
                public class Node : IDisposable
                {
                    private static readonly byte[] s_ok = { (byte)'O', (byte)'K', 13, 10 };
                    private readonly AutoResetEvent _wake = new AutoResetEvent(false);
                    private SerialPort _port;

                    public event Arrived Arrived;

                    public State State { get; private set; }

                    [DataRow(1, "one")]
                    [DataRow(2, "two")]
                    public void Row(int number, string text) => Assert.ThrowsException(typeof(ArgumentException), () => throw new ArgumentException(text));

                    public void Open()
                    {
                        Configuration.SetPinFunction(16, DeviceFunction.COM2_RX);
                        _port = new SerialPort("COM2", 115200) { ReadTimeout = 100, Handshake = Handshake.RequestToSend };
                        _port.DataReceived += (sender, e) => _wake.Set();
                        _port.Open();
                        using GpioController controller = new();
                        GpioPin pin = controller.OpenPin(4, PinMode.Input);
                        pin.Write(PinValue.High);
                        State = pin.Read() == PinValue.Low ? State.Off : State.On;
                    }

                    public int Read(byte[] buffer)
                    {
                        lock (_wake)
                        {
                            int count = _port.BytesToRead;
                            count = count > buffer.Length ? buffer.Length : count;
                            _port.Read(buffer, 0, count);
                            Arrived?.Invoke(buffer, count);

                            foreach (byte value in buffer)
                            {
                                Debug.WriteLine($"{value:X2} {Environment.TickCount64 - (long)(DateTime.UtcNow - DateTime.UnixEpoch).TotalMilliseconds}");
                            }

                            return Array.IndexOf(s_ok, (byte)13) + Interlocked.Increment(ref count) + Encoding.UTF8.GetBytes("AT\r")[0];
                        }
                    }

                    public void Dispose()
                    {
                        try
                        {
                            _port?.Dispose();
                        }
                        catch (IOException e) when (e.Message is not null)
                        {
                            ArrayList list = new ArrayList { new Reading(1).Value };
                            SpanByte span = new byte[list.Count];
                            span[0] = 1;
                            new Thread(() => Thread.Sleep(Timeout.Infinite)).Start();
                        }
                    }
                }
            }
            """));
    }

    [Fact]
    public void AnObsoleteMemberIsReportedAsSuch()
    {
        Assert.Contains(
            FirmwareCompiler.Compile("class C { void M() => nanoFramework.TestFramework.Assert.True(true); }").GetDiagnostics(),
            diagnostic => diagnostic.Id == "CS0612");
    }

    [Fact]
    public void ACallOfDebugIsLeftOutWithoutItsSymbol()
    {
        var assembly = FirmwareCompiler.Assembly("public class C { public void M() => System.Diagnostics.Debug.WriteLine(\"here\"); }");
        Assert.Single(assembly.MainModule.GetType("C").Methods.Single(method => method.Name == "M").Body.Instructions);
    }
}
