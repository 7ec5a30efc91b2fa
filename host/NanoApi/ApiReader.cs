using System.Text;

namespace NanoApi;

/// <summary>
/// Reads the API data: one line a type or member, <c>doc-id TAB facts</c> (Data/README.md). It is strict: a word that it does not know
/// is an error, because a fact that is skipped here is an API that differs from the device's.
/// </summary>
internal static class ApiReader
{
    private static readonly Dictionary<string, ApiModifiers> s_modifiers = new()
    {
        ["public"] = ApiModifiers.None,
        ["protected"] = ApiModifiers.Protected,
        ["static"] = ApiModifiers.Static,
        ["abstract"] = ApiModifiers.Abstract,
        ["virtual"] = ApiModifiers.Virtual,
        ["override"] = ApiModifiers.Override,
        ["sealed"] = ApiModifiers.Sealed,
        ["readonly"] = ApiModifiers.ReadOnly,
        ["const"] = ApiModifiers.Const,
        ["ref"] = ApiModifiers.Ref,
    };

    public static IReadOnlyList<ApiAssembly> ReadAll()
    {
        var assemblies = new List<ApiAssembly>();

        foreach (string[] row in Rows("Packages.tsv"))
        {
            var assembly = new ApiAssembly(row[0], row[1], Version.Parse(row[2] + ".0"));
            Read(assembly);
            assemblies.Add(assembly);
        }

        return assemblies;
    }

    /// <summary>The lines of an embedded data file, cut at tabs, without comments.</summary>
    public static IEnumerable<string[]> Rows(string file)
    {
        using Stream stream = typeof(ApiReader).Assembly.GetManifestResourceStream(file)
            ?? throw new FileNotFoundException($"The API data {file} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);

        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0 && line[0] != '#')
            {
                yield return line.Split('\t');
            }
        }
    }

    private static void Read(ApiAssembly assembly)
    {
        List<string[]> rows = [.. Rows(assembly.Name + ".txt")];
        var types = new Dictionary<string, ApiType>();

        foreach (string[] row in rows.Where(row => row[0].StartsWith("T:", StringComparison.Ordinal)))
        {
            ApiType type = ReadType(assembly, row[0], new Facts(row[1]));
            types.Add(type.FullName, type);
            assembly.Add(type);
        }

        foreach (ApiType type in assembly.Types)
        {
            type.DeclaringType = types.GetValueOrDefault(type.FullName[..type.FullName.LastIndexOf('.')]);
        }

        foreach (string[] row in rows.Where(row => !row[0].StartsWith("T:", StringComparison.Ordinal)))
        {
            int end = row[0].IndexOfAny(['(', '~']);
            string path = end < 0 ? row[0] : row[0][..end];
            int dot = path.LastIndexOf('.');
            ApiType declaringType = types[path[2..dot]];
            declaringType.Add(ReadMember(declaringType, row[0], path[(dot + 1)..], new Facts(row[1])));
        }
    }

    private static ApiType ReadType(ApiAssembly assembly, string id, Facts facts)
    {
        ApiModifiers modifiers = ReadModifiers(facts);
        ApiTypeKind kind = Enum.Parse<ApiTypeKind>(facts.Word(), ignoreCase: true);
        string? baseType = kind switch
        {
            ApiTypeKind.Enum => "System.Enum",
            ApiTypeKind.Delegate => "System.MulticastDelegate",
            _ => null,
        };
        string? underlying = null;
        string[] interfaces = [];
        var generics = new List<string>();

        while (!facts.AtEnd)
        {
            if (facts.Take("base="))
            {
                baseType = facts.Word();
            }
            else if (facts.Take("implements="))
            {
                interfaces = facts.Word().Split(',');
            }
            else if (facts.Take("underlying="))
            {
                underlying = facts.Word();
            }
            else if (facts.Take("flags"))
            {
                modifiers |= ApiModifiers.Flags;
            }
            else if (facts.Take("[obsolete]"))
            {
                modifiers |= ApiModifiers.Obsolete;
            }
            else if (facts.Take("returns="))
            {
                string returns = facts.Word();
                facts.Expect("params=");

                // A name without a namespace is a generic parameter; they are declared in this order.
                generics = [.. facts.Parameters().Select(parameter => parameter.Type).Append(returns).Where(type => !type.Contains('.')).Distinct()];
            }
            else
            {
                throw facts.Unknown();
            }
        }

        return new ApiType
        {
            Id = id,
            Assembly = assembly,
            Kind = kind,
            Modifiers = modifiers,
            Base = baseType,
            Interfaces = interfaces,
            Underlying = underlying,
            GenericParameters = generics,
        };
    }

    private static ApiMember ReadMember(ApiType declaringType, string id, string name, Facts facts)
    {
        if (facts.Take("enum-value "))
        {
            return new ApiMember
            {
                Id = id,
                DeclaringType = declaringType,
                Kind = ApiMemberKind.Field,
                Name = name,
                Type = declaringType.FullName,
                Constant = facts.Literal(),
                Modifiers = ApiModifiers.Const | ReadTrailers(facts),
            };
        }

        ApiModifiers modifiers = ReadModifiers(facts);
        string type = facts.Word();

        return id[0] switch
        {
            'M' => ReadMethod(declaringType, id, name, modifiers, type, facts),
            'P' => ReadProperty(declaringType, id, name, modifiers, type, facts),
            'F' => new ApiMember
            {
                Id = id,
                DeclaringType = declaringType,
                Kind = ApiMemberKind.Field,
                Name = name,
                Type = type,
                Constant = facts.Take(" = ") ? facts.Literal() : null,
                Modifiers = modifiers | ReadTrailers(facts),
            },
            'E' => new ApiMember
            {
                Id = id,
                DeclaringType = declaringType,
                Kind = ApiMemberKind.Event,
                Name = name,
                Type = type,
                Modifiers = modifiers | ReadTrailers(facts),
            },
            _ => throw facts.Unknown(),
        };
    }

    private static ApiMember ReadMethod(ApiType declaringType, string id, string name, ApiModifiers modifiers, string type, Facts facts)
    {
        bool constructor = name == "#ctor";

        return new ApiMember
        {
            Id = id,
            DeclaringType = declaringType,
            Kind = constructor ? ApiMemberKind.Constructor : ApiMemberKind.Method,
            Name = constructor ? ".ctor" : name,
            Type = constructor ? "System.Void" : type,
            Parameters = facts.Parameters(),
            Modifiers = modifiers | ReadTrailers(facts),
        };
    }

    private static ApiMember ReadProperty(ApiType declaringType, string id, string name, ApiModifiers modifiers, string type, Facts facts)
    {
        // The data names no index of an indexer; its type is in the id.
        int open = id.IndexOf('(');
        ApiParameter[] indices = open < 0 ? [] :
            [.. id[(open + 1)..^1].Split(',').Select((index, i) => new ApiParameter("index" + (i == 0 ? "" : i), index, ApiPassing.Value, false, null))];
        string accessors = facts.Word();

        return new ApiMember
        {
            Id = id,
            DeclaringType = declaringType,
            Kind = ApiMemberKind.Property,
            Name = name,
            Type = type,
            Parameters = indices,
            HasGetter = accessors is "{get;}" or "{get;set;}",
            HasSetter = accessors is "{set;}" or "{get;set;}" ? true : accessors == "{get;}" ? false : throw facts.Unknown(),
            Modifiers = modifiers | ReadTrailers(facts),
        };
    }

    private static ApiModifiers ReadModifiers(Facts facts)
    {
        var modifiers = ApiModifiers.None;

        while (s_modifiers.TryGetValue(facts.PeekWord(), out ApiModifiers modifier))
        {
            modifiers |= modifier;
            facts.Word();
        }

        return modifiers;
    }

    private static ApiModifiers ReadTrailers(Facts facts)
    {
        var modifiers = ApiModifiers.None;

        while (!facts.AtEnd)
        {
            modifiers |= facts.Take("extension") ? ApiModifiers.Extension
                : facts.Take("[obsolete]") ? ApiModifiers.Obsolete
                : facts.Take("[obsolete error]") ? ApiModifiers.Obsolete | ApiModifiers.Error
                : throw facts.Unknown();
        }

        return modifiers;
    }
}
