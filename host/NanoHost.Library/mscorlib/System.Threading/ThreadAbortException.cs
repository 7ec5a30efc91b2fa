namespace System.Threading;

/// <summary>Ends a thread that was aborted. Its own type, for nobody can make .NET's.</summary>
public sealed class ThreadAbortException : SystemException
{
    internal ThreadAbortException()
    {
    }
}
