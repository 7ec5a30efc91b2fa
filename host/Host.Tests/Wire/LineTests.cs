using Wire;

namespace Host.Tests.Wire;

public class LineTests
{
    [Theory]
    [InlineData(true, null, null, true)]
    [InlineData(false, null, null, false)]
    [InlineData(true, false, null, false)]
    [InlineData(false, true, null, true)]
    [InlineData(true, null, false, false)]
    [InlineData(true, true, false, false)]
    [InlineData(true, false, true, false)]
    [InlineData(false, true, true, true)]
    public void LowWinsAndAnIdleLineRestsAtItsPull(bool pull, bool? host, bool? module, bool expected)
    {
        var line = new Line("DTR", pull);
        line.Drive(Side.Host, host);
        line.Drive(Side.Module, module);
        Assert.Equal(expected, line.High);
    }

    [Fact]
    public void OnlyChangesAreReported()
    {
        var line = new Line("PWRKEY", pull: true);
        var levels = new List<bool>();
        line.Changed += l => levels.Add(l.High);

        line.Drive(Side.Host, true);
        line.Drive(Side.Host, false);
        line.Drive(Side.Host, false);
        line.Drive(Side.Host, null);

        Assert.Equal([false, true], levels);
    }
}
