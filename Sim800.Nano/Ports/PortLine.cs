namespace Sim800.Nano.Ports;

/// <summary>The lines beside the two of the UART. All but the supply and STATUS are active low, unless a transistor inverts them; "asserted" means active.</summary>
internal enum PortLine
{
    PowerKey,
    Reset,
    Dtr,
    RingIndicator,
    CarrierDetect,
    Status,
    Supply,
}
