namespace Sim800.Simulator.Settings;

/// <summary>AT+CSTT.</summary>
public sealed record AccessPoint(string Name = "CMNET", string User = "", string Password = "");
