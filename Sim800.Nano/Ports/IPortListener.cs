namespace Sim800.Nano.Ports;

/// <summary>Is told that the port has something. It may be called on the platform's one interrupt thread, so it only sets events.</summary>
internal interface IPortListener
{
    /// <summary>At least as many bytes as the threshold are there, or DCD has moved.</summary>
    void Signal();

    /// <summary>RI has moved.</summary>
    void Ring();
}
