using NanoHost;

namespace nanoFramework.Runtime.Events;

/// <summary>Events of the category <see cref="EventCategory.Custom"/>.</summary>
public static class CustomEvent
{
    public static event CustomEventPostedEventHandler CustomEventPosted
    {
        add => EventHub.Of(FirmwareThread.Enter().Machine).CustomEventPosted += value;
        remove => EventHub.Of(FirmwareThread.Enter().Machine).CustomEventPosted -= value;
    }
}
