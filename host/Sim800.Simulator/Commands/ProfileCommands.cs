using Sim800.Simulator.Settings;

namespace Sim800.Simulator.Commands;

/// <summary>Storing and restoring settings. Sources: fact sheet 2.30, 6.3 (19), 11.3; manual chapter 2.2.27 to 2.2.32.</summary>
internal static class ProfileCommands
{
    public static IEnumerable<Command> All =>
    [
        new("&F") { Execute = call => Load(call, call.Machine.Factory) },
        new("Z") { Execute = call => Load(call, call.Machine.Stored) },
        new("&W") { Execute = Store },
        new("&V") { Execute = Show },
    ];

    private static bool IsProfileZero(Invocation call) => call.Count == 0 || call.TryOnlyNumber(0, 0, out _);

    private static Reply Load(Invocation call, Profile profile)
    {
        if (!IsProfileZero(call))
        {
            return Reply.Error;
        }

        var machine = call.Machine;
        machine.Profile = profile.KeepingPortOf(machine.Profile);
        machine.UpdateCarrier();
        return Reply.Ok;
    }

    private static Reply Store(Invocation call)
    {
        if (!IsProfileZero(call))
        {
            return Reply.Error;
        }

        call.Machine.Stored = call.Machine.Profile;
        return Reply.Ok;
    }

    private static Reply Show(Invocation call) => IsProfileZero(call)
        ? Reply.Info(
        [
            "DEFAULT PROFILE", .. Describe(call.Machine.Factory), "",
            "USER PROFILE", .. Describe(call.Machine.Stored), "",
            "ACTIVE PROFILE", .. Describe(call.Machine.Profile),
        ])
        : Reply.Error;

    /// <summary>The order of the field dumps; settings that are not modelled show their factory values.</summary>
    private static string[] Describe(Profile profile)
    {
        int Register(int number, int standard) => profile.Registers.GetValueOrDefault(number, standard);
        return
        [
            $"S0: {Register(0, 0)}", $"S3: {Register(3, 13)}", $"S4: {Register(4, 10)}", $"S5: {Register(5, 8)}",
            $"S6: {Register(6, 2)}", $"S7: {Register(7, 60)}", $"S8: {Register(8, 2)}", $"S10: {Register(10, 15)}",
            "+CRLP: 61,61,48,6",
            $"V: {(profile.Verbose ? 1 : 0)}", $"E: {(profile.Echo ? 1 : 0)}", $"Q: {(profile.Quiet ? 1 : 0)}",
            $"X: {profile.ResultCodes}", $"&C: {profile.CarrierDetect}", $"&D: {profile.TerminalReady}",
            $"+CLTS: {(profile.NetworkTime ? 1 : 0)}", $"+CREG: {profile.Registration}", $"+CGREG: {profile.GprsRegistration}",
            $"+CMEE: {profile.ErrorFormat}", $"+CIURC: {(profile.CallReadyCode ? 1 : 0)}", $"+CFGRI: {profile.RingIndicator}",
            "+CMTE: 0", "+CANT: 0,0,10", "+STKPCIS: 0", $"+CMGF: {(profile.TextMessages ? 1 : 0)}", $"+CNMI: {string.Join(',', profile.NewMessages)}", $"+CSCS: \"{profile.CharacterSet}\"", "+VTD: 1", "+CALS: 1",
            "+CHF: 0", "+CAAS: 1", "+CBUZZERRING: 0", "+DDET: 0", "+MORING: 0", "+SVR: 16", "+CCPD: 1", "+CSNS: 0", "+CSGS: 1",
            "+CNETLIGHT: 1", "+SLEDS: 64,64,64,800,3000,300", "+CSDT: 0", "+CSMINS: 0", "+EXUNSOL: 0", "+FSHEX: 0", "+FSEXT: 0",
            $"+IPR: {profile.BaudRate}", $"+IFC: {profile.FlowControlOut},{profile.FlowControlIn}", $"+CSCLK: {profile.SlowClock}",
        ];
    }
}
