using System.Text;

namespace Sim800.Simulator.Serial;

/// <summary>
/// From characters to command lines (fact sheet 1.1, 1.2, 11.2): prefix in any case, carriage return ends, backspace deletes, A/ repeats
/// without a carriage return, 556 characters at most behind the prefix. Whatever does not belong to a line is echoed and forgotten.
/// </summary>
internal sealed class LineEditor(Sim800Machine machine)
{
    /// <summary>Characters of a line behind AT.</summary>
    private const int MaximumLength = 556;

    /// <summary>S5: the register of the character that deletes, and its default.</summary>
    private const int BackspaceRegister = 5;

    private const int Backspace = 8;

    private readonly StringBuilder _line = new();
    private Prefix _prefix;
    private bool _tooLong;

    private enum Prefix
    {
        None,
        A,
        At,
    }

    public void Reset()
    {
        _prefix = Prefix.None;
        _line.Clear();
        _tooLong = false;
    }

    public void OnByte(byte value)
    {
        if (value == '\n')
        {
            return;
        }

        if (machine.Profile.Echo)
        {
            machine.Output.Echo(value);
        }

        switch (_prefix)
        {
            case Prefix.A when value is (byte)'T' or (byte)'t':
                _prefix = Prefix.At;
                break;
            case Prefix.A when value == '/':
                Reset();
                machine.Executor.Repeat();
                break;
            case Prefix.At:
                Append(value);
                break;
            default:
                _prefix = value is (byte)'A' or (byte)'a' ? Prefix.A : Prefix.None;
                break;
        }
    }

    private void Append(byte value)
    {
        if (value == '\r')
        {
            var (line, tooLong) = (_line.ToString(), _tooLong);
            Reset();
            machine.Executor.Run(line, tooLong);
        }
        else if (value == machine.Profile.Registers.GetValueOrDefault(BackspaceRegister, Backspace))
        {
            _line.Length = Math.Max(0, _line.Length - 1);
        }
        else if (_line.Length < MaximumLength)
        {
            _line.Append((char)value);
        }
        else
        {
            _tooLong = true;
        }
    }
}
