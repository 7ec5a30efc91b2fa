using NanoHost;
using Wire;

namespace Host.Tests.NanoHost;

/// <summary>What is held on the heap, in the sizes that were measured on a device.</summary>
public class HeapEstimateTests
{
    private const string Source = """
        using System;
        using System.Device.Gpio;
        using System.IO.Ports;
        using System.Threading;
        class Leaf { public byte A; }
        class Node { public Leaf First, Second; public object Boxed; }
        struct Pair { public int A, B; }
        class Holder { public Pair P; public int[] Numbers = new int[64]; }
        delegate void Handler();
        class Listener
        {
            public int Heard;
            public void OnData(object sender, SerialDataReceivedEventArgs e) => Heard++;
            public void Wait() => Thread.Sleep(60_000);
        }

        static class Program
        {
            static readonly byte[] s_table = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 };
            static object s_root;
            static void Main() { }
            static void Twice() { var leaf = new Leaf(); s_root = new Node { First = leaf, Second = leaf, Boxed = 5 }; new Leaf(); }
            static void Struct() => s_root = new Holder();
            static void Text() => s_root = "0123456789" + "a".ToString();
            static void Delegates() => s_root = new Handler(Main);
            static void Port()
            {
                var port = new SerialPort("COM2", 9600);
                port.Open();
                port.DataReceived += new Listener().OnData;
                s_root = port;
            }

            static void Waits() => new Thread(new Listener().Wait).Start();
        }
        """;

    // The table takes 36 bytes, the two static fields 24.
    private const int Statics = 60;

    [Theory]
    [InlineData("Main", 0)]
    [InlineData("Twice", 48 + 24 + 24)]
    [InlineData("Struct", 48 + 276)]
    [InlineData("Text", 36)]
    [InlineData("Delegates", 36)]
    [InlineData("Port", 36 + 24)]
    [InlineData("Waits", 132)]
    public void EachObjectIsCountedOnce(string method, int bytes)
    {
        using var machine = new Machine(new EventQueue(), new Board(BoardProfile.Esp32) { Ports = { ["COM2"] = new Uart(new EventQueue(), 9600) } }, new MachineOptions());
        FirmwareImage.Load([TestFirmware.Build(Source)]).Boot(machine, "Firmware", "Program", method);
        Assert.True(machine.RunToEnd(Nanoseconds.PerSecond));

        var heap = HeapEstimate.Of(machine, "Firmware");

        Assert.Equal(Statics + bytes, heap.Bytes);
        Assert.Equal(heap.Bytes - 24, heap.ByType.Sum(entry => entry.Value));
    }

    [Fact]
    public void AnArrayOfTheProgramIsNotTheLibrarys()
    {
        using var machine = new Machine(new EventQueue(), new Board(BoardProfile.Esp32), new MachineOptions());
        var library = TestFirmware.Build("public class Item { public int A; }", "Library");
        var program = TestFirmware.Build(
            "static class Program { static Item[] s_items; static void Main() => s_items = new[] { new Item(), new Item() }; }", library: library);
        FirmwareImage.Load([library, program]).Boot(machine, "Firmware", "Program");
        Assert.True(machine.RunToEnd(Nanoseconds.PerSecond));

        Assert.Equal(2 * 24, HeapEstimate.Of(machine, "Library").Bytes);
    }
}
