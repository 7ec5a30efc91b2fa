using Sim800.Simulator.Power;

namespace Sim800.Rig.Demo;

/// <summary>What a run of the demo came to.</summary>
/// <param name="Sent">Records that the firmware says it has sent, repetitions included.</param>
/// <param name="Acknowledged">Records that the firmware says were acknowledged.</param>
/// <param name="Received">Records that the server has received.</param>
/// <param name="PayloadBytes">Bytes that the server has received.</param>
/// <param name="Commands">Command lines that the module has received.</param>
/// <param name="SentHash">SHA-256 over what the firmware says it has sent.</param>
/// <param name="ReceivedHash">SHA-256 over what the server has received.</param>
/// <param name="SimulatedTime">How long it took the board.</param>
/// <param name="RealTime">How long it took the PC.</param>
/// <param name="Problem">What went wrong and what to do about it; null if nothing did.</param>
internal sealed record DemoResult(
    int Sent,
    int Acknowledged,
    int Received,
    int PayloadBytes,
    int Commands,
    string SentHash,
    string ReceivedHash,
    TimeSpan SimulatedTime,
    TimeSpan RealTime,
    string? Problem)
{
    /// <summary>What the module has drawn, state by state.</summary>
    public IReadOnlyList<EnergyShare> Energy { get; init; } = [];
}
