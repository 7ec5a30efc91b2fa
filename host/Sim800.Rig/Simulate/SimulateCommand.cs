using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using Sim800.Simulator;
using Sim800.Simulator.Faults;

namespace Sim800.Rig.Simulate;

/// <summary><c>rig simulate</c>: a virtual SIM800 for any program that can open a serial port or a socket.</summary>
internal static class SimulateCommand
{
    private const int DefaultRate = 115200;

    private static readonly int[] s_rates = [0, 1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200];

    public static Command Create()
    {
        var pty = new Option<string?>("--pty") { Description = "Makes a pseudo terminal and LINK as a symbolic link to it (Linux).", HelpName = "LINK" };
        var tcp = new Option<int?>("--tcp") { Description = "Listens on this loopback port; what is sent there arrives at the module's UART.", HelpName = "PORT" };
        var control = new Option<int?>("--control") { Description = "Listens on this loopback port for lines such as 'set dtr 0', 'call NUMBER', 'fault NAME'; reports edges of RI, DCD, STATUS and CTS there.", HelpName = "PORT" };
        var profile = new Option<string>("--profile") { Description = "How the module behaves where documents leave it open.", DefaultValueFactory = _ => "default" };
        var trace = new Option<string?>("--trace") { Description = "Writes what happens as text.", HelpName = "FILE" };
        var vcd = new Option<string?>("--vcd") { Description = "Writes the module's pins as a waveform for PulseView, sigrok-cli or GTKWave.", HelpName = "FILE" };
        var record = new Option<string?>("--record") { Description = "Writes everything that reaches the module from outside, the network included, for rig replay.", HelpName = "FILE" };
        var host = new Option<string[]>("--host") { Description = "Leads a name to an address, as in --host telemetry.example.com=127.0.0.1. May be repeated.", HelpName = "NAME=ADDRESS" };
        var anyHost = new Option<bool>("--any-host") { Description = "Lets the module reach every host of the PC's network; otherwise loopback only." };
        var off = new Option<bool>("--off") { Description = "Starts with the module off: PWRKEY low for a second ('set pwrkey 0' on the control channel) switches it on." };
        var rate = new Option<int>("--rate") { Description = "The module's stored rate (AT+IPR); 0 is autobauding.", DefaultValueFactory = _ => DefaultRate };

        var seed = new Option<int>("--seed") { Description = "Decides which bytes the faults of the line strike." };
        var fault = new Option<string[]>("--fault") { Description = "Something that goes wrong, as in --fault 'stall 3000 @10000'. May be repeated; an unknown name lists them all.", HelpName = "NAME ARGUMENTS [@MILLISECONDS]" };
        fault.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                try
                {
                    FaultSyntax.Parse(token.Value);
                }
                catch (FormatException e)
                {
                    result.AddError($"--fault '{token.Value}': {e.Message}.");
                }
            }
        });

        profile.AcceptOnlyFromAmong([.. OptionProfiles.Names]);
        foreach (var port in (Option<int?>[])[tcp, control])
        {
            port.Validators.Add(result =>
            {
                if (result.GetValueOrDefault<int?>() is < 0 or > 65535)
                {
                    result.AddError($"{port.Name} takes a port number from 0 (any that is free) to 65535.");
                }
            });
        }

        host.Validators.Add(result =>
        {
            foreach (var entry in result.Tokens.Select(token => token.Value))
            {
                if (entry.Split('=') is not [{ Length: > 0 }, var address] || !IPAddress.TryParse(address, out _))
                {
                    result.AddError($"--host takes NAME=ADDRESS with a numeric address, not '{entry}'.");
                }
            }
        });
        rate.Validators.Add(result =>
        {
            if (!s_rates.Contains(result.GetValueOrDefault<int>()))
            {
                result.AddError($"--rate takes one of {string.Join(", ", s_rates)}.");
            }
        });

        var command = new Command("simulate", "Runs a virtual SIM800 for other programs, in real time, until Ctrl-C.") { pty, tcp, control, profile, seed, fault, trace, vcd, record, host, anyHost, off, rate };
        command.Validators.Add(result =>
        {
            if (result.GetValue(pty) is null == result.GetValue(tcp) is null)
            {
                result.AddError("Say how the module's UART is reached: --pty LINK (Linux) or --tcp PORT.");
            }
        });
        command.SetAction(parsed => Run(new SimulateSettings
        {
            Link = parsed.GetValue(pty),
            TcpPort = parsed.GetValue(tcp),
            ControlPort = parsed.GetValue(control),
            Trace = parsed.GetValue(trace),
            Waveform = parsed.GetValue(vcd),
            Hosts = (parsed.GetValue(host) ?? []).Select(entry => entry.Split('=')).ToDictionary(entry => entry[0], entry => entry[1]),
            ReachesAnyHost = parsed.GetValue(anyHost),
            Record = parsed.GetValue(record),
            Module = new ModuleChoice
            {
                Profile = parsed.GetValue(profile)!,
                Seed = parsed.GetValue(seed),
                Faults = parsed.GetValue(fault) ?? [],
                IsOff = parsed.GetValue(off),
                Rate = parsed.GetValue(rate),
            },
        }));
        return command;
    }

    private static int Run(SimulateSettings settings)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            using var simulation = new Simulation(settings);
            Invite(simulation, settings);
            simulation.Run(stop.Token);
            Console.WriteLine("Stopped.");
            return 0;
        }
        catch (Exception e) when (e is IOException or SocketException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"The simulation could not start: {e.Message}");
            return 2;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static void Invite(Simulation simulation, SimulateSettings settings)
    {
        var module = settings.Module;
        Console.WriteLine($"A virtual {simulation.Module.Machine.Options.Model.Name}, {(module.IsOff ? "switched off" : "switched on")}, {(module.Rate == 0 ? "autobauding" : $"{module.Rate} baud")}.");
        Console.WriteLine(simulation.Invitation);

        if (simulation.Control is { } control)
        {
            Console.WriteLine($"Pins and the world outside: 127.0.0.1:{control.Port}, for example: echo 'get state' | socat -t 1 - TCP:127.0.0.1:{control.Port}");
        }

        if (module.IsOff)
        {
            Console.WriteLine(simulation.Control is null
                ? "Nothing can switch it on: start again with --control PORT, or without --off."
                : "Switch it on with 'set pwrkey 0', and 'set pwrkey 1' after a second.");
        }

        Console.WriteLine("Ctrl-C ends it.");
    }
}
