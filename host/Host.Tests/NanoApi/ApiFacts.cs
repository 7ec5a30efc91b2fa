using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Host.Tests.NanoApi;

/// <summary>Writes what the C# compiler sees of a type or member in the words of the API data.</summary>
internal static class ApiFacts
{
    private static readonly SymbolDisplayFormat s_name = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>One line for each type and each member that a program can reach.</summary>
    public static IEnumerable<string> Lines(IAssemblySymbol assembly) => Types(assembly.GlobalNamespace)
        .SelectMany(type => Members(type).Prepend(type))
        .Select(symbol => symbol.GetDocumentationCommentId() + "\t" + Facts(symbol))
        .Order(StringComparer.Ordinal);

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) => container.GetMembers().SelectMany(member => member switch
    {
        INamespaceSymbol inner => Types(inner),
        INamedTypeSymbol type when Reachable(type) => Types(type).Prepend(type),
        _ => [],
    });

    private static IEnumerable<ISymbol> Members(INamedTypeSymbol type) => type.GetMembers().Where(member =>
        member is not INamedTypeSymbol
        && !member.IsImplicitlyDeclared
        && Reachable(member)
        && member is not IMethodSymbol { AssociatedSymbol: not null });

    private static bool Reachable(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected;

    private static string Facts(ISymbol symbol)
    {
        string facts = symbol switch
        {
            INamedTypeSymbol type => TypeFacts(type),
            IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } value => "enum-value " + Literal(value.ConstantValue),
            IFieldSymbol field => Words(field) + Name(field.Type) + (field.IsConst ? " = " + Literal(field.ConstantValue) : ""),
            IPropertySymbol property => Words(property) + Name(property.Type)
                + " {" + (property.GetMethod is null ? "" : "get;") + (property.SetMethod is null ? "" : "set;") + "}",
            IEventSymbol happening => Words(happening) + Name(happening.Type),
            IMethodSymbol method => Words(method) + (method.MethodKind == MethodKind.Constructor ? "ctor" : Name(method.ReturnType))
                + " (" + string.Join(", ", method.Parameters.Select(Parameter)) + ")" + (method.IsExtensionMethod ? " extension" : ""),
            _ => throw new ArgumentException(symbol.Kind.ToString()),
        };
        AttributeData? obsolete = symbol.GetAttributes().SingleOrDefault(attribute => attribute.AttributeClass?.Name == "ObsoleteAttribute");
        return facts + (obsolete is null ? "" : obsolete.ConstructorArguments is [.., { Value: true }] ? " [obsolete error]" : " [obsolete]");
    }

    private static string TypeFacts(INamedTypeSymbol type)
    {
        string interfaces = string.Join(",", type.AllInterfaces.Select(Name).Order(StringComparer.Ordinal));
        interfaces = interfaces.Length > 0 ? " implements=" + interfaces : "";

        return "public " + type.TypeKind switch
        {
            TypeKind.Enum => "enum underlying=" + Name(type.EnumUnderlyingType!)
                + (type.GetAttributes().Any(attribute => attribute.AttributeClass?.Name == "FlagsAttribute") ? " flags" : ""),
            TypeKind.Delegate => "delegate returns=" + Name(type.DelegateInvokeMethod!.ReturnType)
                + " params=(" + string.Join(",", type.DelegateInvokeMethod.Parameters.Select(Parameter)) + ")",
            TypeKind.Interface => ("interface" + (interfaces.Length > 0 ? interfaces : " ")).TrimEnd(),
            TypeKind.Struct => (type.IsReadOnly ? "readonly " : "") + (type.IsRefLikeType ? "ref " : "") + "struct" + Base(type) + interfaces,
            _ => (type.IsStatic ? "static " : type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : "") + "class" + Base(type) + interfaces,
        };
    }

    private static string Base(INamedTypeSymbol type) => type.BaseType is null ? "" : " base=" + Name(type.BaseType);

    private static string Words(ISymbol symbol)
    {
        bool inInterface = symbol.ContainingType.TypeKind == TypeKind.Interface;
        var field = symbol as IFieldSymbol;

        return (symbol.DeclaredAccessibility == Accessibility.Public ? "public " : "protected ")
            + (symbol.IsStatic && field is not { IsConst: true } ? "static " : "")
            + (symbol.IsAbstract && !inInterface ? "abstract " : "")
            + (symbol.IsVirtual && !inInterface ? "virtual " : "")
            + (symbol.IsSealed ? "sealed " : "")
            + (symbol.IsOverride ? "override " : "")
            + (field is { IsReadOnly: true } ? "readonly " : "")
            + (field is { IsConst: true } ? "const " : "");
    }

    private static string Parameter(IParameterSymbol parameter) =>
        parameter.RefKind switch { RefKind.Ref => "ref ", RefKind.Out => "out ", RefKind.In => "in ", _ => "" }
        + (parameter.IsParams ? "params " : "")
        + Name(parameter.Type) + " " + parameter.Name
        + (parameter.HasExplicitDefaultValue ? " = " + Literal(parameter.ExplicitDefaultValue) : "");

    private static string Name(ITypeSymbol type) => type.ToDisplayString(s_name);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        char letter and (< ' ' or > '~') => $"'\\u{(int)letter:X4}'",
        char letter => $"'{letter}'",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
