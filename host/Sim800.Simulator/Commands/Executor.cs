using Sim800.Simulator.Faults;
using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Commands;

/// <summary>
/// Executes command lines: one command after the other, each in its own time, one OK for all of them; an error ends the line (fact sheet
/// 1.3, 1.7). While a line is executed further input is lost (1.1).
/// </summary>
internal sealed class Executor(Sim800Machine machine)
{
    private readonly List<Action> _afterResult = [];
    private LineParser? _line;
    private string? _lastLine;
    private CommandFault? _fault;
    private bool _owesOk;
    private Timing.Timer? _running;

    /// <summary>Whether a line is being executed.</summary>
    public bool IsBusy => _line is not null;

    /// <summary>The name of the command that is being executed.</summary>
    public string Current { get; private set; } = "";

    /// <summary>Restart: the line is forgotten.</summary>
    public void Reset()
    {
        _line = null;
        _lastLine = null;
        _fault = null;
        _afterResult.Clear();
    }

    /// <summary>Executes a line, given without its prefix.</summary>
    public void Run(string line, bool tooLong)
    {
        _lastLine = line;
        _line = new LineParser(machine, line);
        _owesOk = true;
        if (tooLong)
        {
            Deliver(Reply.Error);
        }
        else
        {
            Next(first: true);
        }
    }

    /// <summary>Executes the last line again: A/.</summary>
    public void Repeat() => Run(_lastLine ?? "", tooLong: false);

    /// <summary>How late the command that runs shall answer, for one whose first answer is not its result.</summary>
    public long TakeLateness()
    {
        if (_fault is not { Effect: CommandEffect.LateAnswer } late)
        {
            return 0;
        }

        _fault = null;
        return late.Delay;
    }

    /// <summary>Any character gives up a call that is being dialled or answered (fact sheet 11.6).</summary>
    /// <returns>Whether there was one.</returns>
    public bool GiveUpCall()
    {
        if (_line is null || Current is not ("D" or "A") || _running is not { IsPending: true })
        {
            return false;
        }

        _running.Cancel();
        machine.Log($"AT{Current} given up");
        machine.Calls.HangUp();
        Deliver(Reply.NoCarrier);
        return true;
    }

    /// <summary>Ends the command that answered <see cref="Reply.Pending"/>.</summary>
    public void Complete(Reply reply) => Take(reply);

    private void Next(bool first)
    {
        if (_line!.TryNext(out var invocation))
        {
            Start(invocation);
        }
        else if (first)
        {
            // A bare AT is a command too: it takes its time, and faults may strike it.
            Current = "";
            _fault = Strike("");
            After(machine.Options.Latencies.For(""), () =>
            {
                switch (_fault?.Effect)
                {
                    case CommandEffect.NoAnswer:
                        End();
                        break;
                    case CommandEffect.Restart:
                        After(_fault.Delay, () => machine.Power.Restart("supply"));
                        break;
                    case CommandEffect.Error:
                        Deliver(Reply.Error);
                        break;
                    default:
                        Take(Reply.Ok);
                        break;
                }
            });
        }
        else
        {
            Finish();
        }
    }

    private void Start(Invocation? invocation)
    {
        Current = invocation?.Name ?? "";
        var command = invocation is null ? null : CommandTable.Find(invocation.Name);
        var handler = invocation is null ? null : command?.Handler(invocation.Form);
        _fault = Strike(Current);
        switch (_fault?.Effect)
        {
            case CommandEffect.NoAnswer:
                After(machine.Options.Latencies.Default, End);
                return;
            case CommandEffect.Restart:
                After(_fault.Delay, () => machine.Power.Restart("supply"));
                return;
        }

        if (handler is null || _fault is { Effect: CommandEffect.Error })
        {
            After(machine.Options.Latencies.Default, () => Deliver(Reply.Error));
            return;
        }

        var latencies = machine.Options.Latencies;
        After(command!.Works ? latencies.Default : latencies.For(Current), () =>
        {
            var legal = command.IsLegal(invocation!.Form, machine.TcpIp.Settings.Multi, machine.TcpIp.State);
            Take(legal ? handler(invocation) : Reply.NotAllowed);
        });
    }

    private void Take(Reply reply)
    {
        if (reply.Next is { } next)
        {
            After(reply.Delay, () => Take(next()));
        }
        else if (!reply.IsPending)
        {
            if (_fault is { Effect: CommandEffect.LateAnswer } fault)
            {
                _fault = null;
                After(fault.Delay, () => Deliver(reply));
            }
            else
            {
                Deliver(reply);
            }
        }
    }

    private void Deliver(Reply reply)
    {
        if (reply.Payload is not null && machine.Strike<PayloadFault>() is { } cut)
        {
            reply = reply.WithoutLast(cut.Missing);
            if (cut.Stalls)
            {
                WriteLines(reply);
                End();
                return;
            }
        }

        if (reply.Then is { } then)
        {
            _afterResult.Add(then);
        }

        if (reply.Final == FinalResult.OkBefore)
        {
            WriteResult("OK", 0);
        }

        WriteLines(reply);
        if (reply.Final == FinalResult.Connect)
        {
            WriteResult("CONNECT", 1);
            End();
            return;
        }

        if (reply.Final is FinalResult.Error or FinalResult.NoCarrier)
        {
            if (reply.Final == FinalResult.NoCarrier)
            {
                WriteResult("NO CARRIER", 3);
            }
            else if (reply.MessageCode is { } code)
            {
                WriteErrorText($"+CMS ERROR: {(machine.Options.SpellsMessageErrors && machine.Profile.ErrorFormat == 2 ? CmsErrorText.Of(code) : (int)code)}");
            }
            else
            {
                WriteError(reply.Code);
            }

            _owesOk = false;
            End();
            return;
        }

        _owesOk = reply.Final == FinalResult.Ok;
        if (_line is not null)
        {
            Next(first: false);
        }
    }

    private void WriteLines(Reply reply)
    {
        var first = true;
        for (var i = 0; i < reply.Lines.Count; i++)
        {
            if (reply.Lines[i].Length == 0)
            {
                first = true;
                continue;
            }

            var line = Framing.Information(reply.Lines[i], first, machine.Profile.Verbose);
            first = false;
            var last = i == reply.Lines.Count - 1;
            if (last && reply.Payload is { } payload)
            {
                machine.Output.Write(UnitKind.Payload, [.. line, .. payload]);
            }
            else
            {
                machine.Output.Write(last && reply.Final == FinalResult.None ? UnitKind.Result : UnitKind.Information, line);
            }
        }
    }

    private void WriteError(CmeError code)
    {
        var format = code == CmeError.Plain ? 0 : machine.Profile.ErrorFormat;
        switch (format)
        {
            case 0:
                WriteResult("ERROR", 4);
                break;
            case 1:
                WriteErrorText($"+CME ERROR: {(int)code}");
                break;
            default:
                var text = CmeErrorText.Of(code);
                WriteErrorText($"+CME ERROR: {(machine.Options.LowerCaseErrors && (int)code >= 600 ? text.ToLowerInvariant() : text)}");
                break;
        }
    }

    private void WriteErrorText(string text)
    {
        if (!machine.Profile.Quiet)
        {
            machine.Output.Write(UnitKind.Result, Framing.Information(text, first: true, machine.Profile.Verbose));
        }
    }

    private void WriteResult(string word, int digit)
    {
        if (!machine.Profile.Quiet)
        {
            machine.Output.Write(UnitKind.Result, Framing.Result(word, digit, machine.Profile.Verbose));
        }
    }

    private void Finish()
    {
        if (_owesOk)
        {
            WriteResult("OK", 0);
        }

        End();
    }

    private void End()
    {
        _line = null;
        _fault = null;
        Action[] after = [.. _afterResult];
        _afterResult.Clear();
        foreach (var action in after)
        {
            action();
        }

        machine.Output.ReleaseHeld();
        machine.Sleep.Touch();
        machine.Receiver.ReadKept();
    }

    private CommandFault? Strike(string command)
    {
        var fault = machine.Faults.StrikeAnswer(command);
        if (fault is not null)
        {
            machine.Log($"fault {fault.Effect} strikes AT{command}");
        }

        return fault;
    }

    private void After(long delay, Action action)
    {
        if (delay == 0)
        {
            action();
        }
        else
        {
            _running = machine.Timers.After(delay, action);
        }
    }
}
