namespace NanoHost;

/// <summary>What a blocked thread stands in and has to be taken out of when it goes on, for whatever reason.</summary>
internal interface IWaiting
{
    void Leave(FirmwareThread thread);
}
