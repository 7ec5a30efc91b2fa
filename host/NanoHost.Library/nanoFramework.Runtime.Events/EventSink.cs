using NanoHost;

namespace nanoFramework.Runtime.Events;

/// <summary>Where all events of the hardware arrive. The host delivers serial and GPIO events straight to their owners, in the same queue.</summary>
public class EventSink : NativeEventDispatcher
{
    private EventSink()
        : base("EventSink", 0)
    {
    }

    public static void AddEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor) => Hub.SetProcessor(eventCategory, eventProcessor);

    public static void RemoveEventProcessor(EventCategory eventCategory, IEventProcessor eventProcessor) => Hub.SetProcessor(eventCategory, null);

    public static void AddEventListener(EventCategory eventCategory, IEventListener eventListener) => Hub.AddListener(eventCategory, eventListener);

    public static void RemoveEventListener(EventCategory eventCategory, IEventListener eventListener) => Hub.RemoveListener(eventCategory, eventListener);

    public static void AddEventFilter(EventCategory eventCategory, IEventListener eventFilter) => Hub.AddFilter(eventCategory, eventFilter);

    public static void RemoveEventFilter(EventCategory eventCategory, IEventListener eventFilter) => Hub.RemoveFilter(eventCategory, eventFilter);

    /// <summary>Queues an event behind those of the hardware.</summary>
    public static void PostManagedEvent(byte category, byte subCategory, ushort data1, uint data2) => Hub.Post(category, subCategory, data1, data2);

    private static EventHub Hub => EventHub.Of(FirmwareThread.Enter().Machine);
}
