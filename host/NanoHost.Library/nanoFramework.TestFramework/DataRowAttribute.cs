using System;

namespace nanoFramework.TestFramework;

/// <summary>The test runs once with these arguments.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public class DataRowAttribute(params object[] methodParameters) : Attribute
{
    public object[] MethodParameters => methodParameters;
}
