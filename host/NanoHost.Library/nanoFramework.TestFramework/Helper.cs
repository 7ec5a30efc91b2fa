using System.Linq;

namespace nanoFramework.TestFramework;

public static class Helper
{
    /// <summary>A method with data rows runs for these only.</summary>
    public static object[] RemoveTestMethodIfDataRowExists(object[] attribs) =>
        attribs.Any(attribute => attribute is DataRowAttribute) ? [.. attribs.Where(attribute => attribute is not TestMethodAttribute)] : attribs;
}
