using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using NanoHost.Loader;

namespace NanoHost;

/// <summary>Firmware that is ready to run: its assemblies, rewritten once and booted as often as wanted.</summary>
public sealed class FirmwareImage
{
    private readonly List<RewrittenAssembly> _assemblies;
    private readonly MethodTable _methods = new();

    private FirmwareImage(IEnumerable<FirmwareFile> files, RewriteOptions options)
    {
        _assemblies = Rewriter.Rewrite(files, options, _methods);
    }

    /// <summary>Reads and rewrites the assemblies, with their portable symbols where they lie beside them.</summary>
    /// <exception cref="NotSupportedException">The firmware uses a member that the host refuses.</exception>
    public static FirmwareImage Load(IEnumerable<string> paths, RewriteOptions? options = null) =>
        Load(paths.Select(FirmwareFile.Read), options);

    internal static FirmwareImage Load(IEnumerable<FirmwareFile> files, RewriteOptions? options = null) =>
        new(files, options ?? new RewriteOptions());

    /// <summary>
    /// Starts the firmware on a machine, as a reset does: with new static fields, in a first thread that runs all static
    /// constructors (dependencies first) and then the method.
    /// </summary>
    /// <exception cref="NotSupportedException">The board lacks an assembly that the firmware refers to.</exception>
    public void Boot(Machine machine, string assembly, string? type = null, string method = "Main", params object[] args) =>
        Boot(machine, loaded =>
        {
            var entry = FindMethod(loaded.Single(own => own.GetName().Name == assembly), type, method);
            entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, entry.GetParameters().Length == 0 ? null : args, null);
        });

    /// <summary>Boots into a main program of the host's, which finds the firmware's assemblies loaded and its static constructors run.</summary>
    internal void Boot(Machine machine, Action<IReadOnlyList<Assembly>> main)
    {
        if (_assemblies.SelectMany(own => own.References).Intersect(machine.Board.Profile.MissingAssemblies).FirstOrDefault() is { } missing)
        {
            throw new NotSupportedException($"The firmware needs {missing}, which {machine.Board.Profile.Name} does not have.");
        }

        var context = new FirmwareContext(_assemblies);
        var loaded = _assemblies.ConvertAll(own => context.LoadFromAssemblyName(new AssemblyName(own.Name)));
        var started = machine.Start(
            () =>
            {
                loaded.ForEach(RunStaticConstructors);
                main(loaded);
            },
            "main");
        if (!started)
        {
            throw new InvalidOperationException("A firmware runs on this machine already.");
        }

        machine.Firmware = loaded;
        machine.Methods = _methods.All.Count == 0 ? null : new MethodCounters(_methods.All);
    }

    private static MethodInfo FindMethod(Assembly assembly, string? type, string method)
    {
        const BindingFlags Any = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var found = type is null
            ? assembly.EntryPoint ?? assembly.GetTypes().Select(candidate => candidate.GetMethod(method, Any)).FirstOrDefault(candidate => candidate is not null)
            : assembly.GetType(type, throwOnError: true)!.GetMethod(method, Any);
        return found ?? throw new MissingMethodException($"{assembly.GetName().Name}: {type ?? "no type"} has a static method {method}.");
    }

    private static void RunStaticConstructors(Assembly assembly)
    {
        foreach (var type in assembly.GetTypes().OrderBy(type => type.MetadataToken))
        {
            try
            {
                RuntimeHelpers.RunClassConstructor(type.TypeHandle);
            }
            catch (TypeInitializationException e) when (e.InnerException is { } inner)
            {
                ExceptionDispatchInfo.Throw(inner);
            }
        }
    }
}
