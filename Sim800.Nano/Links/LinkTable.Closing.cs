using System;
using Sim800.Nano.Channels;

namespace Sim800.Nano.Links;

// The end of a link, from this side: given up, failed, and closed in the module.
internal sealed partial class LinkTable
{
    /// <summary>Ends the calls on both sides of a link, as long as it is its socket's.</summary>
    public void Abort(int link, int generation)
    {
        lock (this)
        {
            if (IsOwn(link, generation))
            {
                _gate.Abort(Slot.Sender(link));
                _gate.Abort(Slot.Receiver(link));
            }
        }
    }

    /// <summary>Marks a link as given up, if it is still its socket's. What it was connected to must still be closed unless it has ended by itself.</summary>
    /// <param name="link">The link.</param>
    /// <param name="generation">The generation in which its socket has it.</param>
    /// <param name="lingers">Whether a connection is closed slowly.</param>
    /// <returns>True if the module must be told.</returns>
    public bool GiveUp(int link, int generation, bool lingers)
    {
        lock (this)
        {
            if (!IsOwn(link, generation))
            {
                return false;
            }

            if (link == _listener)
            {
                Dismiss();
            }

            End(link, ModemError.Aborted);
            bool tell = StateOf(link) == LinkState.Failed ? NeedsClose(link) : StateOf(link) != LinkState.Taken && !HasEnded(link);
            if (tell)
            {
                _words[link] |= lingers && StateOf(link) == LinkState.Connected ? LinkWord.Lingers : 0;
                Move(link, LinkState.Closing);
            }
            else
            {
                Release(link);
            }

            return tell;
        }
    }

    /// <summary>Says whether a connection is to be closed slowly: the first time only, the next one shall be quick.</summary>
    public bool Lingers(int link)
    {
        lock (this)
        {
            bool lingers = (_words[link] & LinkWord.Lingers) != 0;
            _words[link] &= ~LinkWord.Lingers;
            return lingers;
        }
    }

    /// <summary>Makes a link free: the module has confirmed that nothing is left of it.</summary>
    public void Free(int link)
    {
        lock (this)
        {
            Release(link);
        }
    }

    /// <summary>Makes a link free that was being closed, unless it has become free, and perhaps somebody else's, meanwhile.</summary>
    /// <param name="link">The link.</param>
    /// <param name="generation">Its generation when it was to be closed.</param>
    /// <param name="closed">Whether the module has closed something. It then was a client that has come meanwhile, if one has.</param>
    public void EndClosing(int link, int generation, bool closed)
    {
        lock (this)
        {
            if (_generations[link] == generation ? StateOf(link) == LinkState.Closing : closed && StateOf(link) == LinkState.Pending)
            {
                Release(link);
            }
        }
    }

    /// <summary>
    /// Takes note that the module has refused to close a link. There may be nothing to close; or the peer has closed, and the module still gives it time, refuses
    /// everything until then, and says only then that it is closed, which would meet the next connection.
    /// </summary>
    /// <returns>True if it has refused already so long ago that nothing can be left of it.</returns>
    public bool IsRefusalFinal(int link, long now)
    {
        if (_instants[Count + link] == 0)
        {
            _instants[Count + link] = now;
        }

        return StateOf(link) != LinkState.Closing || now - _instants[Count + link] >= RefusalTime;
    }

    /// <summary>Leaves it to the driver thread to close a link in the module, unless that is over already.</summary>
    public void CloseLater(int link)
    {
        lock (this)
        {
            if (StateOf(link) == LinkState.Closing)
            {
                _closeDue |= 1 << link;
            }
        }
    }

    /// <summary>Lets the other links that are to be closed come first: the module has not confirmed the end of this one.</summary>
    public void Postpone(int link) => _postponed = link;

    /// <summary>Gets a value indicating whether the driver thread has links to close.</summary>
    public bool IsCloseDue => _closeDue != 0;

    /// <summary>Finds the next link that the driver thread has to close, or <see cref="None"/>.</summary>
    public int FindCloseDue()
    {
        int due = _closeDue;
        if (due == 0)
        {
            return None;
        }

        int link = _postponed;
        do
        {
            link = link + 1 == Count ? 0 : link + 1;
        }
        while ((due & (1 << link)) == 0);

        return link;
    }

    /// <summary>Fails a link for a reason on this side, after which its stream cannot be trusted.</summary>
    public void Fail(int link, ModemError error)
    {
        lock (this)
        {
            int state = StateOf(link);
            if (state == LinkState.Connecting || state == LinkState.Connected || state == LinkState.Taken || state == LinkState.Listening)
            {
                End(link, error);
                _words[link] = (_words[link] & ~(LinkWord.Error | LinkWord.State)) | ((int)error << LinkWord.ErrorShift) | LinkState.Failed;
                _changed |= 1 << link;
            }
        }
    }

    /// <summary>Fails every link: the module holds none of them any more.</summary>
    public void FailAll(ModemError error)
    {
        Array.Clear(_instants, 0, Count);
        FailAll(error, 0);
        FailAll(error, 1);
    }

    /// <summary>Fails every link of a context.</summary>
    public void FailAll(ModemError error, int context)
    {
        for (int link = 0; link < Count; link++)
        {
            if (ContextOf(link) == context)
            {
                Fail(link, error);
                if (StateOf(link) == LinkState.Closing || StateOf(link) == LinkState.Pending || StateOf(link) == LinkState.Inherited)
                {
                    Free(link);
                }
            }
        }
    }

    // Whether the module may still hold a link that has failed.
    private bool NeedsClose(int link)
    {
        switch (ErrorOf(link))
        {
            case ModemError.AlreadyConnected:
                // What it holds there is a client that is about to be reported.
                return !IsListening;
            case ModemError.ContextLost:
            case ModemError.Restarted:
            case ModemError.PoweredDown:
            case ModemError.ConnectFailed:
            case ModemError.NotConnected:
                return false;
            default:
                return !HasEnded(link);
        }
    }
}
