using System;
using System.IO;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano;

/// <summary>
/// A flight recorder: the last commands, results, unsolicited codes, edges and changes of state, each with its millisecond, in a ring of fixed size.
/// <para>
/// No payload is in it, and no secret: what stands in quotes in a command is left out (access point, user, password, PIN), but for protocol and host of a connection or a question for a name;
/// of a command of the program's own only its name is kept; of a line that the driver does not know, only its length.
/// </para>
/// <para>Recording allocates nothing and waits for nobody. Any thread may read at any time, while the modem works, hangs or is closed, and holds nobody up.</para>
/// </summary>
/// <remarks>One recorder belongs to one modem at a time; one that is handed to the next modem goes on behind what the one before has left.</remarks>
public sealed class ModemRecorder
{
    /// <summary>The length of the longest line in bytes: a buffer for <see cref="ReadLine"/> has at least so many.</summary>
    public const int LongestLine = 192;

    /// <summary>The smallest ring that holds anything, in bytes.</summary>
    public const int SmallestSize = 256;

    private const int HeaderSize = 6;
    private const int KindOffset = 1;
    private const int TimeOffset = 2;

    // Where a record would not fit before the end of the ring, this stands, and the record at the beginning.
    private const byte Turn = 0;
    private const int MaxNumber = ushort.MaxValue - 1;
    private const int MaxNameLength = 24;

    private readonly object _writing = new object();
    private readonly object _reading = new object();
    private readonly byte[] _ring;
    private readonly byte[] _record;
    private readonly RecordText _text = new RecordText();

    // Counted from the very first byte on; the place in the ring is the remainder, which is kept beside it.
    private long _tail;
    private long _head;
    private int _first;
    private int _next;
    private long _now;

    /// <summary>Initializes a new instance of the <see cref="ModemRecorder"/> class. All memory that it will ever have is allocated here.</summary>
    /// <param name="size">The size of the ring in bytes: 0, which records nothing, or at least <see cref="SmallestSize"/>. Most records take 6 to 24 bytes; 2,048 hold about seventy exchanges.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="size"/> is negative, or less than <see cref="SmallestSize"/> and not 0.</exception>
    public ModemRecorder(int size)
    {
        if (size != 0 && size < SmallestSize)
        {
            throw new ArgumentOutOfRangeException();
        }

        _ring = new byte[size];
        _record = new byte[size == 0 ? 0 : byte.MaxValue];
    }

    /// <summary>Gets the size of the ring in bytes.</summary>
    public int Size => _ring.Length;

    /// <summary>Gets how many bytes were recorded since the beginning: what is more than <see cref="Size"/> has been overwritten.</summary>
    public long Recorded => _head;

    /// <summary>
    /// Gives the next record as a line of text (ASCII, without a line end). docs/flight-recorder.md says how to read it. Allocates nothing but, for the name of an error, a state or a line, a short text.
    /// </summary>
    /// <param name="position">Where to read on: 0 for the oldest record, later what the call before has left. If the record there has been overwritten meanwhile, a line "..." says so and reading goes on with the oldest.</param>
    /// <param name="buffer">Takes the line, from its first byte on.</param>
    /// <returns>The length of the line; 0 if there is no other record yet.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="buffer"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="buffer"/> is shorter than <see cref="LongestLine"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="position"/> is negative.</exception>
    public int ReadLine(ref long position, byte[] buffer)
    {
        Check.NotNull(buffer);

        if (buffer.Length < LongestLine)
        {
            throw new ArgumentException();
        }

        if (position < 0)
        {
            throw new ArgumentOutOfRangeException();
        }

        lock (_reading)
        {
            if (!Copy(ref position, out bool gap))
            {
                return 0;
            }

            _text.Begin(buffer);
            if (gap)
            {
                _text.Add("...");
            }
            else
            {
                position += _record[0];
                _text.Add(_record, HeaderSize, TimeOf(_record));
            }

            return _text.Length;
        }
    }

    /// <summary>Writes all that is in the ring as text: a heading, then a line for each record, oldest first, each ended by a line feed. Allocates a buffer and short texts. The stream is not flushed.</summary>
    /// <param name="stream">Any stream that can be written. If it is slow, records that are overwritten meanwhile are missing, and "..." stands in their place.</param>
    /// <returns>How many lines were written, with the heading.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="stream"/> is null.</exception>
    public int Dump(Stream stream)
    {
        Check.NotNull(stream);

        byte[] buffer = new byte[LongestLine + 1];
        RecordText heading = new RecordText();
        heading.Begin(buffer);
        heading.Add("sim800 flight record 1");
        int lines = 0;

        // What is recorded from now on is for the next dump: this one ends.
        long end = _head;
        long position = 0;
        for (int length = heading.Length; length > 0; length = position < end ? ReadLine(ref position, buffer) : 0)
        {
            buffer[length] = Ascii.LineFeed;
            stream.Write(buffer, 0, length + 1);
            lines++;
        }

        return lines;
    }

    /// <summary>Records the beginning of an exchange.</summary>
    /// <param name="now">The time.</param>
    /// <param name="command">Its row in the table.</param>
    /// <param name="line">The line, without its end.</param>
    /// <param name="start">Where in it the text of the row ends.</param>
    /// <param name="end">Where the line ends, or what must not be recorded begins.</param>
    /// <param name="whole">Whether that is the end of the line.</param>
    internal void Command(long now, int command, byte[] line, int start, int end, bool whole)
    {
        int count = end > start ? end - start : 0;
        lock (_writing)
        {
            int at = Reserve(now, RecordKind.Command, 2 + count);
            Put(at, whole ? command : command | RecordKind.Concealed);
            Array.Copy(line, start, _ring, at + 2, count);
            Commit(2 + count);
        }
    }

    /// <summary>Records that an exchange has ended well.</summary>
    internal void Done(long now) => Keep(now, RecordKind.Done, 0, 0, 0);

    /// <summary>Records that an exchange has ended well and has brought two numbers.</summary>
    internal void Done(long now, int first, int second) => Keep(now, RecordKind.Done, 4, Bound(first), Bound(second));

    /// <summary>Records that an exchange has failed.</summary>
    internal void Failed(long now, int outcome) => Keep(now, RecordKind.Failed, 4, outcome, outcome >> 16);

    /// <summary>Records that a line beside the UART has moved. May be called on the platform's interrupt thread.</summary>
    internal void Edge(long now, PortLine line, bool high) => Keep(now, RecordKind.Edge, 2, (int)line | (high ? 1 << 8 : 0), 0);

    /// <summary>Records a change of state.</summary>
    internal void State(long now, byte state, int whose, int value) => Keep(now, RecordKind.State, 4, state | (whose << 8), Bound(value));

    /// <summary>Records a line that no command has asked for.</summary>
    internal void Line(long now, Parser line)
    {
        byte kind = line.Kind;
        int fields = 1;
        int first;
        if (kind == LineKind.Text)
        {
            first = line.TextEnd - line.TextStart;
        }
        else if (kind == LineKind.PowerDown)
        {
            // By command, or for want or excess of voltage: the first letter says it.
            first = line.Window[line.TextStart];
        }
        else if (kind == LineKind.Sim)
        {
            first = line.FirstLetter();
        }
        else
        {
            first = line.Field(0);
            fields = HasNumbers(kind) ? line.Fields : 0;
            while (fields > 0 && line.Field(fields - 1) < 0)
            {
                fields--;
            }
        }

        lock (_writing)
        {
            int at = Reserve(now, RecordKind.Line, 2 + (fields * 2));
            _ring[at] = kind;
            _ring[at + 1] = (byte)line.Link;
            for (int i = 0; i < fields; i++)
            {
                Put(at + 2 + (i * 2), i == 0 ? first : line.Field(i));
            }

            Commit(2 + (fields * 2));
        }
    }

    /// <summary>How much of a line of the program's own is its name: the letters up to and with the first equals sign or question mark.</summary>
    internal static int NameLength(byte[] line, int count)
    {
        count = count < MaxNameLength ? count : MaxNameLength;
        int length = 0;
        while (length < count)
        {
            byte letter = line[length];
            if (letter == Ascii.Equal || letter == Ascii.Ask)
            {
                return length + 1;
            }

            byte upper = (byte)(letter & ~Ascii.Space);
            if (letter != Ascii.Plus && (upper < Ascii.A || upper > Ascii.Z))
            {
                break;
            }

            length++;
        }

        return length;
    }

    // What the numbers of the others would be are parts of addresses and names.
    private static bool HasNumbers(byte kind) =>
        kind != LineKind.Accepted && kind != LineKind.Resolved &&
        kind != LineKind.State && kind != LineKind.Sender && kind != LineKind.Server && kind != LineKind.Address;

    // A record of two numbers, of one or of none.
    private void Keep(long now, byte kind, int length, int first, int second)
    {
        lock (_writing)
        {
            int at = Reserve(now, kind, length);
            if (length > 0)
            {
                Store(at, first);
            }

            if (length > 2)
            {
                Store(at + 2, second);
            }

            Commit(length);
        }
    }

    // Makes room by forgetting the oldest, and writes the header. What is read is always whole records: the end moves only when one is complete.
    private int Reserve(long now, byte kind, int length)
    {
        byte[] ring = _ring;
        int size = HeaderSize + length;
        if (ring.Length - _next < size)
        {
            TurnRound();
        }

        int at = _next;
        while ((int)(_head - _tail) > ring.Length - size)
        {
            Forget();
        }

        // An edge may be noted a little after something later.
        if (now > _now)
        {
            _now = now;
        }

        int time = (int)now;
        ring[at] = (byte)size;
        ring[at + KindOffset] = kind;
        Store(at + TimeOffset, time);
        Store(at + TimeOffset + 2, time >> 16);
        return at + HeaderSize;
    }

    private void Commit(int length)
    {
        _next += HeaderSize + length;
        _head += HeaderSize + length;
    }

    private void TurnRound()
    {
        int left = _ring.Length - _next;
        while ((int)(_head - _tail) > _ring.Length - left)
        {
            Forget();
        }

        if (left > 0)
        {
            _ring[_next] = Turn;
        }

        _next = 0;
        _head += left;
    }

    private void Forget()
    {
        int size = _ring[_first];
        if (size == Turn)
        {
            size = _ring.Length - _first;
        }

        _first += size;
        if (_first == _ring.Length)
        {
            _first = 0;
        }

        _tail += size;
    }

    private void Put(int at, int number) => Store(at, Bound(number));

    // What two bytes hold of a number, which may be none.
    private static int Bound(int number) => number < 0 ? ushort.MaxValue : number < MaxNumber ? number : MaxNumber;

    // Two bytes, the lower first.
    private void Store(int at, int number)
    {
        _ring[at] = (byte)number;
        _ring[at + 1] = (byte)(number >> 8);
    }

    // Takes the record at a position, or the next. Nobody is held up: it is copied in one native step, and then it is looked whether it had still been there.
    private bool Copy(ref long position, out bool gap)
    {
        gap = false;
        while (true)
        {
            if (position < _tail)
            {
                gap = position > 0;
                position = _tail;
                if (gap)
                {
                    return true;
                }
            }

            if (position >= _head)
            {
                return false;
            }

            int at = (int)(position % _ring.Length);
            int left = _ring.Length - at;
            Array.Copy(_ring, at, _record, 0, left < _record.Length ? left : _record.Length);
            if (position < _tail)
            {
                continue;
            }

            if (_record[0] != Turn)
            {
                return true;
            }

            position += left;
        }
    }

    // Four bytes of milliseconds go round in fifty days; nothing recorded lies behind the latest.
    private long TimeOf(byte[] record)
    {
        uint stored = BitConverter.ToUInt32(record, TimeOffset);
        long latest = _now;
        return latest - (uint)((uint)latest - stored);
    }
}
