namespace nanoFramework.Runtime.Events;

/// <summary>Takes the events of a category, on the dispatcher's thread.</summary>
public interface IEventListener
{
    void InitializeForEventSource();

    bool OnEvent(BaseEvent ev);
}
