using System;

namespace nanoFramework.TestFramework;

/// <summary>The test, or the class if a Setup throws it, is skipped.</summary>
public class SkipTestException(string? message = null, Exception? innerException = null) : Exception(message, innerException);
