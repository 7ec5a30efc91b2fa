using NanoHost;
using NanoHost.Redirects;

namespace System.Collections;

/// <summary>A list that grows as the platform's does: an array of four at first (it takes 120 bytes in all), then twice the size.</summary>
public class ArrayList : IList, ICloneable
{
    private object?[] _items = [];

    public ArrayList()
    {
        Capacity = 4;
    }

    public virtual int Capacity
    {
        get => _items.Length;
        set
        {
            if (value < Count)
            {
                throw Platform.Error(new ArgumentOutOfRangeException());
            }

            if (value != _items.Length)
            {
                var items = DeviceHeap.Array(new object?[value]);
                Array.Copy(_items, items, Count);
                _items = items;
            }
        }
    }

    public virtual int Count { get; private set; }

    public virtual bool IsFixedSize => false;

    public virtual bool IsReadOnly => false;

    public virtual bool IsSynchronized => false;

    public virtual object SyncRoot => this;

    public virtual object? this[int index]
    {
        get => _items[At(index)];
        set => _items[At(index)] = value;
    }

    public virtual int Add(object? value)
    {
        Insert(Count, value);
        return Count - 1;
    }

    public virtual int BinarySearch(object? value, IComparer? comparer) => Array.BinarySearch(_items, 0, Count, value, comparer);

    public virtual void Clear()
    {
        Array.Clear(_items, 0, Count);
        Count = 0;
    }

    public virtual object Clone()
    {
        Cpu.AllocatedByPlatform(48);
        var clone = new ArrayList { Capacity = Math.Max(Count, 4), Count = Count };
        Array.Copy(_items, clone._items, Count);
        return clone;
    }

    public virtual bool Contains(object? value) => IndexOf(value) >= 0;

    public virtual void CopyTo(Array array) => CopyTo(array, 0);

    public virtual void CopyTo(Array array, int index) => Array.Copy(_items, 0, array, index, Count);

    public virtual IEnumerator GetEnumerator()
    {
        Cpu.AllocatedByPlatform(72);
        return new ArraySegment<object?>(_items, 0, Count).GetEnumerator();
    }

    public virtual int IndexOf(object? value) => Array.IndexOf(_items, value, 0, Count);

    public virtual int IndexOf(object? value, int startIndex) => Array.IndexOf(_items, value, startIndex, Count - startIndex);

    public virtual int IndexOf(object? value, int startIndex, int count) => Array.IndexOf(_items, value, startIndex, count);

    public virtual void Insert(int index, object? value)
    {
        if ((uint)index > (uint)Count)
        {
            throw Platform.Error(new ArgumentOutOfRangeException());
        }

        if (Count == _items.Length)
        {
            Capacity = Math.Max(4, Count * 2);
        }

        Array.Copy(_items, index, _items, index + 1, Count - index);
        _items[index] = value;
        Count++;
    }

    public virtual void Remove(object? value)
    {
        var index = IndexOf(value);
        if (index >= 0)
        {
            RemoveAt(index);
        }
    }

    public virtual void RemoveAt(int index)
    {
        At(index);
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
        _items[Count] = null;
    }

    public virtual object?[] ToArray() => (object?[])ToArray(typeof(object));

    public virtual Array ToArray(Type type)
    {
        var array = Array.CreateInstance(type, Count);
        DeviceHeap.Count(array);
        CopyTo(array);
        return array;
    }

    private int At(int index) => (uint)index < (uint)Count ? index : throw Platform.Error(new ArgumentOutOfRangeException());
}
