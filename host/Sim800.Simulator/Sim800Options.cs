using Sim800.Simulator.Calls;
using Sim800.Simulator.Faults;
using Sim800.Simulator.Power;
using Sim800.Simulator.Serial;
using Sim800.Simulator.Settings;
using Sim800.Simulator.TcpIp;
using static Wire.Nanoseconds;

namespace Sim800.Simulator;

/// <summary>
/// Everything about the module that can be chosen. The last group holds one option for each point that the documents leave open
/// (marked [?] in the fact sheet).
/// </summary>
public sealed record Sim800Options
{
    // The module and its surroundings.

    /// <summary>Which member of the series.</summary>
    public ModelProfile Model { get; init; } = ModelProfile.Sim800L;

    /// <summary>How long commands execute.</summary>
    public Latencies Latencies { get; init; } = Latencies.Typical;

    /// <summary>How long it takes to boot.</summary>
    public BootTimes Boot { get; init; } = new();

    /// <summary>What AT&amp;W has stored before; the factory profile if null.</summary>
    public Profile? Stored { get; init; }

    /// <summary>Whether the module is already on when it is started, booted and registered, or waits for PWRKEY.</summary>
    public bool StartsOn { get; init; }

    /// <summary>AT+GSN.</summary>
    public string Imei { get; init; } = "867717031234567";

    /// <summary>AT+CIMI.</summary>
    public string Imsi { get; init; } = "460001234567890";

    /// <summary>AT+CCID.</summary>
    public string Iccid { get; init; } = "89860012345678901234";

    /// <summary>Whether a SIM card is inserted.</summary>
    public bool HasSim { get; init; } = true;

    /// <summary>What the SIM card asks for, or null.</summary>
    public string? Pin { get; init; }

    /// <summary>What unlocks a card whose PIN was wrong too often.</summary>
    public string Puk { get; init; } = "12345678";

    /// <summary>Attempts that the card gives for its PIN.</summary>
    public int PinAttempts { get; init; } = 3;

    /// <summary>Attempts that the card gives for its PUK.</summary>
    public int PukAttempts { get; init; } = 10;

    /// <summary>AT+COPS?.</summary>
    public string Operator { get; init; } = "CHINA MOBILE";

    /// <summary>Its short name.</summary>
    public string OperatorShort { get; init; } = "CMCC";

    /// <summary>Its number: country and network.</summary>
    public string OperatorNumber { get; init; } = "46000";

    /// <summary>What the registration ends in: 1 home, 5 roaming, 2 still searching, 3 denied.</summary>
    public int RegistrationStatus { get; init; } = 1;

    /// <summary>What the network says the time is at the start of the run, UTC.</summary>
    public DateTime NetworkTime { get; init; } = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The network's time zone in quarters of an hour.</summary>
    public int NetworkTimeZone { get; init; }

    /// <summary>First value of AT+CSQ.</summary>
    public int SignalStrength { get; init; } = 20;

    /// <summary>AT+CBC in millivolts.</summary>
    public int SupplyMillivolts { get; init; } = 4000;

    /// <summary>What it draws.</summary>
    public Currents Currents { get; init; } = Currents.Sim800L;

    /// <summary>AT+CIFSR.</summary>
    public string LocalAddress { get; init; } = "10.78.245.128";

    /// <summary>AT+CIFSR in the second context.</summary>
    public string SecondLocalAddress { get; init; } = "10.204.70.11";

    /// <summary>Decides which bytes the faults of the line strike. Same seed, same run.</summary>
    public int Seed { get; init; }

    /// <summary>What goes wrong, and when.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>
    /// Called at each place of the output where the module may put an unsolicited code; returns the bytes to put there, with their line
    /// ends, or null. While the module waits for a host that must not be disturbed (prompt), it is not called.
    /// </summary>
    public Func<InjectionPoint, byte[]?>? Inject { get; init; }

    /// <summary>What becomes of a number that the module dials.</summary>
    public Func<string, CallOutcome> Dialled { get; init; } = _ => CallOutcome.Answered;

    // Times that the documents do not fix.

    /// <summary>From one RING to the next. [I]</summary>
    public long RingPeriod { get; init; } = 5 * PerSecond;

    /// <summary>Width of the RI pulse for a call in data mode (fact sheet 5.5).</summary>
    public long DataCallPulse { get; init; } = 50 * PerMillisecond;

    /// <summary>Width of the RI pulse for a short message (fact sheet 5.5).</summary>
    public long MessagePulse { get; init; } = 120 * PerMillisecond;

    /// <summary>From the sending of a short message to the service centre's report of it. [I]</summary>
    public long MessageReportDelay { get; init; } = 5 * PerSecond;

    /// <summary>From the last activity with DTR high to sleep under AT+CSCLK=1. [I]</summary>
    public long SleepDelay { get; init; } = PerSecond;

    /// <summary>From the last activity to sleep under AT+CSCLK=2 (fact sheet 5.6).</summary>
    public long AutomaticSleepDelay { get; init; } = 5 * PerSecond;

    /// <summary>Under AT+CSCLK=2 the host shall pause so long after the character that wakes; what comes earlier is lost (fact sheet 5.6). [?]</summary>
    public long AutomaticWakeTime { get; init; } = 100 * PerMillisecond;

    /// <summary>Low time of DTR before the UART listens again (fact sheet 5.6).</summary>
    public long WakeTime { get; init; } = 50 * PerMillisecond;

    /// <summary>Width of the RI pulse (fact sheet 5.5; [I] for TCP/IP data).</summary>
    public long RingPulse { get; init; } = 120 * PerMillisecond;

    /// <summary>A connection that nobody answers fails after this; seen 75.0 to 75.5 s after the command (fact sheet 2.7).</summary>
    public long ConnectTimeout { get; init; } = 75_200 * PerMillisecond;

    /// <summary>A peer that does not acknowledge loses the link after this (fact sheet 2.8).</summary>
    public long UnacknowledgedTimeout { get; init; } = 645 * PerSecond;

    /// <summary>A slow close gives up on the peer after this. [?]</summary>
    public long CloseTimeout { get; init; } = 10 * PerSecond;

    /// <summary>A segment that is not acknowledged is repeated after this, then after twice the time, and so on; the same for the peers. [?]</summary>
    public long RetransmissionTime { get; init; } = 3 * PerSecond;

    /// <summary>A name server that does not answer is given up after this. [?]</summary>
    public long NameServerTimeout { get; init; } = 5 * PerSecond;

    /// <summary>Silence before and after +++, and longest gap inside it (application note 3.2.4).</summary>
    public long GuardTime { get; init; } = PerSecond;

    /// <summary>How long DTR must be low before its rise leaves data mode under AT&amp;D1 (application note 3.2.4).</summary>
    public long DtrEscapeLow { get; init; } = PerSecond;

    /// <summary>The same for the hang-up under AT&amp;D2; no document says how long. [?]</summary>
    public long DtrHangUpLow { get; init; } = PerSecond;

    /// <summary>Unit of WaitTm in AT+CIPCCFG: 100 ms in the manual, 200 ms in the application note (fact sheet 9.7). [?]</summary>
    public long TransparentWaitUnit { get; init; } = 100 * PerMillisecond;

    /// <summary>From the accepted PWRKEY press or AT+CPOWD's text to STATUS low. [I]</summary>
    public long PowerOffDelay { get; init; } = PerSecond;

    /// <summary>From STATUS low until PWRKEY counts again (fact sheet 5.1).</summary>
    public long PowerOnLockout { get; init; } = 800 * PerMillisecond;

    /// <summary>Lowest time of RST that resets (fact sheet 5.1).</summary>
    public long ResetPress { get; init; } = 105 * PerMillisecond;

    /// <summary>An unsolicited code waits this long for the rest of a command that is being typed and echoed. [I]</summary>
    public long EchoHold { get; init; } = 20 * PerMillisecond;

    // Sizes that the documents do not fix.

    /// <summary>Connections in multi connection mode: six, or eight as the application note prints for two contexts (fact sheet 2.14). [?]</summary>
    public int LinkCount { get; init; } = 6;

    /// <summary>Most that one CIPSEND carries in multi connection mode. [?]</summary>
    public int LargestMultiSend { get; init; } = 1460;

    /// <summary>Unread bytes a link holds before the TCP window closes; at least 2871 were seen. [?]</summary>
    public int ReceiveBufferSize { get; init; } = 2920;

    /// <summary>Unacknowledged bytes a link holds; what is free of it, at most 1460, is what AT+CIPSEND? reports. [?]</summary>
    public int SendBufferSize { get; init; } = 5840;

    /// <summary>Typed bytes that data mode holds while the connection does not take them. [?]</summary>
    public int TransparentBufferSize { get; init; } = 5840;

    /// <summary>Received bytes that wait while the module cannot read them; at three quarters flow control holds the host. [?]</summary>
    public int InputBufferSize { get; init; } = 2048;

    /// <summary>
    /// Bytes that wait for the serial line. Received streams wait in the network when it is full; datagrams, and answers while flow control holds the
    /// module, are lost. [?]
    /// </summary>
    public int OutputBufferSize { get; init; } = 4096;

    // Behaviour that the documents leave open: the dialogue.

    /// <summary>Whether spaces between the parts of a command are ignored, or make it unknown. [?]</summary>
    public bool IgnoresSpaces { get; init; } = true;

    /// <summary>Whether AT+CDNSGIP takes a name without quotes, as the application note prints it. [?]</summary>
    public bool AcceptsUnquotedNames { get; init; } = true;

    /// <summary>Whether a space follows the prompt. [?]</summary>
    public bool SpaceAfterPrompt { get; init; } = true;

    /// <summary>Whether ATV0 takes the leading line end from unsolicited words (CONNECT OK, CLOSED …), as from information text. [?]</summary>
    public bool TerseCodes { get; init; }

    /// <summary>Whether the error texts of AT+CMEE=2 above 600 are in lower case, as in the manual's example, or as in its table. [?]</summary>
    public bool LowerCaseErrors { get; init; }

    /// <summary>Whether AT+CSTT? prints its texts in quotes. [?]</summary>
    public bool QuotesAccessPoint { get; init; } = true;

    /// <summary>Whether ATO0 is refused, where ATO is not. [?]</summary>
    public bool RefusesResumeZero { get; init; }

    /// <summary>
    /// Whether a basic command without its number (ATE, ATV, ATQ, ATX, AT&amp;C, AT&amp;D) means zero, as V.250 reads it, or takes its default, as the manual
    /// has it. [?]
    /// </summary>
    public bool MissingNumberIsZero { get; init; }

    /// <summary>Whether ATS<i>n</i>? prints three digits, as V.250 has it, or as many as needed, as AT&amp;V does. [?]</summary>
    public bool PadsRegisters { get; init; }

    /// <summary>Whether a space follows <c>Revision:</c> (manual) or none (logs). [?]</summary>
    public bool SpaceAfterRevision { get; init; }

    /// <summary>Whether AT+CCID puts <c>+CCID: </c> before its digits. [?]</summary>
    public bool PrefixesCardNumber { get; init; }

    /// <summary>Whether AT+CPIN? without a card says so in a +CPIN line, or as error 10. [?]</summary>
    public bool MissingCardIsStatus { get; init; }

    /// <summary>Whether the last words end in POWER OFF, as the SIM800C's hardware guide has them, or in POWER DOWN, as all AT manuals. [?]</summary>
    public bool SaysPowerOff { get; init; }

    // Short messages.

    /// <summary>What ESC at the prompt of AT+CMGS and AT+CMGW answers, null for nothing. [?]</summary>
    public string? MessageEscapeAnswer { get; init; } = "OK";

    /// <summary>Whether AT+CMGR of an empty place is an error (321), or just OK. [?]</summary>
    public bool EmptyPlaceIsError { get; init; }

    /// <summary>Whether +CMT has the field of the sender's name, as on the page of AT+CNMI, or leaves it out, as in the list of codes. [?]</summary>
    public bool MessageCodeHasName { get; init; } = true;

    // The connection mode and the context.

    /// <summary>Whether AT+CIPMUX with the value already in force is accepted in every state. [?]</summary>
    public bool AcceptsSameMode { get; init; }

    /// <summary>The error of AT+CIPMODE=1 in multi connection mode: 3, 4, or -1 for the bare word. [?]</summary>
    public int TransparentInMultiError { get; init; } = 3;

    /// <summary>Where an activation that fails leaves its context. [?]</summary>
    public IpState StateAfterFailedBringUp { get; init; } = IpState.PdpDeact;

    /// <summary>What AT+CDNSGIP reports when no name server answers: 3, the network error, or 8. [?]</summary>
    public int SilentNameServerCode { get; init; } = 3;

    // Connections.

    /// <summary>Whether AT+CIPSTART is legal in TCP CLOSED and UDP CLOSED, as the application note advises (13); the manual lists IP INITIAL and IP STATUS. [?]</summary>
    public bool ConnectsAfterClose { get; init; } = true;

    /// <summary>Whether AT+CIPSTART on a link that is still connecting reports ALREADY CONNECT, or just an error. [?]</summary>
    public bool AlreadyConnectWhileConnecting { get; init; } = true;

    /// <summary>Where a failed attempt leaves single connection mode, and what the STATE line before it shows: TCP CLOSED or IP STATUS. [?]</summary>
    public IpState StateAfterConnectFail { get; init; } = IpState.Closed;

    /// <summary>Whether AT+CIPACK shows the counters of a link that is closed. [?]</summary>
    public bool CountsAfterClose { get; init; }

    /// <summary>Whether a client for whom the listener has no link is accepted and dropped, or refused. [?]</summary>
    public bool DropsClientsInExcess { get; init; }

    /// <summary>Whether AT+CIPSERVER=1 at the port at which the module already listens is accepted once more. [?]</summary>
    public bool ListensTwice { get; init; }

    /// <summary>Whether AT+CIPRXGET=0 or 1 is refused while a connection exists, since it must be set before. [?]</summary>
    public bool FixesReceiveModeWhileConnected { get; init; }

    /// <summary>Whether ATH closes a transparent connection from command mode: the manual's OK comes "after DCD has gone off". [?]</summary>
    public bool HangUpClosesConnection { get; init; }

    /// <summary>Whether what does not fit in the receive buffer of a link is lost, or waits in the network behind a closed window. [?]</summary>
    public bool LosesWhatDoesNotFit { get; init; }

    // The rest.

    /// <summary>Whether a CIPSEND of exactly the available size is accepted (application note 7.3) or must be less (manual). [?]</summary>
    public bool AcceptsExactSendSize { get; init; } = true;

    /// <summary>What ESC at the prompt of AT+CIPSEND answers, null for nothing. [?]</summary>
    public string? EscapeAnswer { get; init; } = "OK";

    /// <summary>Whether payload typed at the prompt is echoed under ATE1. [?]</summary>
    public bool EchoesPayload { get; init; } = true;

    /// <summary>Whether a line feed directly behind a command's carriage return counts as payload at the prompt that follows. [?]</summary>
    public bool LineFeedIsPayload { get; init; }

    /// <summary>What CIPRXGET=2 answers on a connected link without data: a count of zero, or an error. [?]</summary>
    public bool EmptyReadIsError { get; init; }

    /// <summary>Whether unread data survive CLOSED. [?]</summary>
    public bool KeepsUnreadAfterClose { get; init; } = true;

    /// <summary>Whether a CIPRXGET read ends with a datagram, or goes on into the next. [?]</summary>
    public bool KeepsDatagramBoundaries { get; init; } = true;

    /// <summary>Whose datagram CIPSRIP reports when a read spans several: the last one's, or the first one's. [?]</summary>
    public bool ReadReportsLastSender { get; init; }

    /// <summary>Whether a space follows <c>RECV FROM:</c> (application note 3.1.4) or none (manual). [?]</summary>
    public bool SpaceAfterReceiveFrom { get; init; }

    /// <summary>What AT+CIPSERVER=1 reports when the port is not to be had. [?]</summary>
    public string ServerFailure { get; init; } = "SERVER FAIL";

    /// <summary>Whether AT+CIPSERVER=1 is legal while client links exist; the manual says IP STATUS only. [?]</summary>
    public bool ListensWhileProcessing { get; init; }

    /// <summary>Whether AT+CIPSERVER=1 is legal in TCP CLOSED; the manual does not list it. [?]</summary>
    public bool ListensAfterClose { get; init; } = true;

    /// <summary>Whether a single-mode listener that is still on shows SERVER LISTENING again after its client has gone. [?]</summary>
    public bool ListensAgainAfterClose { get; init; } = true;

    /// <summary>Whether exactly 1000 ms of silence around +++ is enough. [?]</summary>
    public bool ExactGuardTimeEscapes { get; init; } = true;

    /// <summary>What becomes of data that arrive while the host has left data mode. [?]</summary>
    public EscapedData EscapedData { get; init; } = EscapedData.Hold;

    /// <summary>Whether AT+CMEE=2 spells +CMS ERROR out, too; a number is always safe. [?]</summary>
    public bool SpellsMessageErrors { get; init; }

    /// <summary>What a hang-up by DTR says. [?]</summary>
    public string HangUpCode { get; init; } = "CLOSED";

    /// <summary>When +CIPRXGET: 1 is sent again. [?]</summary>
    public NoticeRearm NoticeRearm { get; init; } = NoticeRearm.WhenEmptied;

    /// <summary>Whether ALREADY CONNECT comes behind OK (manual) or ERROR (seen). [?]</summary>
    public bool AlreadyConnectAfterOk { get; init; }

    /// <summary>Whether CONNECT FAIL in single connection mode is preceded by a STATE line. [?]</summary>
    public bool StateBeforeConnectFail { get; init; } = true;

    /// <summary>
    /// Whether the time of AT+CIPRDTIMER passes between the peer's FIN and CLOSED, in REMOTE CLOSING. The manual says that the time shortens the
    /// teardown, not what is heard of it. [?]
    /// </summary>
    public bool DelaysRemoteClose { get; init; }

    /// <summary>Whether the last link's close by the peer leads back to IP STATUS, as CIPCLOSE does. [?]</summary>
    public bool RemoteCloseEndsProcessing { get; init; }

    /// <summary>Whether each open link reports CLOSED when the context is lost. [?]</summary>
    public bool ClosedAfterContextLoss { get; init; }

    /// <summary>Whether AT+CFUN=0 prints +CPIN: NOT READY before its OK (logs) or after it (manual). [?]</summary>
    public bool NotReadyBeforeOk { get; init; } = true;

    /// <summary>Whether AT+IPR is stored at once (hardware guides) or by AT&amp;W (manual). [?]</summary>
    public bool StoresBaudRateAtOnce { get; init; }

    /// <summary>Whether characters that arrive while a command executes are lost (manual) or read after it. [?]</summary>
    public bool KeepsInputWhileBusy { get; init; }

    /// <summary>Whether +CPIN: READY is suppressed under autobauding (hardware guides), like RDY and +CFUN: 1. [?]</summary>
    public bool SuppressesPinCodeUnderAutobaud { get; init; } = true;
}
