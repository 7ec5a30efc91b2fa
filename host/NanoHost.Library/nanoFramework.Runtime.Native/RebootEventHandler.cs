namespace nanoFramework.Runtime.Native;

/// <summary>Told just before the device reboots.</summary>
public delegate void RebootEventHandler();
