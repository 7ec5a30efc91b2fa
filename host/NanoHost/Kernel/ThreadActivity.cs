namespace NanoHost;

/// <summary>What a firmware thread is doing, as the scheduler sees it.</summary>
internal enum ThreadActivity
{
    Ready,
    Running,
    Blocked,
    Ended,
}
