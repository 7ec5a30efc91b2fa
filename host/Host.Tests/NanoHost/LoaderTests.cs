using System.Runtime.Loader;
using NanoHost;
using Wire;

namespace Host.Tests.NanoHost;

/// <summary>How firmware starts.</summary>
public class LoaderTests
{
    [Fact]
    public void All_static_constructors_run_before_Main_in_the_order_of_the_metadata()
    {
        var run = TestFirmware.Run("""
            class First { static First() { Console.WriteLine("first"); } }
            class Unused { static Unused() { Console.WriteLine("unused"); } }
            static void Main() { Console.WriteLine("main"); new First(); }
            """).Clean();
        Assert.Equal(["first", "unused", "main"], run.Lines);
    }

    [Fact]
    public void Static_fields_are_new_at_each_boot()
    {
        var firmware = TestFirmware.Compile("using System; static class Program { static int s_boots; static void Main() { s_boots++; Console.WriteLine(s_boots.ToString()); } }");
        Assert.Equal("1", firmware.Boot().Clean().Line);
        Assert.Equal("1", firmware.Boot().Clean().Line);
    }

    /// <summary>Nobody else does: contexts that only could be unloaded pile up, and each boot takes longer than the one before.</summary>
    [Fact]
    public void A_stopped_machine_lets_go_of_its_firmware()
    {
        using var machine = new Machine(new EventQueue(), new Board(BoardProfile.Esp32), new MachineOptions());
        var firmware = FirmwareImage.Load([TestFirmware.Build("static class Program { static void Main() { } }")]);
        var unloaded = 0;
        for (var boots = 0; boots < 2; boots++)
        {
            firmware.Boot(machine, "Firmware", "Program");
            AssemblyLoadContext.GetLoadContext(machine.Firmware[0])!.Unloading += _ => unloaded++;
            Assert.True(machine.RunToEnd(machine.Queue.Now + Nanoseconds.PerSecond));
            Assert.Equal(boots, unloaded);
            machine.Stop();
            Assert.Equal(boots + 1, unloaded);
            Assert.Empty(machine.Firmware);
        }
    }

    [Fact]
    public void A_fault_tells_file_and_line()
    {
        var fault = Assert.Single(TestFirmware.Run("static int s;\nstatic void Main()\n{\n    s = 1;\n    throw new InvalidOperationException(\"why\");\n}").Faults);
        Assert.Equal("why", fault.Message);
        Assert.Contains("Firmware.cs:line 5", fault.Stack, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exception_of_a_static_constructor_is_the_fault_itself()
    {
        var fault = Assert.Single(TestFirmware.Run("class Bad { static Bad() { throw new InvalidOperationException(); } } static void Main() { }").Faults);
        Assert.IsType<InvalidOperationException>(fault.Exception);
    }

    [Fact]
    public void Firmware_that_uses_a_refused_member_is_refused_with_the_reason()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => TestFirmware.Run("static void Main() { System.Reflection.Assembly.Load(new byte[4]); }"));
        Assert.Contains("System.Reflection.Assembly.Load(System.Byte[])", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("would not be rewritten", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_synchronized_method_is_refused_because_its_lock_would_be_the_PCs()
    {
        var refusal = Assert.Throws<NotSupportedException>(() => TestFirmware.Run(
            "[System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.Synchronized)] static void Main() { }"));
        Assert.Contains("Use lock.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pins_are_given_to_devices_on_an_ESP32_only()
    {
        const string Program = """
            static void Main()
            {
                nanoFramework.Hardware.Esp32.Configuration.SetPinFunction(17, nanoFramework.Hardware.Esp32.DeviceFunction.COM2_TX);
                Console.WriteLine(nanoFramework.Hardware.Esp32.Configuration.GetFunctionPin(nanoFramework.Hardware.Esp32.DeviceFunction.COM2_TX).ToString());
            }
            """;
        Assert.Equal("17", TestFirmware.Run(Program).Clean().Line);
        var refusal = Assert.Throws<NotSupportedException>(() => TestFirmware.Run(Program, profile: BoardProfile.Stm32));
        Assert.Contains("nanoFramework.Hardware.Esp32", refusal.Message, StringComparison.Ordinal);
    }
}
