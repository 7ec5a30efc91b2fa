namespace Sim800.Simulator;

/// <summary>
/// Ready-made answers to everything that the documents leave open. Firmware that gets along with all of them gets along with
/// any module; each can be refined with <c>with</c>.
/// </summary>
public static class OptionProfiles
{
    /// <summary>The documented defaults of <see cref="Sim800Options"/>: what logs of real modules show most often.</summary>
    public static readonly Sim800Options Default = new();

    /// <summary>Forgives what can be forgiven.</summary>
    public static readonly Sim800Options Lenient = new()
    {
        AcceptsExactSendSize = true,
        EchoesPayload = false,
        LineFeedIsPayload = false,
        EmptyReadIsError = false,
        KeepsUnreadAfterClose = true,
        NoticeRearm = NoticeRearm.AfterRead,
        StateBeforeConnectFail = false,
        RemoteCloseEndsProcessing = true,
        ClosedAfterContextLoss = true,
        StoresBaudRateAtOnce = true,
        KeepsInputWhileBusy = true,
        SuppressesPinCodeUnderAutobaud = false,
        ListensWhileProcessing = true,
        ListensAfterClose = true,
        ListensAgainAfterClose = true,
        ExactGuardTimeEscapes = true,
        AutomaticWakeTime = 0,
        IgnoresSpaces = true,
        AcceptsUnquotedNames = true,
        AcceptsSameMode = true,
        ConnectsAfterClose = true,
        CountsAfterClose = true,
        ListensTwice = true,
        StateAfterFailedBringUp = TcpIp.IpState.Start,
        StateAfterConnectFail = TcpIp.IpState.Status,
        EscapedData = TcpIp.EscapedData.Hold,
    };

    /// <summary>Holds to the letter of the manual where it has one, and takes its silence for a refusal.</summary>
    public static readonly Sim800Options StrictManual = new()
    {
        AcceptsExactSendSize = false,
        EscapeAnswer = null,
        EchoesPayload = true,
        LineFeedIsPayload = true,
        EmptyReadIsError = true,
        KeepsUnreadAfterClose = false,
        NoticeRearm = NoticeRearm.WhenEmptied,
        AlreadyConnectAfterOk = true,
        StateBeforeConnectFail = true,
        RemoteCloseEndsProcessing = false,
        ClosedAfterContextLoss = false,
        NotReadyBeforeOk = false,
        StoresBaudRateAtOnce = false,
        KeepsInputWhileBusy = false,
        SuppressesPinCodeUnderAutobaud = true,
        ListensWhileProcessing = false,
        ListensAfterClose = false,
        ListensAgainAfterClose = false,
        ExactGuardTimeEscapes = false,
        EscapedData = TcpIp.EscapedData.Drop,
        IgnoresSpaces = false,
        AcceptsUnquotedNames = false,
        TerseCodes = true,
        PadsRegisters = true,
        SpaceAfterRevision = true,
        MessageEscapeAnswer = null,
        EmptyPlaceIsError = true,
        AcceptsSameMode = false,
        TransparentInMultiError = -1,
        AlreadyConnectWhileConnecting = false,
        CountsAfterClose = false,
        FixesReceiveModeWhileConnected = true,
        DelaysRemoteClose = true,
        HangUpClosesConnection = true,
    };

    /// <summary>A build of 2013: slower, smaller buffers, and the oddities that logs of such modules show.</summary>
    public static readonly Sim800Options OldFirmware = new()
    {
        Model = ModelProfile.Sim800L with { Revision = "1308B02SIM800L16", Release = "R13.08" },
        Latencies = Latencies.Typical with { Default = 20 * Wire.Nanoseconds.PerMillisecond },
        ReceiveBufferSize = 1460,
        SendBufferSize = 1460,
        NoticeRearm = NoticeRearm.EverySegment,
        KeepsUnreadAfterClose = false,
        RemoteCloseEndsProcessing = false,
        EscapeAnswer = null,
        SuppressesPinCodeUnderAutobaud = false,
        SpaceAfterReceiveFrom = true,
        TransparentWaitUnit = 200 * Wire.Nanoseconds.PerMillisecond,
        EscapedData = TcpIp.EscapedData.Output,
        SpaceAfterPrompt = false,
        LowerCaseErrors = true,
        QuotesAccessPoint = false,
        RefusesResumeZero = true,
        PrefixesCardNumber = true,
        MissingCardIsStatus = true,
        SaysPowerOff = true,
        MessageCodeHasName = false,
        TransparentInMultiError = 4,
        SilentNameServerCode = 8,
        LinkCount = 8,
        LargestMultiSend = 1024,
        DropsClientsInExcess = true,
        DelaysRemoteClose = true,
    };

    private static readonly (string Name, Sim800Options Options)[] s_all =
    [
        ("default", Default),
        ("lenient", Lenient),
        ("strict", StrictManual),
        ("old", OldFirmware),
    ];

    /// <summary>The names that <see cref="Find"/> knows.</summary>
    public static IReadOnlyList<string> Names => [.. s_all.Select(profile => profile.Name)];

    /// <summary>A profile by its name.</summary>
    public static Sim800Options Find(string name) =>
        s_all.FirstOrDefault(profile => profile.Name == name).Options ?? throw new ArgumentException($"No such profile: {name}.", nameof(name));
}
