using System.Reflection;
using NanoApi;
using NanoHost.Loader;

namespace Host.Tests.NanoHost;

/// <summary>The host has no silent gap: what the nanoFramework API lists is found on .NET or in the library with the same signature, replaced, or refused with a reason.</summary>
public class ApiResolutionTests
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;

    [Fact]
    public void Every_type_and_member_resolves()
    {
        var gaps = from assembly in ApiAssembly.All
                   from type in assembly.Types
                   from gap in Gaps(type)
                   select $"{assembly.Name}: {gap}";
        Assert.True(!gaps.Any(), string.Join('\n', gaps));
    }

    [Fact]
    public void Every_replacement_and_every_refusal_names_a_member_of_the_api()
    {
        var known = ApiAssembly.All.SelectMany(assembly => assembly.Types)
            .SelectMany(type => type.Members.SelectMany(Accessors).Append(type.Id)).ToHashSet();
        Assert.Subset(known, RedirectTable.ById.Keys.Concat(RefusedMembers.Ids).ToHashSet());
    }

    private static IEnumerable<string> Gaps(ApiType type)
    {
        if (RefusedMembers.Reason(type.Id) is not null)
        {
            yield break;
        }

        if (PlatformTypes.Find(RuntimeName(type)) is not { } found)
        {
            yield return type.Id;
            yield break;
        }

        foreach (var member in type.Members)
        {
            foreach (var id in Accessors(member))
            {
                if (RefusedMembers.Reason(id) is null && !RedirectTable.ById.ContainsKey(id) && !Has(found, type, member, id))
                {
                    yield return id;
                }
            }
        }
    }

    private static string RuntimeName(ApiType type) =>
        type.DeclaringType is { } outer ? $"{RuntimeName(outer)}+{type.Name}" : type.FullName;

    /// <summary>A property or event stands for its accessors, which is what firmware calls.</summary>
    private static IEnumerable<string> Accessors(ApiMember member)
    {
        var colon = member.Id.IndexOf('(') is var bracket && bracket < 0 ? member.Id.Length : bracket;
        var dot = member.Id.LastIndexOf('.', colon - 1) + 1;
        var type = member.Id[2..dot];
        var name = member.Id[dot..colon];
        var indices = member.Id[colon..];
        switch (member.Kind)
        {
            case ApiMemberKind.Property:
                if (member.HasGetter)
                {
                    yield return $"M:{type}get_{name}{indices}";
                }

                if (member.HasSetter)
                {
                    yield return $"M:{type}set_{name}{(indices.Length == 0 ? "(" : indices[..^1] + ",")}{member.Type})";
                }

                break;
            case ApiMemberKind.Event:
                yield return $"M:{type}add_{name}({member.Type})";
                yield return $"M:{type}remove_{name}({member.Type})";
                break;
            default:
                yield return member.Id;
                break;
        }
    }

    private static bool Has(Type found, ApiType type, ApiMember member, string id)
    {
        if (member.Kind == ApiMemberKind.Field)
        {
            return found.GetField(member.Name, Any) is { } field
                && field.IsStatic == (member.Is(ApiModifiers.Static | ApiModifiers.Const) || type.Kind == ApiTypeKind.Enum)
                && (field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly)
                && (type.Kind == ApiTypeKind.Enum ? Value(field) == member.Constant : Name(field.FieldType) == member.Type);
        }

        var returns = id.StartsWith($"M:{type.FullName}.get_", StringComparison.Ordinal) || member.Kind is ApiMemberKind.Method or ApiMemberKind.Constructor
            ? Positional(member.Type, type) : "System.Void";
        return Methods(found).Any(method => DocIdOf(method, type) == id
            && method.IsStatic == member.Is(ApiModifiers.Static)
            && (method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly)
            && (method is ConstructorInfo || Name(((MethodInfo)method).ReturnType) == returns));
    }

    private static string Value(FieldInfo field) => Convert.ToString(field.GetRawConstantValue())!;

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        IEnumerable<MethodBase> own = type.GetMethods(Any | BindingFlags.FlattenHierarchy);
        own = own.Concat(type.GetConstructors(Any));
        return type.IsInterface ? own.Concat(type.GetInterfaces().SelectMany(inherited => inherited.GetMethods(Any))) : own;
    }

    /// <summary>The id that the method has as a member of the type looked at, inherited ones too: a member reference finds those as well.</summary>
    private static string DocIdOf(MethodBase method, ApiType type)
    {
        var parameters = method.GetParameters();
        var list = parameters.Length == 0 ? "" : $"({string.Join(',', parameters.Select(parameter => Name(parameter.ParameterType)))})";
        var conversion = method.Name is "op_Implicit" or "op_Explicit" ? "~" + Name(((MethodInfo)method).ReturnType) : "";
        return $"M:{type.FullName}.{method.Name.Replace('.', '#')}{list}{conversion}";
    }

    private static string Name(Type type) => type switch
    {
        { IsByRef: true } => Name(type.GetElementType()!) + "@",
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericParameter: true } => "`" + type.GenericParameterPosition,
        _ => (type.FullName ?? $"{type.Namespace}.{type.Name}").Replace('+', '.'),
    };

    private static string Positional(string name, ApiType type)
    {
        var position = type.GenericParameters.ToList().IndexOf(name);
        return position < 0 ? name : "`" + position;
    }
}
