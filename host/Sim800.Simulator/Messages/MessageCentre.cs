using System.Globalization;
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

    private static string[] DefaultStores => ["SM_P", "SM_P", "SM_P"];

    /// <summary>Restart: what is not stored is back at its defaults.</summary>
    public void Reset()
    {
        ShowsDetails = false;
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
    public Message? Store(MessageStatus status, string number, string time, string text)
    {
        for (var index = 1; index <= Capacity; index++)
        {
            if (!_messages.ContainsKey(index))
            {
                return _messages[index] = new Message(index, status, number, time, text);
            }
        }

        return null;
    }

    /// <summary>Sends a message.</summary>
    /// <returns>Its reference.</returns>
    public int Send(string number, string text)
    {
        _sent.Add(new SentMessage(number, text));
        machine.Log($"message to {number}");
        return _reference++ & 255;
    }

    /// <summary>A message arrives: stored and announced, or handed over directly, as AT+CNMI says.</summary>
    /// <returns>Whether the network could deliver it.</returns>
    public bool Receive(string number, string text)
    {
        if (!machine.Radio.IsRegistered || !machine.Power.UartIsOn)
        {
            return false;
        }

        var time = s_epoch.AddSeconds(machine.Now / Nanoseconds.PerSecond).ToString("yy/MM/dd,HH:mm:ss", CultureInfo.InvariantCulture) + "+00";
        if (machine.Profile.NewMessages[1] == 2)
        {
            var message = new Message(0, MessageStatus.Unread, number, time, text);
            var (hex, length) = Pdu.Encode(message, ServiceCentre);
            Announce(machine.Profile.TextMessages ? $"+CMT: \"{number}\",\"\",\"{time}\"{Details(message)}\r\n{text}" : $"+CMT: ,{length}\r\n{hex}");
            return true;
        }

        if (Store(MessageStatus.Unread, number, time, text) is not { } stored)
        {
            machine.Log("message store full");
            return false;
        }

        if (machine.Profile.NewMessages[1] == 1)
        {
            Announce($"+CMTI: \"SM\",{stored.Index}");
        }

        return true;
    }

    /// <summary>What AT+CSDH=1 appends to a received message.</summary>
    public string Details(Message message) => !ShowsDetails ? ""
        : message.IsReceived ? $",{Calls.CallControl.TypeOf(message.Number)},4,0,0,\"{ServiceCentre}\",{Calls.CallControl.TypeOf(ServiceCentre)},{message.Text.Length}"
        : $",{Calls.CallControl.TypeOf(message.Number)},17,0,0,167,\"{ServiceCentre}\",{Calls.CallControl.TypeOf(ServiceCentre)},{message.Text.Length}";

    private void Announce(string text)
    {
        machine.RingIndicator.Flash(machine.Options.MessagePulse);
        if (machine.DataMode.IsActive && machine.Profile.NewMessages[0] is 1)
        {
            machine.Log("message code discarded in data mode");
            return;
        }

        machine.Output.Unsolicited(text, UrcKind.Call);
    }
}
