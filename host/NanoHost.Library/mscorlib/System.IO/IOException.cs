namespace System.IO;

/// <summary>The platform's, which tells what failed by <see cref="ErrorCode"/>.</summary>
public class IOException : SystemException
{
    public IOException()
    {
    }

    public IOException(string? message)
        : base(message)
    {
    }

    public IOException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }

    public IOException(string? message, int hresult)
        : base(message)
    {
        HResult = hresult;
    }

    public enum IOExceptionErrorCode
    {
        DirectoryNotEmpty = -436207616,
        DirectoryNotFound = -486539264,
        FileNotFound = -503316480,
        InvalidDriver = -520093696,
        Others = -536870912,
        PathAlreadyExists = -402653184,
        PathTooLong = -452984832,
        TooManyOpenHandles = -385875968,
        UnauthorizedAccess = -419430400,
        VolumeNotFound = -469762048,
    }

    public IOExceptionErrorCode ErrorCode => (IOExceptionErrorCode)HResult;
}
