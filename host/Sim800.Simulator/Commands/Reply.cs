namespace Sim800.Simulator.Commands;

/// <summary>What a handler says: an answer, or that it is not there yet.</summary>
internal sealed class Reply
{
    /// <summary>Just OK.</summary>
    public static readonly Reply Ok = new() { Final = FinalResult.Ok };

    /// <summary>Nothing now: the answer comes by <see cref="Executor.Complete"/>.</summary>
    public static readonly Reply Pending = new() { IsPending = true };

    /// <summary>Wrong state.</summary>
    public static readonly Reply NotAllowed = Fail(CmeError.OperationNotAllowed);

    /// <summary>Bad parameter.</summary>
    public static readonly Reply BadParameter = Fail(CmeError.InvalidInputValue);

    /// <summary>There is no call, or it could not be made.</summary>
    public static readonly Reply NoCarrier = new() { Final = FinalResult.NoCarrier };

    /// <summary>The bare word ERROR.</summary>
    public static readonly Reply Error = Fail(CmeError.Plain);

    private Reply()
    {
    }

    /// <summary>Information text; an empty line makes a blank line.</summary>
    public IReadOnlyList<string> Lines { get; private init; } = [];

    /// <summary>Bytes that the last line counts.</summary>
    public byte[]? Payload { get; private init; }

    /// <summary>How the answer ends.</summary>
    public FinalResult Final { get; private init; }

    /// <summary>Which error, if it ends in one.</summary>
    public CmeError Code { get; private init; }

    /// <summary>The error is of the short message service.</summary>
    public CmsError? MessageCode { get; private init; }

    /// <summary>What happens once the line's final result is out.</summary>
    public Action? Then { get; private init; }

    /// <summary>The answer comes later by itself.</summary>
    public Func<Reply>? Next { get; private init; }

    /// <summary>When <see cref="Next"/> is asked, in nanoseconds from now.</summary>
    public long Delay { get; private init; }

    /// <summary>Somebody else will complete the command.</summary>
    public bool IsPending { get; private init; }

    /// <summary>Lines and OK.</summary>
    public static Reply Info(params string[] lines) => new() { Lines = lines, Final = FinalResult.Ok };

    /// <summary>A line, the bytes that it counts, and OK.</summary>
    public static Reply Counted(string header, byte[] payload, Action then) =>
        new() { Lines = [header], Payload = payload, Final = FinalResult.Ok, Then = then };

    /// <summary>Lines that are the whole answer: no OK follows.</summary>
    public static Reply Only(params string[] lines) => new() { Lines = lines, Final = FinalResult.None };

    /// <summary>OK, and the lines after it.</summary>
    public static Reply OkBefore(params string[] lines) => new() { Lines = lines, Final = FinalResult.OkBefore };

    /// <summary>OK, and then the second stage begins.</summary>
    public static Reply OkThen(Action then) => new() { Final = FinalResult.Ok, Then = then };

    /// <summary>CONNECT, and data mode begins.</summary>
    public static Reply Connect(Action then) => new() { Final = FinalResult.Connect, Then = then };

    /// <summary>An error.</summary>
    public static Reply Fail(CmeError code, Action? then = null) => new() { Final = FinalResult.Error, Code = code, Then = then };

    /// <summary>An error of the short message service.</summary>
    public static Reply Fail(CmsError code) => new() { Final = FinalResult.Error, MessageCode = code };

    /// <summary>The answer after a time.</summary>
    public static Reply Later(long delay, Func<Reply> next) => new() { Delay = delay, Next = next };

    /// <summary>The same with the last bytes of the payload lost.</summary>
    public Reply WithoutLast(int missing) =>
        new() { Lines = Lines, Payload = Payload![..Math.Max(0, Payload!.Length - missing)], Final = Final, Then = Then };
}
