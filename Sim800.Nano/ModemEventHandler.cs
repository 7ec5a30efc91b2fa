namespace Sim800.Nano;

/// <summary>
/// Takes something that the module has reported by itself. Runs on a thread of the driver that serves nothing else: a handler that
/// blocks delays only other handlers, one that throws harms only itself.
/// </summary>
/// <param name="modem">The modem.</param>
/// <param name="code">What was reported.</param>
/// <param name="first">The first number of it, or -1.</param>
/// <param name="second">The second number, or -1.</param>
/// <param name="third">The third number, or -1.</param>
public delegate void ModemEventHandler(Sim800Modem modem, ModemEvent code, int first, int second, int third);
