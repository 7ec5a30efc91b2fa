using Sim800.Simulator.Serial;

namespace Sim800.Simulator.Commands;

/// <summary>What is typed at the prompt of AT+CMGS and AT+CMGW: 0x1A ends it, 0x1B gives it up.</summary>
internal sealed class MessagePayload(Sim800Machine machine, Action<string> complete, Action cancel) : IPayloadSink
{
    private readonly List<byte> _bytes = [];

    public bool IsEmpty => _bytes.Count == 0;

    public void OnByte(byte value)
    {
        if (machine.Profile.Echo)
        {
            machine.Output.Echo(value);
        }

        switch (value)
        {
            case 0x1A:
                machine.Receiver.EndPayload();
                complete(System.Text.Encoding.Latin1.GetString([.. _bytes]));
                break;
            case 0x1B:
                machine.Receiver.EndPayload();
                cancel();
                break;
            case 8:
                _bytes.RemoveRange(Math.Max(0, _bytes.Count - 1), Math.Min(1, _bytes.Count));
                break;
            default:
                _bytes.Add(value);
                break;
        }
    }
}
