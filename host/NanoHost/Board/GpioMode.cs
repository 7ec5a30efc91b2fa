namespace NanoHost;

/// <summary>The values of <c>PinMode</c>.</summary>
internal enum GpioMode
{
    Input,
    InputPullDown,
    InputPullUp,
    Output,
    OutputOpenDrain,
    OutputOpenDrainPullUp,
    OutputOpenSource,
    OutputOpenSourcePullDown,
}
