using Mono.Cecil;
using Mono.Cecil.Cil;

namespace NanoApi.Gate;

/// <summary>Collects findings and knows at which member and instruction the gate is.</summary>
internal sealed class Report
{
    private readonly List<Finding> _findings = [];
    private string _where = "";
    private MethodDefinition? _method;
    private Instruction? _instruction;

    public IReadOnlyList<Finding> Findings => _findings;

    public void Enter(TypeDefinition type) => Enter(Name(type), null);

    public void Enter(FieldDefinition field) => Enter(Name(field.DeclaringType) + "." + field.Name, null);

    public void Enter(MethodDefinition method) => Enter(Name(method.DeclaringType) + "." + method.Name.TrimStart('.'), method);

    public void Enter(Instruction instruction) => _instruction = instruction;

    public void Add(Rule rule, string what)
    {
        var finding = new Finding(rule.Code, _where, what, rule.Instead, Source());

        // One statement often shows the same thing in several instructions.
        if (!_findings.Contains(finding))
        {
            _findings.Add(finding);
        }
    }

    private void Enter(string where, MethodDefinition? method)
    {
        _where = where;
        _method = method;
        _instruction = null;
    }

    private static string Name(TypeDefinition type) => type.FullName.Replace('/', '.');

    private string? Source()
    {
        if (_method is null || !_method.DebugInformation.HasSequencePoints)
        {
            return null;
        }

        int offset = _instruction?.Offset ?? 0;
        SequencePoint point = _method.DebugInformation.SequencePoints.LastOrDefault(point => point.Offset <= offset && !point.IsHidden)
            ?? _method.DebugInformation.SequencePoints[0];
        return $"{point.Document.Url}({point.StartLine},{point.StartColumn})";
    }
}
