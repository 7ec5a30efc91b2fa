namespace System.IO.Ports;

/// <summary>How both sides keep the other from sending.</summary>
public enum Handshake
{
    None = 0,
    XOnXOff = 1,
    RequestToSend = 2,
    RequestToSendXOnXOff = 3,
}
