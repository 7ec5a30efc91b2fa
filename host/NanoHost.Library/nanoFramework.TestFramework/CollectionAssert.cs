using System.Collections;

namespace nanoFramework.TestFramework;

public sealed class CollectionAssert
{
    public static void AreEqual(ICollection expected, ICollection actual, string message = "") =>
        Assert.Check(Same(expected, actual), "the collections differ", message);

    public static void AreNotEqual(ICollection notExpected, ICollection actual, string message = "") =>
        Assert.Check(!Same(notExpected, actual), "the collections are equal", message);

    public static void Empty(ICollection collection, string message = "") =>
        Assert.Check(collection is { Count: 0 }, "the collection is not empty", message);

    public static void NotEmpty(ICollection collection, string message = "") =>
        Assert.Check(collection is { Count: > 0 }, "the collection is empty", message);

    private static bool Same(ICollection a, ICollection b)
    {
        if (a is null || b is null || a.Count != b.Count)
        {
            return ReferenceEquals(a, b);
        }

        var other = b.GetEnumerator();
        foreach (var item in a)
        {
            other.MoveNext();
            if (!Equals(item, other.Current))
            {
                return false;
            }
        }

        return true;
    }
}
