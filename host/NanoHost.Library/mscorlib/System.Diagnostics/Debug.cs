namespace System.Diagnostics;

/// <summary>Writes to the machine's console. Which calls there are is the business of the firmware's compiler.</summary>
public static class Debug
{
    public static void Assert(bool condition) => Assert(condition, "", "");

    public static void Assert(bool condition, string message) => Assert(condition, message, "");

    /// <summary>The device stops in the debugger, or goes on if there is none; the host says what happened and goes on.</summary>
    public static void Assert(bool condition, string message, string detailedMessage)
    {
        if (!condition)
        {
            Console.WriteLine($"Assertion failed. {message} {detailedMessage}".TrimEnd());
        }
    }

    public static void Write(string message) => Console.Write(message);

    public static void WriteLine() => Console.WriteLine();

    public static void WriteLine(string message) => Console.WriteLine(message);
}
