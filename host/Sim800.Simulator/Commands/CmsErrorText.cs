namespace Sim800.Simulator.Commands;

/// <summary>The texts of the codes, to the letter (fact sheet 11.10).</summary>
internal static class CmsErrorText
{
    public static string Of(CmsError error) => error switch
    {
        CmsError.InvalidPduMode => "invalid PDU mode",
        CmsError.InvalidTextMode => "invalid text mode",
        CmsError.SimNotInserted => "SIM not inserted",
        CmsError.SimBusy => "SIM busy",
        CmsError.InvalidMemoryIndex => "invalid memory index",
        CmsError.MemoryFull => "memory full",
        CmsError.NoNetwork => "no network",
        CmsError.MessageTooLong => "Message length exceeds maximum length",
        _ => throw new ArgumentOutOfRangeException(nameof(error)),
    };
}
