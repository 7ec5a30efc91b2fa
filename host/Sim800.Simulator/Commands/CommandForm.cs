namespace Sim800.Simulator.Commands;

/// <summary>The four ways to give a command.</summary>
internal enum CommandForm
{
    /// <summary><c>AT+X</c>, and every basic command.</summary>
    Execute,

    /// <summary><c>AT+X=…</c>.</summary>
    Write,

    /// <summary><c>AT+X?</c>.</summary>
    Read,

    /// <summary><c>AT+X=?</c>.</summary>
    Test,
}
