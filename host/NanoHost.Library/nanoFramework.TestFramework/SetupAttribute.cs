using System;

namespace nanoFramework.TestFramework;

/// <summary>Runs before the tests of its class.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class SetupAttribute : Attribute
{
}
