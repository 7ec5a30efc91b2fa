using System;
using System.Runtime.CompilerServices;
using NanoHost;

namespace nanoFramework.Runtime.Native;

/// <summary>Restarts the machine.</summary>
public class Power
{
    /// <summary>Handlers belong to the machine on whose threads they were added.</summary>
    private static readonly ConditionalWeakTable<Machine, Power> s_ofMachine = [];

    private RebootEventHandler? _onReboot;

    public static event RebootEventHandler OnRebootEvent
    {
        add => OfMachine()._onReboot += value;
        remove => OfMachine()._onReboot -= value;
    }

    public static void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot) => RebootDevice(0, rebootOption);

    /// <summary>Does not return: nothing of the program runs after it.</summary>
    public static void RebootDevice(int exeConstraintTimeout, RebootOption rebootOption = RebootOption.NormalReboot)
    {
        var thread = FirmwareThread.Enter();
        if (s_ofMachine.TryGetValue(thread.Machine, out var power))
        {
            s_ofMachine.Remove(thread.Machine);
            power._onReboot?.Invoke();
        }

        thread.Scheduler.RequestRestart(thread);
    }

    private static Power OfMachine() => s_ofMachine.GetOrCreateValue(FirmwareThread.Enter().Machine);
}
