namespace Sim800.Simulator.Messages;

/// <summary>Where a stored message stands, with the numbers of PDU mode.</summary>
internal enum MessageStatus
{
    Unread = 0,
    Read = 1,
    Unsent = 2,
    Sent = 3,
}
