using Sim800.Simulator.Faults;
using static Sim800.Simulator.Faults.LineDirection;
using static Sim800.Simulator.Faults.LineEffect;
using static Wire.Nanoseconds;

namespace Sim800.Rig.Campaign;

/// <summary>Every fault of the virtual module, and those of the server, each with a cause that ends.</summary>
public static class FaultScripts
{
    private const long Minute = 60 * PerSecond;

    /// <summary>A pause that has grown to its longest, and the step after it.</summary>
    private const long Pause = 8 * Minute;

    /// <summary>What is taken to lie outside of the module is waited out so long.</summary>
    private const long Patience = 16 * Minute;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<FaultScript> All { get; } =
    [
        new("restart", new RestartFault(0)),
        new("restart-in *", Struck(CommandEffect.Restart, 10)),
        new("supply 3450", new SupplyFault(0, 3_450), new SupplyFault(Minute, 3_900)) { Cause = Minute },
        new("supply 4350", new SupplyFault(0, 4_350), new SupplyFault(Minute, 3_900)) { Cause = Minute },
        new("supply 3300", new SupplyFault(0, 3_300), new SupplyFault(Minute, 3_900)) { Cause = Minute },
        new("supply 4500", new SupplyFault(0, 4_500), new SupplyFault(Minute, 3_900)) { Cause = Minute },
        new("supply 0", new SupplyFault(0, 0), new SupplyFault(10 * PerSecond, 3_900)) { Cause = 10 * PerSecond, Within = 4 * Minute },
        new("pdp-deact", new ContextLossFault(0)),
        new("pdp-deact, no-code +PDP", new LostCodeFault("+PDP: DEACT", Count: 1), new ContextLossFault(0)),
        new("network-loss, network-return", new RegistrationFault(0, 2), new RegistrationFault(3 * Minute, 1)) { Cause = 3 * Minute, Within = Pause },
        new("registration 3", new RegistrationFault(0, 3), new RegistrationFault(3 * Minute, 1)) { Cause = 3 * Minute, Within = Pause },
        new("sim-removed", new SimRemovalFault(0, 2 * Minute)) { Cause = 2 * Minute, Within = Patience + Pause },
        new("silence", new SilenceFault(0, 2 * Minute)) { Cause = 2 * Minute, Within = Pause },
        new("network-delay 5000", new NetworkDelayFault(0, 5 * PerSecond), new NetworkDelayFault(5 * Minute, 0)) { Cause = 5 * Minute, Within = Pause },
        new("packet-loss 0.5 6", new PacketLossFault(0.5, Count: 6)),
        new("remote-close", new RemoteEndFault(0, Resets: false)),
        new("remote-reset", new RemoteEndFault(0, Resets: true)),
        new("peer-gone", new PeerGoneFault(0)),
        new("no-ack", new NoAcknowledgementFault(0, 2 * Minute)) { Cause = 2 * Minute, Within = Pause },
        new("dns-fail", new NameFault(Count: 1)),
        new("dns-gone", new NameServerFault(0, Duration: 3 * Minute)) { Cause = 3 * Minute, Within = Pause },
        new("stall 20000", new StallFault(0, 20 * PerSecond)) { Cause = 20 * PerSecond },
        new("noise host 200", new NoiseFault(0, ToHost, 200)),
        new("noise module 100", new NoiseFault(0, ToModule, 100)) { Damages = true },
        new("lost host", new LineFault(Lost, ToHost, Skip: 3, Count: 2)),
        new("lost module", new LineFault(Lost, ToModule, Skip: 3, Count: 2)) { Damages = true },
        new("flipped host", new LineFault(Flipped, ToHost, Skip: 3, Count: 2)),
        new("flipped module", new LineFault(Flipped, ToModule, Skip: 3, Count: 2)) { Damages = true },
        new("duplicated host", new LineFault(Duplicated, ToHost, Skip: 3, Count: 2)),
        new("duplicated module", new LineFault(Duplicated, ToModule, Skip: 3, Count: 2)) { Damages = true },
        new("code RDY", new UnsolicitedFault(0, "RDY")),
        new("code Call Ready", new UnsolicitedFault(0, "Call Ready")),
        new("no-code CLOSED", new LostCodeFault("0, CLOSED", Count: 1), new RemoteEndFault(0, Resets: false)),
        new("no-notice", new LostCodeFault("+CIPRXGET: 1", Count: 1)) { Replies = true },
        new("short-payload 2", new PayloadFault(2, Stalls: true)) { Replies = true },
        new("short-read 1", new ShortReadFault(1, Count: 3)) { Replies = true },
        new("no-answer *", Struck(CommandEffect.NoAnswer)),
        new("error *", Struck(CommandEffect.Error)),
        new("late-answer * 15000", Struck(CommandEffect.LateAnswer, 15_000)),
        new("no-result +CIPSTART", new CommandFault("+CIPSTART", CommandEffect.NoResult, Count: 1)),
        new("connect-fail", new CommandFault("+CIPSTART", CommandEffect.FailedResult, Count: 1)),
        new("failed-result +CIPSTART 20000", new CommandFault("+CIPSTART", CommandEffect.FailedResult, 20 * PerSecond, Count: 1)),
        new("late-result +CIPSTART 90000", new CommandFault("+CIPSTART", CommandEffect.LateResult, 90 * PerSecond, Count: 1)),
        new("send-fail", new CommandFault("+CIPSEND", CommandEffect.FailedResult, Count: 1)),
        new("stuck connections context", new StuckFault(0, StuckPart.Connections, Cure.Context)) { Within = Patience },
        new("stuck connections restart", new StuckFault(0, StuckPart.Connections, Cure.Restart)) { Within = Patience },
        new("stuck packets context", new StuckFault(0, StuckPart.Packets, Cure.Context)),
        new("stuck packets restart", new StuckFault(0, StuckPart.Packets, Cure.Restart)) { Within = Patience },
        new("stuck port reset", new StuckFault(0, StuckPart.Port, Cure.Reset)) { Within = 4 * Minute },
        new("stuck port key", new StuckFault(0, StuckPart.Port, Cure.PowerKey)) { Within = 4 * Minute },
        new("stuck port supply", new StuckFault(0, StuckPart.Port, Cure.Supply)) { Within = 4 * Minute },
        new("the server refuses") { Server = [(0, ServerMood.Refusing), (10 * Minute, ServerMood.Well)], Cause = 10 * Minute, Within = Pause },
        new("the server is absent") { Server = [(0, ServerMood.Absent), (10 * Minute, ServerMood.Well)], Cause = 10 * Minute, Within = Pause },
        new("the server forgets") { Server = [(0, ServerMood.Forgetful), (10 * Minute, ServerMood.Well)], Cause = 10 * Minute, Within = Pause, Replies = true },
    ];

    private static CommandFault Struck(CommandEffect effect, int milliseconds = 0) => new("*", effect, milliseconds * PerMillisecond, Count: 1);
}
