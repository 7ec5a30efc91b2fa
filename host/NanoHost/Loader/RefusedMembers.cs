using Mono.Cecil;
using NanoApi;

namespace NanoHost.Loader;

/// <summary>What the nanoFramework API has and this host does not offer, with the reason. Firmware that uses it is refused when it is loaded.</summary>
internal static class RefusedMembers
{
    private const string LoadsCode = "code that is loaded while the firmware runs would not be rewritten";
    private const string NoResources = "the host has no nanoFramework resources";
    private const string BaseOfPlatform = "only the platform derives from it";
    private const string Esp32Peripheral = "of the ESP32's own peripherals only the pin functions and deep sleep are simulated";

    private static readonly Dictionary<string, string> s_reasons = new()
    {
        ["M:System.Reflection.Assembly.Load(System.Byte[])"] = LoadsCode,
        ["M:System.Reflection.Assembly.Load(System.String)"] = LoadsCode,
        ["M:System.Reflection.Assembly.GetSatelliteAssembly(System.Globalization.CultureInfo)"] = NoResources,
        ["M:System.Array.#ctor"] = BaseOfPlatform,
        ["M:System.Delegate.#ctor"] = BaseOfPlatform,
        ["M:System.MulticastDelegate.#ctor"] = BaseOfPlatform,
        ["F:System.AttributeTargets.All"] = "a constant, which the compiler copies; .NET has another value",
        ["F:System.Exception.HResult"] = ".NET has it as a property",
        ["T:nanoFramework.Runtime.Native.ExecutionConstraint"] = "it stops a thread from inside the interpreter; the host has limits of its own",
        ["T:System.Diagnostics.NativeProfiledAttribute"] = "it marks native code of the platform",
        ["T:System.Runtime.Remoting.RemotingServices"] = "there is no remoting",
    };

    /// <summary>The documentation ids of what is refused one by one.</summary>
    public static IEnumerable<string> Ids => s_reasons.Keys;

    /// <summary>Why the member or type is refused, or null if it is not.</summary>
    public static string? Reason(string docId)
    {
        if (s_reasons.TryGetValue(docId, out var reason))
        {
            return reason;
        }

        if (docId.Contains(".BeginInvoke(", StringComparison.Ordinal) || docId.Contains(".EndInvoke(", StringComparison.Ordinal))
        {
            return "a delegate cannot be invoked asynchronously: neither .NET nor a device has a thread for it";
        }

        return IsEsp32Peripheral(docId) ? Esp32Peripheral : null;
    }

    internal static void Check(ModuleDefinition module, Firmware firmware)
    {
        if (module.GetTypes().SelectMany(type => type.Methods).FirstOrDefault(method => method.IsSynchronized) is { } synchronized)
        {
            throw new NotSupportedException($"{synchronized.FullName} is synchronized, which is refused: the lock would be the PC's, which the scheduler does not see. Use lock.");
        }

        var members = module.GetMemberReferences()
            .Where(member => !firmware.Defines(member.DeclaringType))
            .Select(member => member is MethodReference method ? DocumentationId.Of(method) : DocumentationId.Of((FieldReference)member));
        foreach (var id in members.Concat(module.GetTypeReferences().Select(DocumentationId.Of)))
        {
            if (Reason(id) is { } reason)
            {
                throw new NotSupportedException($"{module.Name} uses {id[2..]}, which is refused: {reason}.");
            }
        }
    }

    private static bool IsEsp32Peripheral(string docId)
    {
        var name = docId.AsSpan(2);
        return name.StartsWith("System.Device.Gpio.GpioPulse")
            || (name.StartsWith("nanoFramework.Hardware.Esp32.")
                && !name.StartsWith("nanoFramework.Hardware.Esp32.Configuration")
                && !name.StartsWith("nanoFramework.Hardware.Esp32.DeviceFunction")
                && !name.StartsWith("nanoFramework.Hardware.Esp32.EspNativeError")
                && !name.StartsWith("nanoFramework.Hardware.Esp32.Sleep"))
            || name.StartsWith("nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByTouchPad")
            || name.StartsWith("nanoFramework.Hardware.Esp32.Sleep.EnableWakeupByUart")
            || name.StartsWith("nanoFramework.Hardware.Esp32.Sleep.GetWakeupTouchpad")
            || name.StartsWith("nanoFramework.Hardware.Esp32.Sleep.StartLightSleep");
    }
}
