namespace Host.Tests.NanoHost;

/// <summary>How firmware starts.</summary>
public class LoaderTests
{
    [Fact]
    public void Firmware_writes_to_the_console()
    {
        var run = TestFirmware.Run("static void Main() => Console.WriteLine(\"hello \" + 42);").Clean();
        Assert.Equal("hello 42", run.Line);
    }
}
