namespace nanoFramework.Runtime.Events;

/// <summary>Takes custom events.</summary>
public delegate void CustomEventPostedEventHandler(object sender, CustomEventArgs e);
