using System;
using nanoFramework.TestFramework;

namespace Sim800.Nano.Tests;

/// <summary>Expects calls to fail in the documented way.</summary>
internal static class Failure
{
    public static ModemException Of(ModemError error, Action action)
    {
        try
        {
            action();
        }
        catch (ModemException e)
        {
            Assert.AreEqual((int)error, (int)e.Error);
            Assert.AreEqual(error == ModemError.TimedOut, e is ModemTimeoutException);
            return e;
        }

        Assert.IsTrue(false, "nothing was thrown");
        return null;
    }
}
