namespace Sim800.Simulator.Calls;

/// <summary>What becomes of a number that is dialled.</summary>
public enum CallOutcome
{
    /// <summary>Somebody answers.</summary>
    Answered,

    /// <summary>BUSY.</summary>
    Busy,

    /// <summary>It rings until NO ANSWER.</summary>
    NotAnswered,

    /// <summary>NO CARRIER.</summary>
    Refused,
}
