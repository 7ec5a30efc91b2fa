using Host.Tests.NanoApi;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;
using NanoHost;
using NanoHost.Loader;
using Wire;

namespace Host.Tests.NanoHost;

/// <summary>A few lines of firmware, compiled against the nanoFramework API and run by the virtual device.</summary>
internal sealed class TestFirmware
{
    private readonly FirmwareImage _image;

    private TestFirmware(FirmwareImage image)
    {
        _image = image;
    }

    /// <summary>Compiles a whole source.</summary>
    public static TestFirmware Compile(string source, RewriteOptions? options = null) => new(FirmwareImage.Load([Build(source)], options));

    /// <summary>Compiles a whole source to an assembly, which may use another one.</summary>
    public static FirmwareFile Build(string source, string name = "Firmware", FirmwareFile? library = null)
    {
        var empty = FirmwareCompiler.Compile("").WithAssemblyName(name);
        empty = library is null ? empty : empty.AddReferences(MetadataReference.CreateFromImage(library.Image));
        var text = SourceText.From(source, System.Text.Encoding.UTF8);
        var tree = CSharpSyntaxTree.ParseText(text, (CSharpParseOptions)empty.SyntaxTrees[0].Options, "Firmware.cs");
        using var image = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = empty.RemoveAllSyntaxTrees().AddSyntaxTrees(tree)
            .Emit(image, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return new FirmwareFile(image.ToArray(), symbols.ToArray());
    }

    /// <summary>Compiles members of a class Program, Main among them, and runs it.</summary>
    public static TestRun Run(string members, RewriteOptions? rewrite = null, BoardProfile? profile = null, MachineOptions? options = null) =>
        Compile("using System;\nstatic class Program\n{\n#line 1\n" + members + "\n}\n", rewrite).Boot(profile, options);

    /// <summary>Runs Program.Main on a new machine until it ends.</summary>
    public TestRun Boot(BoardProfile? profile = null, MachineOptions? options = null)
    {
        var lines = new List<string>();
        using var machine = new Machine(new EventQueue(), new Board(profile ?? BoardProfile.Esp32), options ?? new MachineOptions());
        machine.ConsoleLine += lines.Add;
        _image.Boot(machine, "Firmware", "Program");
        Assert.True(machine.RunToEnd(Nanoseconds.PerSecond * 60));
        return new TestRun(lines, machine.Counters.Total, machine.Faults);
    }
}
