namespace Sim800.Rig.Campaign;

/// <summary>How the server of the campaign feels.</summary>
internal enum ServerMood
{
    /// <summary>It serves.</summary>
    Well,

    /// <summary>It refuses connections.</summary>
    Refusing,

    /// <summary>Nobody answers.</summary>
    Absent,

    /// <summary>It takes records and drops them: its TCP acknowledges, it does not.</summary>
    Forgetful,
}
