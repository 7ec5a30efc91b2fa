using Sim800.Nano;
using Sim800.Simulator;
using Sim800.Simulator.Settings;

namespace Host.Tests.EndToEnd;

/// <summary>A state in which a module can be when the program begins, and what docs/power.md says of it: how it ends, within which time, with which wires.</summary>
internal sealed record StartState(string Name, string Before, Sim800Options Module)
{
    public const int Key = 1;
    public const int Rst = 2;
    public const int Dtr = 4;
    public const int Ring = 8;
    public const int Carrier = 16;
    public const int Status = 32;

    // What the steps take at most, in milliseconds: three questions at the port's rate, an escape by DTR and by +++, the other rates, a prompt that is filled up.
    private const int Questions = 1_000;
    private const int EscapeByDtr = 1_800;
    private const int EscapeByPlus = 2_800;
    private const int OtherRates = 2_600;
    private const int Filling = 1_500;

    // Set up, and taken over.
    private const int SetUp = 600;

    // A press, and the start of a module that says RDY; the first one of a module that was on, up to the next.
    private const int Press = 4_500;
    private const int Reset = 3_500;
    private const int FutilePress = 7_500;

    // The longest wait for a start.
    private const int LastStart = 19_000;

    public static readonly StartState[] All =
    [
        new("off", "quiet", Bench.FixedRate)
        {
            Expect = wires => Has(wires, Key) ? Ends((Has(wires, Status) ? 0 : Search(wires)) + Press)
                : Has(wires, Rst) ? Fails(ModemWait.Boot, Search(wires) + LastStart)
                : Fails(ModemWait.Probe, Search(wires)),
            Findings = _ => ModemFindings.Off,
        },
        new("on", "quiet", Running()) { Expect = _ => Ends(0) },
        new("booting", "quiet", Running())
        {
            Begin = bench => bench.At(0, () => bench.Module.Machine.BrownOut(bench.Queue.Now)),

            // STATUS is still low: it is pressed off, and on again.
            Expect = wires => Ends(Has(wires, Status) ? Press + 1_000 + Press : Search(wires)),
            Findings = wires => Has(wires, Status) ? ModemFindings.Unresponsive : ModemFindings.Running | ModemFindings.Booting,
        },
        new("asleep by DTR", "sleeping", Running(new Profile { BaudRate = 115200, SlowClock = 1 }))
        {
            Expect = wires => Has(wires, Dtr) ? Ends(Questions)
                : Has(wires, Rst) ? Ends(Search(wires) + Reset)
                : Has(wires, Key) ? Ends(Search(wires) + FutilePress + Press)
                : Fails(ModemWait.Probe, Search(wires)),
            Findings = wires => Has(wires, Dtr) ? ModemFindings.Running | ModemFindings.Asleep : ModemFindings.Unresponsive,
        },
        new("asleep by itself", "sleeping", Running(new Profile { BaudRate = 115200, SlowClock = 2 }))
        {
            Expect = _ => Ends(Questions),
            Findings = _ => ModemFindings.Running | ModemFindings.Asleep,
        },
        new("at a prompt", "prompt", Running())
        {
            Expect = wires => Ends(Search(wires)),
            Findings = _ => ModemFindings.Running | ModemFindings.Prompt | ModemFindings.Context | ModemFindings.Links,
        },
        new("at the prompt of a message", "message", Running())
        {
            Expect = wires => Ends(Search(wires)),
            Findings = _ => ModemFindings.Running | ModemFindings.Prompt,
        },
        new("in data mode", "data", Running())
        {
            Expect = wires => Ends((Has(wires, Carrier) ? 0 : Questions) + Escape(wires)),
            Findings = _ => ModemFindings.Running | ModemFindings.DataMode | ModemFindings.Context,
        },
        new("left data mode", "escaped", Running())
        {
            Expect = wires => Ends(Has(wires, Carrier) ? (Has(wires, Dtr) ? EscapeByDtr : 0) + EscapeByPlus : 0),
            Findings = _ => ModemFindings.Running | ModemFindings.DataMode | ModemFindings.Context,
        },
        new("at 9600", "quiet", Running(new Profile { BaudRate = 9600 }))
        {
            Expect = wires => Ends(Search(wires)),
            Findings = _ => ModemFindings.Running | ModemFindings.OtherRate,
        },
        new("autobauding", "quiet", Running(new Profile()))
        {
            Expect = wires => Ends(Search(wires)),
            Findings = _ => ModemFindings.Running | ModemFindings.OtherRate | ModemFindings.Autobauding,
        },
        new("with a context", "context", Running())
        {
            Expect = _ => Ends(0),
            Findings = _ => ModemFindings.Running | ModemFindings.Context | ModemFindings.Links,
        },
        new("with one connection", "single", Running())
        {
            Expect = _ => Ends(0),
            Findings = _ => ModemFindings.Running | ModemFindings.Context | ModemFindings.Links,
        },
        new("with half a context", "begun", Running()) { Expect = _ => Ends(0) },
        new("with saved settings", "saved", Running())
        {
            Expect = _ => Ends(0),
            Findings = _ => ModemFindings.Running | ModemFindings.ForeignSettings,
        },
        new("answering in digits", "digits", Running())
        {
            Expect = _ => Ends(Questions),
            Findings = _ => ModemFindings.Running | ModemFindings.ForeignSettings,
        },
        new("answering nothing", "silent", Running()) { Expect = _ => Ends(Questions) },
        new("without prompts", "promptless", Running())
        {
            Expect = _ => Ends(0),
            Findings = _ => ModemFindings.Running | ModemFindings.ForeignSettings,
        },
        new("transparent", "transparent", Running())
        {
            Expect = _ => Ends(0),
            Findings = _ => ModemFindings.Running | ModemFindings.ForeignSettings,
        },
    ];

    /// <summary>What happens on the PC's side before the program begins.</summary>
    public Action<Bench>? Begin { get; init; }

    /// <summary>How it ends with these wires, and within how many milliseconds.</summary>
    public required Func<int, (ModemError Error, ModemWait Wait, int Limit)> Expect { get; init; }

    /// <summary>What is reported of it with these wires.</summary>
    public Func<int, ModemFindings> Findings { get; init; } = _ => ModemFindings.Running;

    public static StartState Find(string name) => All.Single(state => state.Name == name);

    private static Sim800Options Running() => Running(new Profile { BaudRate = 115200 });

    private static Sim800Options Running(Profile stored) => new() { StartsOn = true, Stored = stored };

    private static bool Has(int wires, int wire) => (wires & wire) != 0;

    private static (ModemError Error, ModemWait Wait, int Limit) Ends(int limit) => (ModemError.None, ModemWait.None, limit + SetUp);

    private static (ModemError Error, ModemWait Wait, int Limit) Fails(ModemWait wait, int limit) => (ModemError.TimedOut, wait, limit);

    private static int Escape(int wires) => Has(wires, Dtr) ? EscapeByDtr : EscapeByPlus;

    /// <summary>The whole search; where nothing can be pressed it is made twice, but for the escape and the prompt.</summary>
    private static int Search(int wires)
    {
        var search = Questions + (Has(wires, Carrier) ? 0 : Escape(wires)) + OtherRates + Filling;
        return Has(wires, Key | Rst) ? search : search + Questions + OtherRates;
    }
}
