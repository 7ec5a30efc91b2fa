using NanoApi.References;

if (args is not [string directory])
{
    Console.Error.WriteLine("usage: NanoApi <directory to write the reference assemblies to>");
    return 2;
}

ReferenceAssemblies.Write(directory);
return 0;
