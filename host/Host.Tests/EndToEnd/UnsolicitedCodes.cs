using System.Text;
using Sim800.Simulator.Serial;

namespace Host.Tests.EndToEnd;

/// <summary>Puts a code wherever the module may put one, each time the next of a list.</summary>
internal sealed class UnsolicitedCodes(Func<bool> active)
{
    // What a module says by itself while links are open; none of them means a restart or the end of a link in use.
    private static readonly string[] s_codes =
    [
        "+CREG: 1,\"00A1\",\"0000B2C3\"",
        "RING",
        "+CMTI: \"SM\",3",
        "+CIPRXGET: 1,0",
        "UNDER-VOLTAGE WARNNING",
        "*PSUTTZ: 2026,11,22,10,46,18,\"+12\",0",
        "0, CLOSED",
        "+CGREG: 5",
        "0 OK ERROR > CONNECT FAIL",
    ];

    private int _next;

    /// <summary>How many were put.</summary>
    public int Count => _next;

    public byte[]? Inject(InjectionPoint point) =>
        active() ? Encoding.ASCII.GetBytes($"\r\n{s_codes[_next++ % s_codes.Length]}\r\n") : null;
}
