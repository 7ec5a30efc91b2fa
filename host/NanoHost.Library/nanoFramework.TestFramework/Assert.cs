using System;
using TestFrameworkShared;

namespace nanoFramework.TestFramework;

/// <summary>The checks of device tests. The names that the platform has declared obsolete are in the other half of the class.</summary>
public sealed partial class Assert
{
    public static void AreEqual(bool expected, bool actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(byte expected, byte actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(char expected, char actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(DateTime expected, DateTime actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(double expected, double actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(short expected, short actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(int expected, int actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(long expected, long actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(sbyte expected, sbyte actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(float expected, float actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(string expected, string actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(ushort expected, ushort actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(uint expected, uint actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(ulong expected, ulong actual, string message = "") => Equal(expected, actual, expected == actual, message);

    public static void AreEqual(object expected, object actual, string message = "") => Equal(expected, actual, Equals(expected, actual), message);

    public static void AreNotEqual(bool notExpected, bool actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(byte notExpected, byte actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(char notExpected, char actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(DateTime notExpected, DateTime actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(double notExpected, double actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(short notExpected, short actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(int notExpected, int actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(long notExpected, long actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(sbyte notExpected, sbyte actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(float notExpected, float actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(string notExpected, string actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(ushort notExpected, ushort actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(uint notExpected, uint actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(ulong notExpected, ulong actual, string message = "") => NotEqual(notExpected, notExpected != actual, message);

    public static void AreNotEqual(object notExpected, object actual, string message = "") => NotEqual(notExpected, !Equals(notExpected, actual), message);

    public static void AreSame(object expected, object actual, string message = "") => Check(ReferenceEquals(expected, actual), "not the same object", message);

    public static void AreNotSame(object notExpected, object actual, string message = "") => Check(!ReferenceEquals(notExpected, actual), "the same object", message);

    public static void Contains(string expected, string value, string message = "") =>
        Check(value?.Contains(expected, StringComparison.Ordinal) ?? false, $"'{value}' does not contain '{expected}'", message);

    public static void DoesNotContains(string notExpected, string value, string message = "") =>
        Check(!(value?.Contains(notExpected, StringComparison.Ordinal) ?? false), $"'{value}' contains '{notExpected}'", message);

    public static void StartsWith(string expected, string value, string message = "") =>
        Check(value?.StartsWith(expected, StringComparison.Ordinal) ?? false, $"'{value}' does not start with '{expected}'", message);

    public static void EndsWith(string expected, string value, string message = "") =>
        Check(value?.EndsWith(expected, StringComparison.Ordinal) ?? false, $"'{value}' does not end with '{expected}'", message);

    public static void IsTrue(bool condition, string message = "") => Check(condition, "false", message);

    public static void IsFalse(bool condition, string message = "") => Check(!condition, "true", message);

    public static void IsNull(object value, string message = "") => Check(value is null, $"{value} is not null", message);

    public static void IsNotNull(object value, string message = "") => Check(value is not null, "null", message);

    public static void IsInstanceOfType(object value, Type expected, string message = "") =>
        Check(expected?.IsInstanceOfType(value) ?? false, $"{value?.GetType().FullName ?? "null"} is no {expected?.FullName}", message);

    public static void IsNotInstanceOfType(object value, Type notExpected, string message = "") =>
        Check(!(notExpected?.IsInstanceOfType(value) ?? true), $"it is a {notExpected?.FullName}", message);

    public static void ThrowsException(Type exception, Action action, string message = "")
    {
        try
        {
            action();
        }
        catch (Exception e) when (e is not NanoHost.PowerCutException)
        {
            Check(e.GetType() == exception, $"{e.GetType().FullName} instead of {exception.FullName}", message);
            return;
        }

        Check(false, $"no {exception.FullName}", message);
    }

    public static void SkipTest(string? message = null) => throw new SkipTestException(message);

    internal static void Check(bool holds, string otherwise, string message)
    {
        if (!holds)
        {
            throw new AssertFailedException(string.IsNullOrEmpty(message) ? otherwise : $"{otherwise}. {message}");
        }
    }

    private static void Equal(object? expected, object? actual, bool holds, string message) =>
        Check(holds, holds ? "" : $"expected {expected ?? "null"}, found {actual ?? "null"}", message);

    private static void NotEqual(object? notExpected, bool holds, string message) => Check(holds, holds ? "" : $"{notExpected ?? "null"} was not expected", message);
}
