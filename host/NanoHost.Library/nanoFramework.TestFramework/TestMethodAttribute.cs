using System;

namespace nanoFramework.TestFramework;

/// <summary>A test.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class TestMethodAttribute : Attribute
{
}
