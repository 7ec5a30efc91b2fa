using System.Globalization;
using System.Reflection;
using System.Reflection.Emit;
using Wire;

namespace NanoHost.Testing;

/// <summary>
/// Runs one test by the rules of the device's launcher: no instance (<c>this</c> is null), Setup, the test, Cleanup, all on
/// the first firmware thread; a test or a Setup that throws SkipTestException is skipped.
/// </summary>
public sealed class TestLauncher(FirmwareImage image, string assembly = "NFUnitTest")
{
    /// <summary>The simulated time that a test may take: that of the device's test session.</summary>
    private const long Limit = 120 * Nanoseconds.PerSecond;

    private const string Attributes = "nanoFramework.TestFramework.";

    /// <summary>Boots the firmware on the machine, runs the test and cuts the power.</summary>
    public TestResult Run(Machine machine, DeviceTest test)
    {
        var result = new TestResult(TestOutcome.Failed, $"The test did not end within {Limit / Nanoseconds.PerSecond} s of simulated time.");
        image.Boot(machine, loaded =>
        {
            var type = loaded.Single(own => own.GetName().Name == assembly).GetType(test.Class, throwOnError: true)!;
            result = Run(type, test);
        });
        machine.RunToEnd(Limit);
        machine.Stop();
        return result;
    }

    private static TestResult Run(Type type, DeviceTest test)
    {
        try
        {
            foreach (var setup in Marked(type, "SetupAttribute"))
            {
                Call(setup, []);
            }

            try
            {
                Call(type.GetMethods().Single(method => method.Name == test.Method), test.Row);
            }
            finally
            {
                foreach (var cleanup in Marked(type, "CleanupAttribute"))
                {
                    Call(cleanup, []);
                }
            }

            return new TestResult(TestOutcome.Passed, "");
        }
        catch (Exception e) when (e.GetType().FullName == Attributes + "SkipTestException")
        {
            return new TestResult(TestOutcome.Skipped, e.Message);
        }
        catch (Exception e) when (e is not PowerCutException)
        {
            return new TestResult(TestOutcome.Failed, e.ToString());
        }
    }

    private static IEnumerable<MethodInfo> Marked(Type type, string attribute) =>
        type.GetMethods().Where(method => method.GetCustomAttributesData().Any(data => data.AttributeType.FullName == Attributes + attribute));

    /// <summary>Reflection refuses to call an instance method without an instance; a call instruction does not mind.</summary>
    private static void Call(MethodInfo method, IReadOnlyList<object?> arguments)
    {
        var call = new DynamicMethod(method.Name, null, [typeof(object[])], method.Module, skipVisibility: true);
        var il = call.GetILGenerator();
        if (!method.IsStatic)
        {
            il.Emit(OpCodes.Ldnull);
        }

        var parameters = method.GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            il.Emit(OpCodes.Ldarg_0);
            il.Emit(OpCodes.Ldc_I4, i);
            il.Emit(OpCodes.Ldelem_Ref);
            il.Emit(OpCodes.Unbox_Any, parameters[i].ParameterType);
        }

        il.Emit(OpCodes.Call, method);
        il.Emit(OpCodes.Ret);
        call.CreateDelegate<Action<object?[]>>()([.. parameters.Select((parameter, i) => Convert(arguments[i], parameter.ParameterType))]);
    }

    /// <summary>A row holds what the compiler wrote, an int for a byte parameter for instance.</summary>
    private static object? Convert(object? value, Type type) => type switch
    {
        { IsEnum: true } => Enum.ToObject(type, value!),
        { IsPrimitive: true } => System.Convert.ChangeType(value, type, CultureInfo.InvariantCulture),
        _ => value,
    };
}
