using System.CommandLine;
using System.Globalization;

namespace Sim800.Rig.Load;

/// <summary><c>rig load</c>: how many virtual modules this PC can run in one process.</summary>
internal static class LoadCommand
{
    public static Command Create()
    {
        var idle = new Option<int>("--idle") { Description = "Modules that wait.", DefaultValueFactory = _ => 200 };
        var busy = new Option<int>("--busy") { Description = "Modules that send and receive without a pause at 115200 baud.", DefaultValueFactory = _ => 20 };
        var seconds = new Option<int>("--seconds") { Description = "How long.", DefaultValueFactory = _ => 10 };
        foreach (var (option, least) in ((Option<int>, int)[])[(idle, 0), (busy, 1), (seconds, 1)])
        {
            option.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int>() is var value && (value < least || value > 10_000))
                {
                    result.AddError($"{option.Name} takes a number from {least} to 10000.");
                }
            });
        }

        var command = new Command("load", "Runs many virtual modules in one process and says whether they keep up with the PC's clock.") { idle, busy, seconds };
        command.SetAction(parsed => Run(parsed.GetValue(idle), parsed.GetValue(busy), parsed.GetValue(seconds)));
        return command;
    }

    private static int Run(int idle, int busy, int seconds)
    {
        var result = new Crowd(idle, busy).Run(TimeSpan.FromSeconds(seconds));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            {idle} idle and {busy} busy modules in one process, for {result.Elapsed.TotalSeconds:F1} s; simulated {result.Simulated.TotalSeconds:F1} s.
            There and back:          {result.Blocks} blocks of 1460 bytes, {result.Blocks / result.Elapsed.TotalSeconds / busy:F2} each second and module
            Processor:               {100 * result.Processor:F0} % of one core
            Behind the PC's clock:   {result.Median:F2} ms in half of the steps, {result.Usual:F2} ms in 99 of 100, {result.Worst:F2} ms at the worst
            {(result.KeepsUp ? "They keep up." : "They do not keep up.")}
            """));
        return result.KeepsUp ? 0 : 1;
    }
}
