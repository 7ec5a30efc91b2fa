using System;
using System.Threading;
using Sim800.Nano.Channels;
using Sim800.Nano.Commands;
using Sim800.Nano.Links;
using Sim800.Nano.Ports;

namespace Sim800.Nano;

// What the thread of the driver does while nobody talks.
public sealed partial class Sim800Modem
{
    /// <summary>One step of the driver thread, and how long it may wait for the next.</summary>
    internal int Step()
    {
        Service();
        return Watched == null ? TimeToSleep() : Watched.Watch();
    }

    /// <summary>Takes what has come while nobody talked, repairs, closes what was left to be closed.</summary>
    internal void Service()
    {
        bool transparent = _channel.DataMode;
        _rings.Observe(transparent);
        if (transparent || (!_channel.HasWork && !HasChores()))
        {
            return;
        }

        if (_channel.Gate.Enter(Slot.Driver) != Outcome.Ok)
        {
            return;
        }

        if (_channel.DataMode)
        {
            _channel.Gate.Leave();
            return;
        }

        try
        {
            _channel.Drain();
            if (_channel.NeedsRepair || HasChores())
            {
                DoChores();
            }
        }
        finally
        {
            _channel.Leave();
        }
    }

    // What is to be done that nobody waits for. Most often there is nothing that could be due.
    private bool HasChores() =>
        (_contexts.InDoubt && IsReconcileDue()) || ((_reportsNetwork || _networkReported) && IsReportDue()) || (_links.IsCloseDue && FindCloseDue() != LinkTable.None) ||
        (_sleepPolicy == ModemSleepPolicy.WhenIdle && TimeToSleep() == 0);

    private void DoChores()
    {
        int outcome = _channel.NeedsRepair ? _channel.Prepare() : Outcome.Ok;
        if (outcome == Outcome.Ok && IsReconcileDue())
        {
            outcome = _channel.Prepare();
            if (outcome == Outcome.Ok)
            {
                outcome = _network.Reconcile();
            }

            _nextTry = outcome == Outcome.Ok ? _nextTry : DeadlineIn(Retry);
        }

        if (outcome == Outcome.Ok && IsReportDue())
        {
            outcome = SwitchReports();
            _nextTry = outcome == Outcome.Ok ? _nextTry : DeadlineIn(Retry);
        }

        // Only now: a link may have been freed, and given to somebody else, while this waited for its turn.
        int due = FindCloseDue();
        if (outcome == Outcome.Ok && due != LinkTable.None)
        {
            if (!CloseLink(due))
            {
                _links.Postpone(due);
                _nextTry = _nextTry > _port.Now ? _nextTry : DeadlineIn(Retry);
            }
            else if (_links.FindCloseDue() != LinkTable.None)
            {
                _channel.Gate.Wake(Slot.Driver);
            }
        }

        if (TimeToSleep() == 0)
        {
            // One that does not let itself be put to sleep is told again after the same time.
            _busyAt = _port.Now;
            if (outcome == Outcome.Ok && _channel.Prepare() == Outcome.Ok)
            {
                FallAsleep();
            }
        }
    }

    /// <summary>Closes a link in the module and frees it. For the owner of the gate.</summary>
    /// <returns>False if the module did not say whether.</returns>
    internal bool CloseLink(int link)
    {
        int outcome = _channel.Prepare();
        if (outcome == Outcome.Ok)
        {
            // It may have ended while this waited for its turn, and a client may have come on it.
            if (_links.StateOf(link) != LinkState.Closing)
            {
                return true;
            }

            int generation = _links.GenerationOf(link);
            outcome = TellClosed(link);

            if (Outcome.ErrorOf(outcome) == ModemError.TimedOut && !_links.IsListener(link))
            {
                _links.Owe(link, DeadlineIn(OwedTime));
            }

            if (Outcome.ErrorOf(outcome) == ModemError.Rejected && !_links.IsRefusalFinal(link, _port.Now))
            {
                _nextTry = DeadlineIn(LinkTable.RefusalTime);
                return false;
            }

            // By now a refusal says that there is nothing to close.
            if (outcome == Outcome.Ok || Outcome.ErrorOf(outcome) == ModemError.Rejected)
            {
                _links.EndClosing(link, generation, outcome == Outcome.Ok);
                return true;
            }
        }

        return false;
    }

    /// <summary>Has the module close a link. For the owner of the gate.</summary>
    internal int TellClosed(int link)
    {
        if (_links.IsListener(link))
        {
            _channel.BeginIn(_links.ContextOf(link), Command.EndListening, link);
            return _channel.Run();
        }

        // Quick: nobody waits for what the peer still says, unless the socket wants to.
        _channel.Begin(Command.Close, link);
        _channel.AddLink(link);
        if (_links.Lingers(link))
        {
            _channel.Limit = LingerLimit;
            _channel.Add(0);
        }
        else
        {
            _channel.Add(1);
        }

        return _channel.Run();
    }

    private bool IsReconcileDue() => _contexts.InDoubt && _channel.IsOpen && _port.Now >= _nextTry;

    private int FindCloseDue()
    {
        int due = _links.FindCloseDue();
        return due != LinkTable.None && _channel.IsOpen && _port.Now >= _nextTry ? due : LinkTable.None;
    }

    private void Drive()
    {
        Port port = _port;
        AutoResetEvent signal = _channel.Gate.EventOf(Slot.Driver);
        int wait = DriverTick;
        while (_closed == 0)
        {
            port.Wait(signal, wait);
            wait = DriverTick;
            try
            {
                wait = Step();
            }
            catch (Exception)
            {
                // The port is the program's, which may close it. Who calls is told; this thread must be there when it is open again.
            }
        }
    }
}
