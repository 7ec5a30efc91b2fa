using System.Collections.Concurrent;
using NanoHost.Loader;

namespace NanoHost.Redirects;

/// <summary>System.Exception: where none was given, the platform has one message for all types.</summary>
public static class Exceptions
{
    private static readonly ConcurrentDictionary<Type, string> s_defaults = new();

    [Replaces("M:System.Exception.get_Message")]
    [Replaces("M:System.ArgumentException.get_Message")]
    public static string Message(Exception self)
    {
        var message = self.Message;
        return message == Default(self.GetType()) ? DeviceHeap.String($"Exception was thrown: {self.GetType().FullName}") : message;
    }

    [Replaces("M:System.ObjectDisposedException.#ctor")]
    public static ObjectDisposedException NewObjectDisposed()
    {
        Cpu.AllocatedByPlatform(84);
        return new ObjectDisposedException(null);
    }

    /// <summary>What .NET says in that case: of its own types a sentence for each, of others the type's name.</summary>
    private static string Default(Type type) => type.Assembly == typeof(Exception).Assembly
        ? s_defaults.GetOrAdd(type, own => own.GetConstructor([]) is { } make ? ((Exception)make.Invoke(null)).Message : "")
        : $"Exception of type '{type.FullName}' was thrown.";
}
