namespace nanoFramework.Runtime.Native;

/// <summary>What starts after a reboot; on the host it is always the program.</summary>
public enum RebootOption
{
    NormalReboot = 0,
    EnterNanoBooter = 1,
    ClrOnly = 2,
    EnterProprietaryBooter = 8,
}
