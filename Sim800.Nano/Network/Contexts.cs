namespace Sim800.Nano.Network;

/// <summary>What is known of the contexts: whether one is open, with which options and which address.</summary>
internal sealed class Contexts
{
    private bool _open;

    /// <summary>Gets or sets a value indicating whether a context is open. As long as one is, its options do not change.</summary>
    public bool IsOpen
    {
        get => _open;
        set
        {
            _open = value;
            if (Options != null)
            {
                Options.InUse = value;
            }
        }
    }

    /// <summary>Gets what holds for the whole module as long as a context is open, or null.</summary>
    public ModemContextOptions Options { get; private set; }

    /// <summary>Gets or sets the address of the context. It is not forgotten when the context ends.</summary>
    public string LocalAddress { get; set; }

    /// <summary>Has options hold: from now on they do not change, until the context that is being opened has been closed, or <see cref="Settle"/> finds that it was not.</summary>
    public void Apply(ModemContextOptions options)
    {
        Settle();
        Options = options;
        options.InUse = true;
    }

    /// <summary>Lets the options go if no context is open with them.</summary>
    public void Settle() => IsOpen = _open;
}
