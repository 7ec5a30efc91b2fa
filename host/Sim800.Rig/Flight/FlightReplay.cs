using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Sim800.Simulator;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Power;
using Sim800.Simulator.Settings;
using Wire;

namespace Sim800.Rig.Flight;

/// <summary>
/// Shows what a flight recorder has kept on a virtual module: the board's commands are typed and its lines driven when they were, the world outside does what it did, the module says what
/// it said by itself, and where the recorded one failed this one is made to. The trace has the records beside it; what came out otherwise is listed.
/// </summary>
internal sealed partial class FlightReplay
{
    private const int Escape = 27;

    /// <summary>The replayed module must not be later than the recorded one: the next command would come before it has answered.</summary>
    private const long Margin = 30 * Nanoseconds.PerMillisecond;

    /// <summary>From the beginning until the first record: what was before it is set up in this time.</summary>
    private const long Preamble = 60 * Nanoseconds.PerSecond;
    private const long StepTime = 5 * Nanoseconds.PerSecond;

    /// <summary>Boot codes so long after a start belong to it.</summary>
    private const long BootTime = 20 * Nanoseconds.PerSecond;

    /// <summary>Any point of the code's own tolerance below the lowest voltage, and above the highest.</summary>
    private const int TooLow = 3_350;
    private const int TooHigh = 4_450;

    private readonly EventQueue _queue = new();
    private readonly FlightLog _log;
    private readonly FlightNetwork _network;
    private readonly VirtualModule _module;
    private readonly Uart _port;
    private readonly Waveform? _waveform;
    private readonly StringBuilder _heard = new();
    private readonly List<string> _differences = [];
    private readonly List<int> _echoes = [];
    private int _payload;
    private bool _asked;
    private long _started = long.MinValue / 2;

    public FlightReplay(TextReader records, TextWriter trace, TextWriter? vcd)
    {
        _log = new FlightLog(FlightRecord.Read(records));
        _network = new FlightNetwork(_queue);
        _waveform = vcd is null ? null : new Waveform(vcd);
        var options = new Sim800Options
        {
            Latencies = Latencies.None,
            StartsOn = _log.StartsOn,
            Stored = new Profile { BaudRate = _log.ModuleRate },
        };
        _module = new VirtualModule(_queue, _network, options, new Recorder(trace), _waveform);
        _port = new Uart(_queue, _log.ModuleRate) { ClearToSend = _module.Lines.Cts, Received = Hear };
        Uart.Connect(_port, _module.Uart);
        _module.Lines.Dtr.Drive(Side.Host, false);
        _module.Lines.Rts.Drive(Side.Host, false);
    }

    /// <summary>What the virtual module answered otherwise than the recorded one, one line each.</summary>
    public IReadOnlyList<string> Differences => _differences;

    /// <summary>How many results there were.</summary>
    public int Results { get; private set; }

    public void Run()
    {
        _module.Start();
        SetUp();
        _port.BaudRate = _log.PortRate;
        var records = _log.Records;
        for (var i = 0; i < records.Count; i++)
        {
            _queue.AdvanceTo(Math.Max(_queue.Now, Preamble + records[i].Time - records[0].Time));
            Play(i, records[i]);
        }

        _queue.AdvanceTo(_queue.Now + Nanoseconds.PerSecond);
        foreach (var difference in _differences)
        {
            _module.Recorder.Note(_queue.Now, $"otherwise: {difference}");
        }

        _module.Recorder.Flush();
        _waveform?.End(_queue.Now);
    }

    [GeneratedRegex(@"\+CIPSTART=(?:(?<link>\d),)?""")]
    private static partial Regex StartCommand();

    [GeneratedRegex(@"^AT\+CIPSEND=(?:\d,)?(?<count>\d+)$")]
    private static partial Regex SendCommand();

    [GeneratedRegex(@"^(?<link>\d), (?<what>CONNECT OK|CONNECT FAIL|CLOSED)$")]
    private static partial Regex LinkCode();

    [GeneratedRegex(@"^\+(RECEIVE|IPD),(?<link>\d),(?<count>\d+)")]
    private static partial Regex PushCode();

    [GeneratedRegex(@"^\? (?<count>\d+) bytes$")]
    private static partial Regex Unknown();

    [GeneratedRegex(@"^(OK|ERROR|DATA ACCEPT|SEND |CLOSE OK|SHUT OK|STATE:|C:|\d, (SEND|CLOSE OK|ALREADY)|\+CIPRXGET: [234]|\+CIPSTATUS|\+CIPSEND|\+CIPMUX|\+CIPHEAD|\+CIPACK|\+CM[ES] ERROR|\+CDNSGIP|REMOTE IP|SERVER)")]
    private static partial Regex Answer();

    /// <summary>What was before the first record.</summary>
    private void SetUp()
    {
        if (_log.WasSetUp)
        {
            Say("AT+CMEE=1;E0");
        }

        if (_log.HadContext)
        {
            var multi = _log.IsSingle ? 0 : 1;
            Say($"AT+CIPMUX={multi};+CIPQSEND=1;+CIPRXGET=1;{(_log.IsSingle ? "+CIPHEAD=1;" : "")}+CSTT=\"internet\"");
            Say("AT+CIICR");
            Say("AT+CIFSR");
        }

        foreach (var link in _log.Links)
        {
            _network.Link = link;
            _network.Decide(link, connected: true);
            Say($"AT+CIPSTART={(_log.IsSingle ? "" : $"{link},")}\"TCP\",\"192.0.2.1\",1");
        }

        _queue.AdvanceTo(Preamble);
        _heard.Clear();
    }

    private void Say(string line)
    {
        Type(line);
        _queue.AdvanceTo(_queue.Now + StepTime);
    }

    private void Type(string line) => _port.Send(Encoding.Latin1.GetBytes(line + '\r'));

    private void Play(int index, FlightRecord record)
    {
        if (record.Sign != '>')
        {
            _module.Recorder.Note(_queue.Now, $"recorded {record.Sign} {record.Text}");
        }

        switch (record.Sign)
        {
            case '>':
                PlayCommand(index, record);
                break;
            case '<':
                Compare(record);
                break;
            case '*':
                PlayCode(index, record.Text);
                break;
            case '#':
                PlayEdge(record.Text);
                break;
            case '=':
                PlayState(record);
                break;
        }
    }

    private void PlayCommand(int index, FlightRecord record)
    {
        _heard.Clear();
        _payload = 0;
        _asked = true;
        _echoes.Add(record.Text.Length);
        if (Completed(record.Text) is not { } line)
        {
            // Its answer is not known either, but that there was one.
            _module.Recorder.Note(_queue.Now, $"recorded > {record.Text}, which cannot be typed");
            line = "AT";
        }

        if (_log.ResultOf(index) is { } result)
        {
            Strike(NameOf(line), result, result.Time - record.Time);
        }

        if (StartCommand().Match(line) is { Success: true } start)
        {
            _network.Link = FlightLog.LinkIn(start);
        }

        if (SendCommand().Match(line) is { Success: true } send)
        {
            _payload = int.Parse(send.Groups["count"].Value, CultureInfo.InvariantCulture);
        }

        Type(line);
    }

    /// <summary>A line from which a secret was left out, with something in its place; null if nothing is known of it.</summary>
    private static string? Completed(string line) => line switch
    {
        [.. var begin, '.', '.', '.'] when begin.EndsWith("+CSTT=", StringComparison.Ordinal) => begin + "\"internet\"",
        [.. var begin, '.', '.', '.'] when begin.EndsWith("+CIPCSGP=1,", StringComparison.Ordinal) => begin + "\"internet\"",
        [.. _, '.', '.', '.'] => null,
        _ => line,
    };

    private static string NameOf(string line)
    {
        var end = line.IndexOfAny(['=', '?', ';']);
        return end < 0 ? line[2..] : line[2..end];
    }

    private void Strike(string command, FlightRecord result, long duration)
    {
        // A module that is off, or at another rate, says nothing anyway.
        if (_module.Machine.PowerState != PowerState.On || _port.BaudRate != _module.Uart.BaudRate)
        {
            return;
        }

        var waitsForResult = result.Text.EndsWith("(SendResult)", StringComparison.Ordinal);
        if (result.IsWell && duration > Margin)
        {
            _module.Strike(new CommandFault(command, CommandEffect.LateAnswer, duration - Margin, Count: 1));
        }
        else if (result.HasFailed("Rejected"))
        {
            _module.Strike(new CommandFault(command, CommandEffect.Error, Count: 1));
        }
        else if (result.HasFailed("SendFailed"))
        {
            _module.Strike(new CommandFault(command, CommandEffect.FailedResult, Math.Max(0, duration - Margin), Count: 1));
        }
        else if (result.HasFailed("TimedOut"))
        {
            _module.Strike(new CommandFault(command, waitsForResult ? CommandEffect.NoResult : CommandEffect.NoAnswer, Count: 1));
        }
    }

    private void PlayCode(int index, string text)
    {
        if (LinkCode().Match(text) is { Success: true } code)
        {
            var link = FlightLog.LinkIn(code);
            if (code.Groups["what"].Value == "CLOSED")
            {
                _network.Close(link);
            }
            else
            {
                _network.Decide(link, code.Groups["what"].Value == "CONNECT OK");
            }
        }
        else if (FlightLog.Notice().Match(text) is { Success: true } notice)
        {
            var link = FlightLog.LinkIn(notice);
            _network.Arrive(link, _log.BytesBehind(index, link));
        }
        else if (PushCode().Match(text) is { Success: true } push)
        {
            _network.Arrive(FlightLog.LinkIn(push), int.Parse(push.Groups["count"].Value, CultureInfo.InvariantCulture));
        }
        else if (Unknown().Match(text) is { Success: true } unknown)
        {
            var count = int.Parse(unknown.Groups["count"].Value, CultureInfo.InvariantCulture);
            if (_echoes.Count > 0 && !_echoes.Contains(count))
            {
                Unsolicited(new string('?', count));
            }
        }
        else
        {
            PlayCode(text);
        }
    }

    private void PlayCode(string text)
    {
        switch (text)
        {
            case "+PDP: DEACT":
                _module.Strike(new ContextLossFault(0));
                break;
            case "RDY" or "+CFUN: 1" or "+CPIN: READY" or "Call Ready" or "SMS Ready":
                // They come by themselves once it starts; without a cause that is known, this is where it does.
                if (text is "RDY" or "+CFUN: 1" && _queue.Now - _started > BootTime)
                {
                    _started = _queue.Now;
                    _module.Strike(new RestartFault(0));
                }

                break;
            case "UNDER-VOLTAGE POWER DOWN":
                _module.Strike(new SupplyFault(0, TooLow));
                break;
            case "OVER-VOLTAGE POWER DOWN":
                _module.Strike(new SupplyFault(0, TooHigh));
                break;
            case "NORMAL POWER DOWN":
                break;
            default:
                if (!Answer().IsMatch(text))
                {
                    Unsolicited(text);
                }

                break;
        }
    }

    private void Unsolicited(string text) => _module.Machine.SendUnsolicited(text, _queue.Now);

    private void PlayEdge(string text)
    {
        var words = text.Split(' ');
        var lines = _module.Lines;
        var line = words[0] switch
        {
            "DTR" => lines.Dtr,
            "PWRKEY" => lines.PwrKey,
            "RST" => lines.Rst,
            _ => null, // an output of the module, or the supply, which the virtual one always has
        };
        line?.Drive(Side.Host, words[1] == "high");
        if (line is not null && line != lines.Dtr)
        {
            _started = _queue.Now;
        }
    }

    private void PlayState(FlightRecord record)
    {
        var words = record.Text.Split(' ');
        if (words[0] == "rate")
        {
            _port.BaudRate = FlightLog.RateOf(record);
        }
        else if (words[0] == "escapes")
        {
            _port.Send(Enumerable.Repeat((byte)Escape, int.Parse(words[1], CultureInfo.InvariantCulture)).Append((byte)'\r').ToArray());
        }
    }

    private void Compare(FlightRecord result)
    {
        if (!_asked)
        {
            return; // the ring has forgotten what it answers, or it is the end of a wait for something else
        }

        _asked = false;
        Results++;
        var heard = _heard.ToString();
        var failed = heard.Contains("ERROR", StringComparison.Ordinal) || heard.Contains("SEND FAIL", StringComparison.Ordinal);
        var answered = failed || heard.Contains("OK", StringComparison.Ordinal) || heard.Contains("DATA ACCEPT", StringComparison.Ordinal) || heard.Contains("NORMAL POWER", StringComparison.Ordinal)
            || heard.Contains("SERVER ", StringComparison.Ordinal) || heard.Contains("CONNECT", StringComparison.Ordinal) || LocalAddress().IsMatch(heard);
        var expected = result.IsWell ? "well" : result.HasFailed("Rejected") || result.HasFailed("SendFailed") ? "refused" : result.HasFailed("TimedOut") ? "silent" : null;
        var found = failed ? "refused" : answered ? "well" : "silent";
        if (expected is not null && expected != found)
        {
            _differences.Add(string.Create(CultureInfo.InvariantCulture, $"{result.Time / Nanoseconds.PerMillisecond / 1_000m:F3} recorded '{result.Text}', the virtual module was {found}"));
        }
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+\.\d+")]
    private static partial Regex LocalAddress();

    private void Hear(byte value)
    {
        _heard.Append((char)value);
        if (value == '>' && _payload > 0)
        {
            _port.Send(Enumerable.Repeat((byte)'.', _payload).ToArray());
            _payload = 0;
        }
    }
}
