namespace System.Device.Gpio;

/// <summary>Takes a change of level from the controller.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
