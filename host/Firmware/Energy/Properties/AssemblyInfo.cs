using System.Reflection;
using System.Runtime.InteropServices;

[assembly: AssemblyTitle("Ways of working, for their energy")]
[assembly: AssemblyProduct("Sim800.Nano")]
[assembly: AssemblyCompany("The Sim800.Nano authors")]
[assembly: AssemblyCopyright("Copyright (c) 2026 The Sim800.Nano authors")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
[assembly: ComVisible(false)]
