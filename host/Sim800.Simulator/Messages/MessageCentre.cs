using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sim800.Simulator.Calls;
using Sim800.Simulator.Serial;
using Wire;

namespace Sim800.Simulator.Messages;

/// <summary>The store of short messages and what arrives and leaves (fact sheet 4.2, 7.1, 11.5). The store survives everything, as a SIM card does.</summary>
internal sealed class MessageCentre(Sim800Machine machine)
{
    /// <summary>Places in the store.</summary>
    public const int Capacity = 50;

    private static readonly DateTime s_epoch = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified);

    private readonly SortedDictionary<int, Message> _messages = [];
    private readonly List<SentMessage> _sent = [];
    private readonly List<string> _buffered = [];
    private int _reference;

    /// <summary>In the order of their places.</summary>
    public IEnumerable<Message> All => _messages.Values;

    /// <summary>How many places are taken.</summary>
    public int Count => _messages.Count;

    /// <summary>What has left, oldest first.</summary>
    public IReadOnlyList<SentMessage> Sent => _sent;

    /// <summary>AT+CSCA.</summary>
    public string ServiceCentre { get; set; } = "+8613800210500";

    /// <summary>AT+CSMP, as it is shown.</summary>
    public string Parameters { get; set; } = "17,167,0,0";

    /// <summary>AT+CSDH.</summary>
    public bool ShowsDetails { get; set; }

    /// <summary>AT+CPMS: the three stores by their names; one card stands behind all of them.</summary>
    public IReadOnlyList<string> Stores { get; set; } = DefaultStores;

    /// <summary>AT+CSMS; without effect.</summary>
    public int Service { get; set; }

    private ImmutableArray<int> Notification => machine.Profile.NewMessages;

    private static string[] DefaultStores => ["SM_P", "SM_P", "SM_P"];

    /// <summary>Restart: what is not stored is back at its defaults.</summary>
    public void Reset()
    {
        ShowsDetails = false;
        Service = 0;
        _buffered.Clear();
        Stores = DefaultStores;
    }

    /// <summary>The message at a place, or null.</summary>
    public Message? Find(int index) => _messages.GetValueOrDefault(index);

    /// <summary>Puts a message back with another status.</summary>
    public void Replace(Message message) => _messages[message.Index] = message;

    /// <summary>Frees a place.</summary>
    public void Delete(int index) => _messages.Remove(index);

    /// <summary>Takes the first free place.</summary>
    /// <returns>The message, or null if there is none.</returns>
    public Message? Store(Message unplaced)
    {
        for (var index = 1; index <= Capacity; index++)
        {
            if (!_messages.ContainsKey(index))
            {
                return _messages[index] = unplaced with { Index = index };
            }
        }

        return null;
    }

    /// <summary>Sends a message.</summary>
    /// <returns>Its reference.</returns>
    public int Send(SubmittedMessage message)
    {
        var reference = _reference++ & 255;
        _sent.Add(new SentMessage(message.Number, message.Text));
        machine.Log($"message to {message.Number}");
        if (message.WantsReport)
        {
            var sent = Time;
            machine.Timers.After(machine.Options.MessageReportDelay, () => ReceiveReport(message.Number, reference, sent));
        }

        return reference;
    }

    /// <summary>A message arrives: stored and announced, or handed over directly, as AT+CNMI says.</summary>
    /// <returns>Whether the network could deliver it.</returns>
    public bool Receive(string number, string text, int? messageClass)
    {
        if (!machine.Radio.IsRegistered || !machine.Power.UartIsOn)
        {
            return false;
        }

        var message = new Message(0, MessageStatus.Unread, number, Time, text, GsmAlphabet.Holds(text) ? Coding.SevenBit : Coding.Ucs2, messageClass);
        if (Notification[1] switch { 2 => messageClass != 2, 3 => messageClass == 3, _ => false })
        {
            var (hex, length) = Pdu.Encode(message, ServiceCentre);
            Announce(machine.Profile.TextMessages
                ? $"+CMT: \"{Shown(number)}\",{(machine.Options.MessageCodeHasName ? "\"\"," : "")}\"{message.Time}\"{Details(message)}\r\n{Shown(message)}"
                : $"+CMT: ,{length}\r\n{hex}");
            return true;
        }

        if (Store(message) is not { } stored)
        {
            machine.Log("message store full");
            return false;
        }

        if (Notification[1] != 0)
        {
            Announce($"+CMTI: \"SM\",{stored.Index}");
        }

        return true;
    }

    /// <summary>AT+CNMI: codes that were held back come now, or never.</summary>
    public void OnNotificationChanged()
    {
        if (Notification[0] == 0)
        {
            return;
        }

        if (Notification[4] == 0)
        {
            _buffered.ForEach(code => machine.Output.Unsolicited(code, UrcKind.Call));
        }

        _buffered.Clear();
    }

    /// <summary>A number in the character set of AT+CSCS.</summary>
    public string Shown(string number) => CharacterSet.Encode(number, machine.Profile.CharacterSet);

    /// <summary>A text in the character set of AT+CSCS; in hexadecimal, whatever that is, if it is none of the default alphabet.</summary>
    public string Shown(Message message) => message.Coding switch
    {
        Coding.Ucs2 => Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(message.Text)),
        Coding.Octets => Convert.ToHexString(Encoding.Latin1.GetBytes(message.Text)),
        _ => CharacterSet.Encode(message.Text, machine.Profile.CharacterSet),
    };

    /// <summary>What AT+CSDH=1 appends to a message.</summary>
    public string Details(Message message)
    {
        if (!ShowsDetails)
        {
            return "";
        }

        var (type, coding) = (CallControl.TypeOf(message.Number), message.DataCoding);
        var centre = $"\"{Shown(ServiceCentre)}\",{CallControl.TypeOf(ServiceCentre)}";
        return message.IsReceived ? $",{type},4,0,{coding},{centre},{Length(message)}" : $",{type},17,0,{coding},167,{centre},{Length(message)}";
    }

    /// <summary>What AT+CSDH=1 appends to a message of a list.</summary>
    public string BriefDetails(Message message) => ShowsDetails ? $",{CallControl.TypeOf(message.Number)},{Length(message)}" : "";

    /// <summary>Of the user data: octets, or septets of the default alphabet.</summary>
    private static int Length(Message message) => message.Coding switch
    {
        Coding.Ucs2 => 2 * message.Text.Length,
        Coding.Octets => message.Text.Length,
        _ => GsmAlphabet.Encode(message.Text).Length,
    };

    private string Time =>
        s_epoch.AddSeconds(machine.Now / Nanoseconds.PerSecond).ToString("yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture) + "+00";

    private void ReceiveReport(string number, int reference, string sent)
    {
        if (Notification[3] == 0 || !machine.Radio.IsRegistered)
        {
            machine.Log($"report of message {reference} not wanted");
            return;
        }

        var received = Time;
        var (hex, length) = Pdu.Report(number, reference, sent, received, ServiceCentre);
        Announce(machine.Profile.TextMessages
            ? $"+CDS: 6,{reference},\"{Shown(number)}\",{CallControl.TypeOf(number)},\"{sent}\",\"{received}\",0"
            : $"+CDS: {length}\r\n{hex}");
    }

    private void Announce(string code)
    {
        machine.RingIndicator.Flash(machine.Options.MessagePulse);
        switch (Notification[0])
        {
            case 0:
                machine.Log("message code held back");
                _buffered.Add(code);
                break;
            case 1 when machine.DataMode.IsActive:
                machine.Log("message code discarded in data mode");
                break;
            default:
                machine.Output.Unsolicited(code, UrcKind.Call);
                break;
        }
    }
}
