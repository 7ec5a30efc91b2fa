namespace Host.Tests.EndToEnd;

/// <summary>Port and pins belong to the program, which may do anything with them; the driver survives it.</summary>
public class BorrowedTests
{
    [Theory]
    [MemberData(nameof(Bench.Profiles), MemberType = typeof(Bench))]
    public void APinOrPortThatIsTakenAwayCanComeBack(string profile)
    {
        using var bench = new Bench(profile);

        bench.Run("Borrowed");

        Assert.Equal(["pin taken: refused", "pin free: done", "port closed: refused", "port open: done"], bench.Console);
    }
}
