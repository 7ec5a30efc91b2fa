namespace Sim800.Simulator.Faults;

/// <summary>What can go wrong with a command.</summary>
public enum CommandEffect
{
    /// <summary>It is swallowed: neither executed nor answered; the next command is heard.</summary>
    NoAnswer,

    /// <summary>It is not executed and answers ERROR.</summary>
    Error,

    /// <summary>It is executed and answers late; until then the module is busy with it.</summary>
    LateAnswer,

    /// <summary>The module restarts in the middle of it, after the delay: a supply that cannot carry a burst.</summary>
    Restart,

    /// <summary>Its second stage (CONNECT OK, SEND OK, +CDNSGIP) never comes.</summary>
    NoResult,

    /// <summary>Its second stage fails (CONNECT FAIL, SEND FAIL, +CDNSGIP: 0,8) after the delay.</summary>
    FailedResult,

    /// <summary>Its second stage comes late.</summary>
    LateResult,
}
