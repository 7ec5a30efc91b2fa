using System;
using Sim800.Nano.Channels;

namespace Sim800.Nano;

// The contexts of the packet network.
public sealed partial class Sim800Modem
{
    /// <summary>Gets a value indicating whether a context is open, the first or the second.</summary>
    public bool IsContextOpen => _contexts.IsOpen;

    /// <summary>Gets the address that the network has given to the first context, or null before <see cref="OpenContext(string)"/>. It is not forgotten when the context ends.</summary>
    public string LocalAddress => _contexts.AddressOf(0);

    /// <summary>Opens the context of the packet network without user name. See <see cref="OpenContext(string, string, string)"/>.</summary>
    /// <param name="accessPoint">The access point name.</param>
    /// <exception cref="ArgumentNullException"><paramref name="accessPoint"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="accessPoint"/> is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void OpenContext(string accessPoint) => OpenContext(accessPoint, string.Empty, string.Empty);

    /// <summary>
    /// Opens the context of the packet network with the default options: multi connection mode, quick send and manual receive. A context that is open already, also one of a life before,
    /// is closed first, with every link. At most 85 s for the network to answer, 65 s if an old one has to be closed, and 25 s for the rest.
    /// </summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of them is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of <see cref="LocalAddress"/>.</remarks>
    public void OpenContext(string accessPoint, string user, string password) => OpenContext(accessPoint, user, password, new ModemContextOptions());

    /// <summary>Opens the context of the packet network, as <see cref="OpenContext(string, string, string)"/>, with options that hold until it is closed.</summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <param name="options">What holds for the whole module. It is not changed from now on until the context is closed or lost.</param>
    /// <exception cref="ArgumentNullException">One of them is null.</exception>
    /// <exception cref="ArgumentException">One of the texts is too long or has a character that cannot be sent.</exception>
    /// <exception cref="InvalidOperationException">Another modem uses the options.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of <see cref="LocalAddress"/>.</remarks>
    public void OpenContext(string accessPoint, string user, string password, ModemContextOptions options)
    {
        Check.AccessPoint(accessPoint, user, password);
        DemandUsable(options);
        Enter();
        int outcome;
        try
        {
            outcome = _network.BringUp(accessPoint, user, password, options);
        }
        finally
        {
            _contexts.Settle();
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>
    /// Opens one context beside the other, each with its own access point (application note section 5), with the options that hold; or the first one with default options
    /// if none is open. If it is open already it is closed before, with its links; the other one stays. It takes as long as the first.
    /// <para>As soon as the second has been used, each command that depends on a context names it, on the same line: 14 bytes more.</para>
    /// </summary>
    /// <param name="accessPoint">The access point name: at most 50 printable ASCII characters without quotes, as the two others.</param>
    /// <param name="user">The user name, or empty.</param>
    /// <param name="password">The password, or empty.</param>
    /// <param name="context">The context, 0 or 1. The second is opened after the first.</param>
    /// <exception cref="ArgumentNullException">One of the texts is null.</exception>
    /// <exception cref="ArgumentException">One of the texts is too long or has a character that cannot be sent.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="NotSupportedException">The second context in single connection mode.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The network or the module refused; or the first context is not open (<see cref="ModemError.NoContext"/>).</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    /// <remarks>Allocates the text of the address.</remarks>
    public void OpenContext(string accessPoint, string user, string password, int context)
    {
        Check.Context(context);
        if (!_contexts.IsOpen && context == 0)
        {
            OpenContext(accessPoint, user, password);
            return;
        }

        Check.AccessPoint(accessPoint, user, password);
        DemandOpen();
        if (!_contexts.IsOpen)
        {
            throw new ModemException(ModemError.NoContext, ModemWait.None, -1);
        }

        if (context > 0 && _links.Single)
        {
            throw new NotSupportedException();
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.BringUpIn(context, accessPoint, user, password);
        }
        finally
        {
            _contexts.Settle();
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Closes the contexts that are open, and with them every link: at most 65 s each. Does nothing if none is open, as in a modem that is closed.</summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    public void CloseContext()
    {
        if (!_contexts.IsOpen)
        {
            return;
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.ShutAll();
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Closes one context, and with it its links: at most 65 s. The other one stays. Does nothing if it is not open, as in a modem that is closed.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    public void CloseContext(int context)
    {
        Check.Context(context);
        if (!_contexts.IsOpenIn(context))
        {
            return;
        }

        Enter();
        int outcome;
        try
        {
            outcome = _network.Shut(context);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Gets the state of a context, as far as the module has told. Asks nothing.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <returns>Its state.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    public ModemContextState GetContextState(int context)
    {
        Check.Context(context);
        return _contexts.StateOf(context);
    }

    /// <summary>Gets the address that the network has given to a context, or null before it was opened. It is not forgotten when the context ends.</summary>
    /// <param name="context">The context, 0 or 1.</param>
    /// <returns>The address.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="context"/> is neither 0 nor 1.</exception>
    public string GetLocalAddress(int context)
    {
        Check.Context(context);
        return _contexts.AddressOf(context);
    }

    /// <summary>
    /// Asks the module for the state of its contexts and of every link (AT+CIPSTATUS) and tells each socket the truth: after doubt whether a report was lost. A connection that the
    /// module does not have any more has ended or failed, and so on; where both agree nothing changes. A restart that went unnoticed is noticed. Does nothing if no context is open.
    /// </summary>
    /// <exception cref="ModemTimeoutException">The module does not answer.</exception>
    /// <exception cref="ModemException">The module has restarted (<see cref="ModemError.Restarted"/>); the modem is not open, is in another call of this kind, or was closed meanwhile; or the module refused.</exception>
    /// <exception cref="ObjectDisposedException">The modem is closed.</exception>
    public void Reconcile()
    {
        Enter();
        int outcome;
        try
        {
            // The marker tells a restart, after which there is no context either, and ends what may still be owed.
            _channel.Doubt();
            outcome = _channel.Prepare();
            if (outcome == Outcome.Ok && _contexts.IsOpen)
            {
                outcome = _network.Reconcile();
            }
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Sets the module up so that a listener opens the first context; whatever is open is closed before. The options hold until <see cref="SettleContexts"/> finds that it was not opened.</summary>
    internal void PrepareContext(string accessPoint, string user, string password, ModemContextOptions options)
    {
        DemandUsable(options);
        Enter();
        int outcome;
        try
        {
            outcome = _network.Prepare(accessPoint, user, password, options);
        }
        finally
        {
            Leave();
        }

        Outcome.Check(outcome);
    }

    /// <summary>Takes note of the context that a listener has opened. For the owner of the gate.</summary>
    internal int TakeOverContext() => _network.TakeOver();

    /// <summary>Lets the options go if no context is open with them.</summary>
    internal void SettleContexts() => _contexts.Settle();

    /// <summary>Throws unless the modem and a context are open.</summary>
    internal void DemandContext(int context)
    {
        DemandOpen();
        if (!_contexts.IsOpenIn(context))
        {
            throw new ModemException(ModemError.NoContext, ModemWait.None, -1);
        }
    }

    private void DemandUsable(ModemContextOptions options)
    {
        if (options == null)
        {
            throw new ArgumentNullException();
        }

        if (options.InUse && options != _contexts.Options)
        {
            throw new InvalidOperationException();
        }
    }
}
