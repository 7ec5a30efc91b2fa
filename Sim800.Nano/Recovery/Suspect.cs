namespace Sim800.Nano.Recovery;

/// <summary>Where the cause of a failure may lie. The further in, the sooner a larger step is taken.</summary>
internal enum Suspect
{
    /// <summary>The peer or its name: the context is shut only if nothing passes through it.</summary>
    Peer,

    /// <summary>The context, the network, the card: the module is restarted only when patience is at its end.</summary>
    Network,

    /// <summary>The module itself, which does not do what no network has a part in.</summary>
    Module,

    /// <summary>A module that says nothing at all, or is off.</summary>
    Silence,
}
