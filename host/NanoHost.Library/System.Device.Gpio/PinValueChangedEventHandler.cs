namespace System.Device.Gpio;

/// <summary>Takes a change of level.</summary>
public delegate void PinValueChangedEventHandler(object sender, PinValueChangedEventArgs e);
