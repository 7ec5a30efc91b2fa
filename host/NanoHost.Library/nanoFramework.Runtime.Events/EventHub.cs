using System.Collections.Generic;
using NanoHost;

namespace nanoFramework.Runtime.Events;

/// <summary>Who takes which events on one machine; what <see cref="EventSink"/> keeps in static fields on a device.</summary>
internal sealed class EventHub
{
    private readonly Dictionary<EventCategory, IEventProcessor> _processors = [];
    private readonly Dictionary<EventCategory, List<IEventListener>> _listeners = [];
    private readonly Dictionary<EventCategory, List<IEventListener>> _filters = [];
    private readonly Machine _machine;

    private EventHub(Machine machine) => _machine = machine;

    public event CustomEventPostedEventHandler? CustomEventPosted;

    public static EventHub Of(Machine machine) => machine.Service(static machine => new EventHub(machine));

    public void SetProcessor(EventCategory category, IEventProcessor? processor)
    {
        if (processor is null)
        {
            _processors.Remove(category);
        }
        else
        {
            _processors[category] = processor;
        }
    }

    public void AddListener(EventCategory category, IEventListener listener) => Add(_listeners, category, listener);

    public void RemoveListener(EventCategory category, IEventListener listener) => Remove(_listeners, category, listener);

    public void AddFilter(EventCategory category, IEventListener filter) => Add(_filters, category, filter);

    public void RemoveFilter(EventCategory category, IEventListener filter) => Remove(_filters, category, filter);

    public void Post(byte category, byte subCategory, ushort data1, uint data2) =>
        InterruptDispatcher.Of(_machine).Post(Deliver, (uint)(data1 << 16 | category << 8 | subCategory), data2);

    private static void Add(Dictionary<EventCategory, List<IEventListener>> listeners, EventCategory category, IEventListener listener)
    {
        if (!listeners.TryGetValue(category, out var list))
        {
            listeners.Add(category, list = []);
        }

        list.Add(listener);
        listener.InitializeForEventSource();
    }

    private static void Remove(Dictionary<EventCategory, List<IEventListener>> listeners, EventCategory category, IEventListener listener)
    {
        if (listeners.TryGetValue(category, out var list))
        {
            list.Remove(listener);
        }
    }

    private void Deliver(uint data1, uint data2)
    {
        var category = (EventCategory)(byte)(data1 >> 8);
        if (category == EventCategory.Custom)
        {
            CustomEventPosted?.Invoke(this, new CustomEventArgs((ushort)(data1 >> 16), data2));
        }

        var time = _machine.UtcNow;
        var ev = _processors.TryGetValue(category, out var processor)
            ? processor.ProcessEvent(data1, data2, time)
            : new GenericEvent { Message = (byte)data1, Category = (byte)category, Source = (ushort)(data1 >> 16), Data = data2, Time = time };
        if (ev is not null && !Told(_filters, category, ev))
        {
            Told(_listeners, category, ev);
        }
    }

    /// <returns>Whether one of them wants nobody else to be told.</returns>
    private static bool Told(Dictionary<EventCategory, List<IEventListener>> listeners, EventCategory category, BaseEvent ev)
    {
        if (listeners.TryGetValue(category, out var list))
        {
            foreach (var listener in list.ToArray())
            {
                if (!listener.OnEvent(ev))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
