using System;
using System.Text;
using Sim800.Nano;

namespace Snippets;

/// <summary>docs/reliability.md.</summary>
internal sealed class Reliability
{
    private static readonly byte[] s_answer = new byte[1];
    private readonly ModemConnection _connection;

    public Reliability(Sim800Modem modem)
    {
        var recovery = new ModemRecovery(modem, new ModemRecoveryOptions("internet") { Seed = 867_717_031 });
        var outbox = new ModemOutbox(4_096);
        outbox.MessageLost += (box, message) => Console.WriteLine("lost " + message.ToString());
        _connection = new ModemConnection(recovery, outbox, "telemetry.example.com", 7000);
    }

    // Every ten minutes, say.
    public bool Report(string reading)
    {
        byte[] record = Encoding.UTF8.GetBytes(reading + "\n");
        if (_connection.Enqueue(record, 0, record.Length) == 0)
        {
            Console.WriteLine("refused: " + _connection.Pending.ToString() + " wait already");
        }

        // What cannot be delivered now waits for the next report.
        return _connection.Deliver(5 * 60_000);
    }

    // Not "the TCP of the server has it" but "the server says that it has it".
    public void AwaitReplies() => _connection.Reply = (socket, message) => socket.Receive(s_answer, 0, 1) == 1;

    public void Tell()
    {
        ModemRecovery recovery = _connection.Recovery;
        Console.WriteLine("outages " + recovery.Outages.ToString() + ", the longest " + recovery.LongestOutage.ToString() + " ms");
        Console.WriteLine("restarts by RST " + recovery.GetCount(ModemRecoveryStep.Reset).ToString() + ", which ended " + recovery.GetCures(ModemRecoveryStep.Reset).ToString());
    }

    // The same in a thread of its own: whatever is put in is delivered as soon as it can be.
    public void DeliverByItself() => _connection.Start();

    public void Close() => _connection.Close();
}
