using System.Globalization;
using System.Text;

namespace Sim800.Rig.Campaign;

/// <summary>Sees each line of the dialogue between driver and module, and keeps none; a copy of the whole trace may go elsewhere.</summary>
internal sealed class WireLines(Action<string> seen, TextWriter? copy = null) : TextWriter(CultureInfo.InvariantCulture)
{
    private const int TimeLength = 16;

    public override Encoding Encoding => Encoding.Latin1;

    public override void Write(string? value)
    {
        copy?.Write(value);
        if (value is { Length: > TimeLength } && value[TimeLength] is '<' or '>')
        {
            seen(value[TimeLength..]);
        }
    }
}
