namespace Sim800.Nano;

/// <summary>Is told of a message of an outbox.</summary>
/// <param name="outbox">The outbox.</param>
/// <param name="message">The number that <see cref="ModemOutbox.Enqueue"/> has given to it.</param>
public delegate void ModemMessageHandler(ModemOutbox outbox, int message);
