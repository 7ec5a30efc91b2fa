using System.Globalization;
using Sim800.Simulator.Messages;
using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Commands;

/// <summary>Short messages. Sources: fact sheet 1.5, 7.1, 11.5; manual chapter 4.</summary>
internal static class MessageCommands
{
    private const int LongestText = 1024;

    /// <summary>The bit of AT+CSMP's first octet.</summary>
    private const int WantsReport = 0x20;

    private static readonly string[] s_stores = ["SM", "ME", "SM_P", "ME_P", "MT"];
    private static readonly string[] s_sweeps = ["DEL READ", "DEL UNREAD", "DEL SENT", "DEL UNSENT", "DEL INBOX", "DEL ALL"];
    private static readonly int[][] s_notifications = [[0, 1, 2, 3], [0, 1, 2, 3], [0, 2], [0, 1], [0, 1]];

    public static IEnumerable<Command> All =>
    [
        new("+CMGF")
        {
            Test = _ => Reply.Info("+CMGF: (0,1)"),
            Read = call => Reply.Info($"+CMGF: {(call.Machine.Profile.TextMessages ? 1 : 0)}"),
            Write = call => WithCard(call, () => call.TryOnlyNumber(0, 1, out var value) ? Done(() => call.Machine.Profile.TextMessages = value == 1) : Reply.Error),
        },
        new("+CSCS")
        {
            Test = _ => Reply.Info($"+CSCS: ({Quoted(CharacterSet.Names)})"),
            Read = call => Reply.Info($"+CSCS: \"{call.Machine.Profile.CharacterSet}\""),
            Write = call => call.Count == 1 && CharacterSet.Names.Contains(call.Text(0)) ? Done(() => call.Machine.Profile.CharacterSet = call.Text(0)) : Reply.BadParameter,
        },
        new("+CSMS")
        {
            Test = _ => Reply.Info("+CSMS: (0,1)"),
            Read = call => Reply.Info($"+CSMS: {call.Machine.Messages.Service},1,1,1"),
            Write = call =>
            {
                if (!call.TryOnlyNumber(0, 1, out var service))
                {
                    return Reply.Error;
                }

                call.Machine.Messages.Service = service;
                return Reply.Info("+CSMS: 1,1,1");
            },
        },
        new("+CSDH")
        {
            Test = _ => Reply.Info("+CSDH: (0,1)"),
            Read = call => Reply.Info($"+CSDH: {(call.Machine.Messages.ShowsDetails ? 1 : 0)}"),
            Write = call => call.TryOnlyNumber(0, 1, out var value) ? Done(() => call.Machine.Messages.ShowsDetails = value == 1) : Reply.Error,
        },
        new("+CNMI")
        {
            Test = _ => Reply.Info("+CNMI: (0-3),(0-3),(0,2),(0,1),(0,1)"),
            Read = call => Reply.Info($"+CNMI: {string.Join(',', call.Machine.Profile.NewMessages)}"),
            Write = SetNotification,
        },
        new("+CPMS")
        {
            Test = _ => Reply.Info($"+CPMS: ({Quoted(s_stores)}),({Quoted(s_stores)}),({Quoted(s_stores)})"),
            Read = call => Reply.Info($"+CPMS: {string.Join(',', call.Machine.Messages.Stores.Select(store => $"\"{store}\",{Usage(call)}"))}"),
            Write = SetStores,
        },
        new("+CSCA")
        {
            Test = _ => Reply.Ok,
            Read = call => Reply.Info($"+CSCA: \"{call.Machine.Messages.ServiceCentre}\",{Calls.CallControl.TypeOf(call.Machine.Messages.ServiceCentre)}"),
            Write = call => call.Text(0).Length > 0 ? Done(() => call.Machine.Messages.ServiceCentre = call.Text(0)) : Reply.BadParameter,
        },
        new("+CSMP")
        {
            Test = _ => Reply.Ok,
            Read = call => Reply.Info($"+CSMP: {call.Machine.Messages.Parameters}"),
            Write = SetParameters,
        },
        new("+CMGS") { Test = _ => Reply.Ok, Write = call => WithCard(call, () => Prompt(call, Send)), Works = true },
        new("+CMGW") { Test = _ => Reply.Ok, Write = call => WithCard(call, () => Prompt(call, Keep)), Works = true },
        new("+CMSS") { Test = _ => Reply.Ok, Write = SendStored },
        new("+CMGR") { Test = _ => Reply.Ok, Write = Read },
        new("+CMGL")
        {
            Test = call => Reply.Info(call.Machine.Profile.TextMessages ? $"+CMGL: ({Quoted(Message.Texts)},\"ALL\")" : "+CMGL: (0-4)"),
            Execute = call => List(call, message => message.Status == MessageStatus.Unread),
            Write = ListSome,
        },
        new("+CMGD")
        {
            Test = call => Reply.Info($"+CMGD: ({string.Join(',', call.Machine.Messages.All.Select(message => message.Index))}),(0-4)"),
            Write = Delete,
        },
        new("+CMGDA") { Write = Sweep },
    ];

    private static Reply Done(Action action)
    {
        action();
        return Reply.Ok;
    }

    private static Reply WithCard(Invocation call, Func<Reply> answer) =>
        call.Machine.Radio.SimIsReady ? answer() : Reply.Fail(call.Machine.Radio.HasSim ? CmsError.SimBusy : CmsError.SimNotInserted);

    private static string Quoted(IEnumerable<string> words) => string.Join(',', words.Select(word => $"\"{word}\""));

    private static string Usage(Invocation call) => $"{call.Machine.Messages.Count},{MessageCentre.Capacity}";

    private static Reply SetNotification(Invocation call)
    {
        var values = call.Machine.Profile.NewMessages.ToArray();
        if (call.Count is 0 or > 5)
        {
            return Reply.Error;
        }

        for (var i = 0; i < call.Count; i++)
        {
            if (!call.TryNumber(i, 0, 3, out values[i]) || !s_notifications[i].Contains(values[i]))
            {
                return Reply.Error;
            }
        }

        call.Machine.Profile.NewMessages = [.. values];
        return Reply.OkThen(call.Machine.Messages.OnNotificationChanged);
    }

    private static Reply SetStores(Invocation call)
    {
        var stores = call.Machine.Messages.Stores.ToArray();
        if (call.Count is 0 or > 3 || call.Arguments.Any(argument => !s_stores.Contains(argument.Text)))
        {
            return Reply.Error;
        }

        for (var i = 0; i < call.Count; i++)
        {
            stores[i] = call.Text(i);
        }

        call.Machine.Messages.Stores = stores;
        return Reply.Info($"+CPMS: {Usage(call)},{Usage(call)},{Usage(call)}");
    }

    private static Reply SetParameters(Invocation call)
    {
        if (call.Count is not (1 or 4) || !Enumerable.Range(0, call.Count).All(i => call.TryNumber(i, 0, 255, out _)))
        {
            return Reply.Error;
        }

        var parameters = call.Machine.Messages.Parameters.Split(',');
        for (var i = 0; i < call.Count; i++)
        {
            parameters[i] = call.Text(i);
        }

        call.Machine.Messages.Parameters = string.Join(',', parameters);
        return Reply.Ok;
    }

    /// <summary>Text mode names the number in the command, PDU mode the length; the rest is typed at the prompt.</summary>
    private static Reply Prompt(Invocation call, Func<Invocation, SubmittedMessage, Reply> finish)
    {
        var machine = call.Machine;
        var isText = machine.Profile.TextMessages;
        var length = 0;
        var number = isText ? CharacterSet.Decode(call.Text(0), machine.Profile.CharacterSet) : null;
        if (isText ? number is not { Length: > 0 } : !call.TryOnlyNumber(7, 164, out length))
        {
            return BadText(isText);
        }

        machine.Output.Write(UnitKind.Prompt, Framing.Prompt(machine.Options.SpaceAfterPrompt));
        machine.Receiver.TakePayload(new MessagePayload(
            machine,
            typed => machine.Timers.After(call.Latency, () => machine.Executor.Complete(Finish(typed))),
            () => machine.Executor.Complete(Given(machine.Options.MessageEscapeAnswer))));
        return Reply.Pending;

        Reply Finish(string typed)
        {
            if (isText && typed.Length > LongestText)
            {
                return Reply.Fail(CmsError.MessageTooLong);
            }

            return (isText ? FromText(machine, number!, typed) : Pdu.Decode(typed, length)) is { } message ? finish(call, message) : BadText(isText);
        }
    }

    /// <summary>What the options let ESC answer.</summary>
    private static Reply Given(string? answer) => answer switch
    {
        null => Reply.Only(),
        "OK" => Reply.Ok,
        _ => Reply.Only(answer),
    };

    private static Reply BadText(bool isText) => Reply.Fail(isText ? CmsError.InvalidTextMode : CmsError.InvalidPduMode);

    /// <summary>What was typed, as AT+CSMP and AT+CSCS say: octets and sixteen bits come in hexadecimal.</summary>
    private static SubmittedMessage? FromText(Sim800Machine machine, string number, string typed)
    {
        var parameters = machine.Messages.Parameters.Split(',').Select(value => int.Parse(value, CultureInfo.InvariantCulture)).ToArray();
        var coding = Message.CodingOf(parameters[3]);
        var text = coding switch
        {
            Coding.Ucs2 => CharacterSet.Decode(typed, "UCS2"),
            Coding.Octets => Octets(typed),
            _ => CharacterSet.Decode(typed, machine.Profile.CharacterSet) is { } said ? GsmAlphabet.Decode(GsmAlphabet.Encode(said)) : null,
        };
        return text is null ? null : new SubmittedMessage(number, text, coding, (parameters[0] & WantsReport) != 0);
    }

    private static string? Octets(string typed)
    {
        try
        {
            return System.Text.Encoding.Latin1.GetString(Convert.FromHexString(typed));
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static Reply Send(Invocation call, SubmittedMessage message) => call.Machine.Radio.IsRegistered
        ? Reply.Info($"+CMGS: {call.Machine.Messages.Send(message)}")
        : Reply.Fail(CmsError.NoNetwork);

    private static Reply Keep(Invocation call, SubmittedMessage message) =>
        call.Machine.Messages.Store(new Message(0, MessageStatus.Unsent, message.Number, "", message.Text, message.Coding)) is { } stored
            ? Reply.Info($"+CMGW: {stored.Index}")
            : Reply.Fail(CmsError.MemoryFull);

    private static Reply SendStored(Invocation call)
    {
        var messages = call.Machine.Messages;
        if (!call.TryNumber(0, 1, MessageCentre.Capacity, out var index) || messages.Find(index) is not { } message)
        {
            return Reply.Fail(CmsError.InvalidMemoryIndex);
        }

        if (!call.Machine.Radio.IsRegistered)
        {
            return Reply.Fail(CmsError.NoNetwork);
        }

        messages.Replace(message with { Status = message.IsReceived ? message.Status : MessageStatus.Sent });
        var number = CharacterSet.Decode(call.Text(1), call.Machine.Profile.CharacterSet) is { Length: > 0 } other ? other : message.Number;
        return Reply.Info($"+CMSS: {messages.Send(new SubmittedMessage(number, message.Text, message.Coding, WantsReport: false))}");
    }

    private static Reply Read(Invocation call) => WithCard(call, () =>
    {
        var keeps = 0;
        if (!call.TryNumber(0, 1, MessageCentre.Capacity, out var index) || (call.Count > 1 && !call.TryNumber(1, 0, 1, out keeps)))
        {
            return Reply.Fail(CmsError.InvalidMemoryIndex);
        }

        if (call.Machine.Messages.Find(index) is not { } message)
        {
            return call.Machine.Options.EmptyPlaceIsError ? Reply.Fail(CmsError.InvalidMemoryIndex) : Reply.Ok;
        }

        MarkRead(call, message, keeps == 1);
        if (!call.Machine.Profile.TextMessages)
        {
            var (hex, length) = Pdu.Encode(message, call.Machine.Messages.ServiceCentre);
            return Reply.Info($"+CMGR: {(int)message.Status},\"\",{length}", hex);
        }

        var time = message.IsReceived ? $",\"{message.Time}\"" : "";
        return Reply.Info($"+CMGR: \"{message.StatusText}\",\"{call.Machine.Messages.Shown(message.Number)}\",\"\"{time}{call.Machine.Messages.Details(message)}", call.Machine.Messages.Shown(message));
    });

    private static Reply ListSome(Invocation call)
    {
        var isText = call.Machine.Profile.TextMessages;
        var wanted = isText ? Message.Texts.Append("ALL").ToList().IndexOf(call.Text(0))
            : call.TryNumber(0, 0, 4, out var number) ? number : -1;
        var keeps = 0;
        return wanted < 0 || (call.Count > 1 && !call.TryNumber(1, 0, 1, out keeps))
            ? BadText(isText)
            : List(call, message => wanted == 4 || (int)message.Status == wanted, keeps == 1);
    }

    private static Reply List(Invocation call, Func<Message, bool> wanted, bool keeps = false) => WithCard(call, () =>
    {
        var lines = new List<string>();
        foreach (var message in call.Machine.Messages.All.Where(wanted).ToArray())
        {
            MarkRead(call, message, keeps);
            if (call.Machine.Profile.TextMessages)
            {
                var time = message.IsReceived ? $",\"{message.Time}\"" : "";
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"+CMGL: {message.Index},\"{message.StatusText}\",\"{call.Machine.Messages.Shown(message.Number)}\",\"\"{time}{call.Machine.Messages.BriefDetails(message)}"));
                lines.Add(call.Machine.Messages.Shown(message));
            }
            else
            {
                var (hex, length) = Pdu.Encode(message, call.Machine.Messages.ServiceCentre);
                lines.Add($"+CMGL: {message.Index},{(int)message.Status},\"\",{length}");
                lines.Add(hex);
            }
        }

        return lines.Count == 0 ? Reply.Ok : Reply.Info([.. lines]);
    });

    private static void MarkRead(Invocation call, Message message, bool keeps)
    {
        if (message.Status == MessageStatus.Unread && !keeps)
        {
            call.Machine.Messages.Replace(message with { Status = MessageStatus.Read });
        }
    }

    private static Reply Delete(Invocation call) => WithCard(call, () =>
    {
        var which = 0;
        if (!call.TryNumber(0, 1, MessageCentre.Capacity, out var index) || (call.Count > 1 && !call.TryNumber(1, 0, 4, out which)))
        {
            return Reply.Error;
        }

        Remove(call, which switch
        {
            0 => message => message.Index == index,
            1 => message => message.Status == MessageStatus.Read,
            2 => message => message.Status is MessageStatus.Read or MessageStatus.Sent,
            3 => message => message.Status != MessageStatus.Unread,
            _ => _ => true,
        });
        return Reply.Ok;
    });

    private static Reply Sweep(Invocation call) => WithCard(call, () =>
    {
        var which = call.Machine.Profile.TextMessages ? Array.IndexOf(s_sweeps, call.Text(0))
            : call.TryOnlyNumber(1, 6, out var number) ? number - 1 : -1;
        if (which < 0)
        {
            return Reply.Error;
        }

        Remove(call, message => which switch
        {
            0 => message.Status == MessageStatus.Read,
            1 => message.Status == MessageStatus.Unread,
            2 => message.Status == MessageStatus.Sent,
            3 => message.Status == MessageStatus.Unsent,
            4 => message.IsReceived,
            _ => true,
        });
        return Reply.Ok;
    });

    private static void Remove(Invocation call, Func<Message, bool> wanted)
    {
        foreach (var message in call.Machine.Messages.All.Where(wanted).ToArray())
        {
            call.Machine.Messages.Delete(message.Index);
        }
    }
}
