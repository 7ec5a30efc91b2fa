using Xunit.Abstractions;
using Xunit.Sdk;

namespace Host.Tests.NanoHost.Skipping;

/// <summary>Passes on what a test reports, a failure by <see cref="SkipException"/> as a skip.</summary>
internal sealed class SkippingMessageBus(IMessageBus inner) : IMessageBus
{
    /// <summary>How many failures became skips.</summary>
    public int Skipped { get; private set; }

    public bool QueueMessage(IMessageSinkMessage message)
    {
        if (message is ITestFailed failed && failed.ExceptionTypes.FirstOrDefault() == typeof(SkipException).FullName)
        {
            Skipped++;
            message = new TestSkipped(failed.Test, failed.Messages[0]);
        }

        return inner.QueueMessage(message);
    }

    public void Dispose()
    {
        // the bus belongs to the runner
    }
}
