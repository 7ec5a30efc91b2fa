using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Commands;

/// <summary>
/// The payload of one CIPSEND (fact sheet 1.5): with a fixed length every byte is data and the last one sends; without, 0x1A sends and 0x1B
/// cancels, and the time of AT+CIPATS sends too.
/// </summary>
internal sealed class SendPayload(Sim800Machine machine, int? length, Action<byte[]> complete, Action cancel) : IPayloadSink
{
    private const byte Send = 0x1A;
    private const byte Escape = 0x1B;

    private readonly List<byte> _bytes = [];
    private bool _isOver;

    public bool IsEmpty => _bytes.Count == 0;

    public void OnByte(byte value)
    {
        if (machine.Profile.Echo && machine.Options.EchoesPayload)
        {
            machine.Output.Echo(value);
        }

        if (length is null && value is (Send or Escape))
        {
            if (value == Send)
            {
                End();
            }
            else
            {
                _isOver = true;
                machine.Receiver.EndPayload();
                cancel();
            }

            return;
        }

        _bytes.Add(value);
        if (_bytes.Count == length)
        {
            End();
        }
    }

    /// <summary>The time of AT+CIPATS is over.</summary>
    public void SendNow()
    {
        if (!_isOver)
        {
            End();
        }
    }

    private void End()
    {
        _isOver = true;
        machine.Receiver.EndPayload();
        complete([.. _bytes]);
    }
}
