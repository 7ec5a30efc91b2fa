using System.Text;

namespace NanoApi.References;

/// <summary>
/// The value of a custom attribute as ECMA-335 II.23.3 encodes it. Cecil would have to resolve the enums among the arguments, and the
/// assemblies that define them are the ones being written.
/// </summary>
internal sealed class AttributeBlob
{
    private readonly MemoryStream _bytes = new();

    private AttributeBlob() => _bytes.Write([1, 0]);

    public static byte[] Empty() => new AttributeBlob().End();

    public static byte[] Text(string value)
    {
        var blob = new AttributeBlob();
        blob.Write(value);
        return blob.End();
    }

    public static byte[] Text(string value, bool flag)
    {
        var blob = new AttributeBlob();
        blob.Write(value);
        blob._bytes.WriteByte(flag ? (byte)1 : (byte)0);
        return blob.End();
    }

    public static byte[] Usage(int targets, bool multiple)
    {
        var blob = new AttributeBlob();
        blob._bytes.Write(BitConverter.GetBytes(targets));

        if (!multiple)
        {
            return blob.End();
        }

        blob._bytes.Write([1, 0, 0x54, 0x02]); // one named argument: a property, of type Boolean
        blob.Write("AllowMultiple");
        blob._bytes.WriteByte(1);
        return blob._bytes.ToArray();
    }

    private void Write(string value)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(value);
        _bytes.WriteByte(checked((byte)utf8.Length)); // below 128 the compressed length is the length
        _bytes.Write(utf8);
    }

    private byte[] End()
    {
        _bytes.Write([0, 0]); // no named arguments
        return _bytes.ToArray();
    }
}
