namespace NanoHost;

/// <summary>A part of the machine that has a state which a power cut or a restart ends.</summary>
internal interface IPowered
{
    void PowerCut();
}
