namespace Sim800.Nano;

/// <summary>Reads what the server answers to a message that was just sent.</summary>
/// <param name="socket">The connection. <see cref="ModemSocket.ReceiveTimeout"/> bounds each wait for data; a failure that leaves the handler is one of the connection.</param>
/// <param name="message">The number that <see cref="ModemOutbox.Enqueue"/> has given to it.</param>
/// <returns>Whether the server has it. If not, the connection is closed and the message is sent again on the next.</returns>
public delegate bool ModemReplyHandler(ModemSocket socket, int message);
