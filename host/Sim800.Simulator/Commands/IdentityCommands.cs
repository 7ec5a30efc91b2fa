namespace Sim800.Simulator.Commands;

/// <summary>Who the module is. Sources: fact sheet 1.4, 6.1, 7.9, 11.2, 11.8; manual chapters 2.2 and 3.2.</summary>
internal static class IdentityCommands
{
    private const string Maker = "SIMCOM_Ltd";

    public static IEnumerable<Command> All =>
    [
        new("I") { Execute = call => Reply.Info($"SIM800 {call.Machine.Options.Model.Release}") },
        Text("+GMI", _ => Maker),
        Text("+CGMI", _ => Maker),
        Text("+GMM", Model),
        Text("+CGMM", Model),
        Text("+GMR", Revision),
        Text("+CGMR", Revision),
        Text("+GSN", options => options.Imei),
        Text("+CGSN", options => options.Imei),
        new("+GSV")
        {
            Execute = call => Reply.Info(Maker, Model(call.Machine.Options), Revision(call.Machine.Options)),
            Test = _ => Reply.Ok,
        },
        new("+GCAP") { Execute = _ => Reply.Info("+GCAP: +CGSM"), Test = _ => Reply.Ok },
    ];

    private static string Model(Sim800Options options) => $"SIMCOM_{options.Model.Name}";

    private static string Revision(Sim800Options options) => $"Revision:{(options.SpaceAfterRevision ? " " : "")}{options.Model.Revision}";

    private static Command Text(string name, Func<Sim800Options, string> text) => new(name)
    {
        Execute = call => Reply.Info(text(call.Machine.Options)),
        Test = _ => Reply.Ok,
    };
}
