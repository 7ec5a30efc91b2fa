namespace System.IO.Ports;

/// <summary>Takes the news that bytes are there.</summary>
public delegate void SerialDataReceivedEventHandler(object sender, SerialDataReceivedEventArgs e);
