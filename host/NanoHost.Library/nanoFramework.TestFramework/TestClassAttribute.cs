using System;

namespace nanoFramework.TestFramework;

/// <summary>A class with tests.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class TestClassAttribute : Attribute
{
    public virtual TestMethodAttribute GetTestMethodAttribute(TestMethodAttribute testMethodAttribute) => testMethodAttribute;
}
