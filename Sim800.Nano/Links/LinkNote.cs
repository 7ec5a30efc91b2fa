namespace Sim800.Nano.Links;

/// <summary>What stands where in the number that says what is known of the data of a link. Above these bits it is how many bytes the module is known to hold.</summary>
internal static class LinkNote
{
    /// <summary>There may be data that has not been read.</summary>
    public const int Noticed = 1;

    /// <summary>The module has announced data that it has not given.</summary>
    public const int Announced = 2;

    public const int UnreadShift = 2;
}
