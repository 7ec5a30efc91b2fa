namespace nanoFramework.Runtime.Native;

/// <summary>A constraint on the time of execution was not kept; the host never throws it.</summary>
public class ConstraintException : System.Exception;
