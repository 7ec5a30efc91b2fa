namespace Sim800.Simulator.Settings;

/// <summary>AT+CIPCCFG: how a transparent connection is cut into blocks (application note 3.2.2, fact sheet 2.3).</summary>
/// <param name="Retries">Repeats of an IP packet before the connection is given up.</param>
/// <param name="Wait">Serial idle time before what was typed is sent, in units of <see cref="Sim800Options.TransparentWaitUnit"/>.</param>
/// <param name="BlockSize">Bytes that are sent without waiting.</param>
/// <param name="Escape">Whether +++ leaves data mode.</param>
/// <param name="Paced">Whether output is paced.</param>
/// <param name="OutputSize">Bytes of one burst of paced output.</param>
/// <param name="OutputInterval">Milliseconds between two bursts.</param>
public sealed record TransparentSettings(
    int Retries = 5, int Wait = 2, int BlockSize = 1024, bool Escape = true, bool Paced = false, int OutputSize = 1460, int OutputInterval = 50)
{
    /// <summary>As the read form prints it.</summary>
    public override string ToString() =>
        $"{Retries},{Wait},{BlockSize},{(Escape ? 1 : 0)},{(Paced ? 1 : 0)},{OutputSize},{OutputInterval}";
}
