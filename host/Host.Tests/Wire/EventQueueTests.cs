using Wire;

namespace Host.Tests.Wire;

public class EventQueueTests
{
    private readonly EventQueue _queue = new();
    private readonly List<string> _log = [];

    [Fact]
    public void EventsRunInTheOrderOfTheirTimes()
    {
        At(30, "c");
        At(10, "a");
        At(20, "b");

        _queue.AdvanceTo(25);

        Assert.Equal(["a@10", "b@20"], _log);
        Assert.Equal(25, _queue.Now);
        Assert.Equal(30, _queue.NextDue);
    }

    [Fact]
    public void WithinOneInstantTheOrderIsThatOfSetting()
    {
        At(10, "first");
        At(10, "second");
        At(10, "third");

        _queue.AdvanceTo(10);

        Assert.Equal(["first@10", "second@10", "third@10"], _log);
    }

    [Fact]
    public void AnEventMaySetAnotherForTheSameInstant()
    {
        new Alarm(_queue, () => At(_queue.Now, "then")).SetAt(10);

        _queue.AdvanceTo(10);

        Assert.Equal(["then@10"], _log);
    }

    [Fact]
    public void SettingAgainReplacesTheEarlierTime()
    {
        var alarm = Log("x");
        alarm.SetAt(10);
        alarm.SetAt(20);

        _queue.AdvanceTo(100);

        Assert.Equal(["x@20"], _log);
        Assert.False(alarm.IsSet);
    }

    [Fact]
    public void ACancelledAlarmDoesNotFireAndIsNotDue()
    {
        var alarm = Log("x");
        alarm.SetAt(10);
        alarm.Cancel();

        Assert.Equal(long.MaxValue, _queue.NextDue);
        _queue.AdvanceTo(100);
        Assert.Empty(_log);
    }

    [Fact]
    public void ATimeThatHasPassedIsNow()
    {
        _queue.AdvanceTo(50);
        At(10, "late");

        _queue.AdvanceTo(50);

        Assert.Equal(["late@50"], _log);
    }

    [Fact]
    public void WhatAnotherThreadPostsRunsWhereTheQueueIsAsked()
    {
        _queue.AdvanceTo(7);
        var poster = new Thread(() => _queue.Post(() => _log.Add($"posted@{_queue.Now}")));
        poster.Start();
        poster.Join();

        Assert.Empty(_log);
        Assert.True(_queue.WaitForPost(TimeSpan.Zero));
        Assert.True(_queue.RunPosted());
        Assert.False(_queue.RunPosted());
        Assert.False(_queue.WaitForPost(TimeSpan.Zero));
        Assert.Equal(["posted@7"], _log);
    }

    private Alarm Log(string name) => new(_queue, () => _log.Add($"{name}@{_queue.Now}"));

    private void At(long time, string name) => Log(name).SetAt(time);
}
