using Sim800.Nano.Channels;
using Sim800.Nano.Links;
using Sim800.Nano.Parsing;

namespace Sim800.Nano.Power;

/// <summary>
/// What there is in a module that is being brought up: its settings, the state of its contexts and links. It stands before the usual taker of codes as long as that lasts,
/// and sees whether the module goes off meanwhile.
/// </summary>
internal sealed class Inventory : ICodeSink
{
    /// <summary>What one with a context is asked for: the settings that a context keeps, or hands on to its connections. Two letters of each name tell the answers apart.</summary>
    public const string ContextQuestion = "AT+CIPQSEND?;+CIPRXGET?;+CIPSRIP?;+CIPATS?";

    private const int Time = 5_000;

    // +IPR, and +CIP with two letters of its own.
    private const int LengthOfRate = 4;
    private const int ShortestSetting = 6;
    private const int NameLetter = 4;

    private int _prompt = -1;

    /// <summary>Initializes a new instance of the <see cref="Inventory"/> class.</summary>
    public Inventory(ICodeSink next)
    {
        Next = next;
    }

    /// <summary>The usual taker.</summary>
    public readonly ICodeSink Next;

    /// <summary>What has been found.</summary>
    public ModemFindings Findings;

    /// <summary>Whether it has said that it goes off.</summary>
    public bool WentOff;

    /// <summary>Its fixed rate, 0 if it detects it, or -1 if it has not said.</summary>
    public int Rate = -1;

    /// <summary>AT+CSCLK.</summary>
    public int SlowClock;

    /// <summary>Whether connections are transparent.</summary>
    public bool Transparent;

    /// <summary>Gets a value indicating whether it has told the last of the settings that every module is asked for, AT+CIPSPRT.</summary>
    public bool HasTold => _prompt >= 0;

    /// <summary>Gets a value indicating whether it asks for data without a prompt.</summary>
    public bool HidesPrompt => HasTold && _prompt != 1;

    /// <summary>Whether the context that it has chosen is not up.</summary>
    public bool IsDown;

    /// <summary>Whether the first question went unheard.</summary>
    public bool Missed;

    /// <summary>Gets a value indicating whether it has been started, so that all is at its default unless it was stored.</summary>
    public bool HasStarted => (Findings & (ModemFindings.Off | ModemFindings.Unresponsive)) != 0;

    /// <summary>Whether it accepts data before the peer does.</summary>
    public bool QuickSend;

    /// <summary>Whether it holds what it receives.</summary>
    public bool Manual;

    /// <summary>Whether it names the sender of what it receives.</summary>
    public bool ShowSender;

    /// <summary>After how many seconds it sends by itself, or 0.</summary>
    public int SendTimer;

    /// <summary>Whether it is attached to the packet network.</summary>
    public bool IsAttached;

    /// <summary>What it says of the context that was asked for last, a <see cref="StatusWord"/>.</summary>
    public byte State = StatusWord.Down;

    /// <summary>The same as a state of its way.</summary>
    public ModemGprsState Gprs;

    /// <summary>Gets a value indicating whether that context is up.</summary>
    public bool IsUp => State != StatusWord.Down && State != StatusWord.Lost;

    /// <summary>Its connections, a bit each.</summary>
    public int Links;

    /// <summary>Asks for settings. What one that does not know a setting has not said is taken to be at its default. For the owner of the gate.</summary>
    public int Ask(Channel channel, string question)
    {
        int outcome = channel.Ask(question, null, Time, false);
        return Outcome.Pardon(outcome);
    }

    /// <summary>Takes note of how it has answered: whether the first question went unheard, and whether a digit came instead of words.</summary>
    public void Note(bool missed, bool terse)
    {
        Missed = missed;
        Findings |= terse ? ModemFindings.ForeignSettings : 0;
    }

    /// <summary>Concludes from the settings, which it has told, and from whether others that could have been stored are not at their default.</summary>
    public void Judge(bool stored)
    {
        bool started = HasStarted;
        Findings |= Rate == 0 ? ModemFindings.Autobauding : 0;
        Findings |= SlowClock != 0 && Missed && !started ? ModemFindings.Asleep : 0;

        if (HidesPrompt || (started && (stored || Transparent)))
        {
            Findings |= ModemFindings.ForeignSettings;
        }
    }

    /// <summary>The options of a context that is taken over, as far as the module can tell them.</summary>
    public ModemContextOptions ToOptions(bool single) => new ModemContextOptions
    {
        SingleConnection = single,
        ReceiveMode = Manual ? ModemReceiveMode.Manual : ModemReceiveMode.Push,
        AcknowledgedSend = !QuickSend,
        ShowRemoteAddress = Manual && ShowSender,
        SendTimer = SendTimer,
    };

    /// <summary>Whether it listens in that context.</summary>
    public bool Listens;

    /// <summary>Forgets the state of the context before: another one is asked for.</summary>
    public void Begin()
    {
        State = StatusWord.Down;
        Links = 0;
        Listens = false;
    }

    /// <summary>Takes note that the connections of that context are being closed, and that the context stays.</summary>
    public void EndLinks()
    {
        State = StatusWord.Idle;
        Links = 0;
    }

    /// <inheritdoc/>
    public void Take(Parser line)
    {
        switch (line.Kind)
        {
            case LineKind.Address:
                return;
            case LineKind.Attached:
                IsAttached = line.Field(0) == 1;
                return;
            case LineKind.Text:
                if (TakeSetting(line))
                {
                    return;
                }

                break;
            case LineKind.DataNotice:
                // In single connection mode the answer looks like the code.
                TakeSetting(line);
                break;
            case LineKind.State:
                State = StatusWord.Read(line);
                Gprs = GprsWord.Read(line);

                // In single connection mode it is that of the one link, or of the listener.
                Listens |= State == StatusWord.Listening;
                Links |= !line.Multi && IsConnection(State) ? 1 : 0;
                break;
            case LineKind.ListenerStatus:
                Listens = true;
                break;
            case LineKind.LinkStatus:
            case LineKind.LastLinkStatus:
                Links |= IsConnection(StatusWord.Read(line)) ? 1 << line.Link : 0;
                break;
            case LineKind.PowerDown:
                WentOff = true;
                break;
        }

        Next.Take(line);
    }

    /// <inheritdoc/>
    public Ring FindRing(Parser header) => Next.FindRing(header);

    /// <inheritdoc/>
    public void Lose(int link) => Next.Lose(link);

    /// <inheritdoc/>
    public void Settle() => Next.Settle();

    /// <inheritdoc/>
    public void Abandon(int link) => Next.Abandon(link);

    /// <inheritdoc/>
    public void Tell(ModemEvent code) => Next.Tell(code);

    /// <inheritdoc/>
    public void Restarted() => Next.Restarted();

    // Also one that is on the way to be connected, or to be closed: the module would refuse a new one there.
    private static bool IsConnection(byte word) => word == StatusWord.Connected || word == StatusWord.Other;

    private bool TakeSetting(Parser line)
    {
        byte[] window = line.Window;
        int name = line.TextStart;
        int end = line.TextEnd;
        int at = name;
        while (at < end && window[at] != Ascii.Colon)
        {
            at++;
        }

        int length = at - name;
        int value = Ascii.ReadNumber(window, ref at, end);
        if (value < 0 || length < LengthOfRate || window[name] != Ascii.Plus)
        {
            return false;
        }

        byte second = window[name + 2];
        byte third = window[name + 3];
        if (length == LengthOfRate && second == Ascii.P)
        {
            Rate = value;
        }
        else if (second == Ascii.S && third == Ascii.C)
        {
            SlowClock = value;
        }
        else if (second == Ascii.I && third == Ascii.P && length >= ShortestSetting)
        {
            TakeSetting(window[name + NameLetter], window[name + NameLetter + 1], value, Ascii.ReadNumber(window, ref at, end));
        }
        else
        {
            return false;
        }

        return true;
    }

    private void TakeSetting(byte first, byte second, int value, int next)
    {
        bool on = value == 1;
        switch (first)
        {
            case Ascii.M: // MODE; MUX is the marker
                Transparent = second == Ascii.O ? on : Transparent;
                break;
            case Ascii.S: // SPRT, SRIP
                _prompt = second == Ascii.P ? value : _prompt;
                ShowSender = second == Ascii.R ? on : ShowSender;
                break;
            case Ascii.Q: // QSEND
                QuickSend = on;
                break;
            case Ascii.R: // RXGET
                Manual = on;
                break;
            case Ascii.A: // ATS
                SendTimer = on && next > 0 ? next : 0;
                break;
        }
    }
}
