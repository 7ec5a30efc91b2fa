using System;
using System.Text;
using Sim800.Nano.Commands;
using Sim800.Nano.Parsing;
using Sim800.Nano.Ports;
using Sim800.Nano.Recording;

namespace Sim800.Nano.Channels;

// Writing: a command is put together from its row and its arguments.
internal sealed partial class Channel
{
    private const int FourDigits = 4;

    private static readonly Encoding s_utf8 = Encoding.UTF8;

    /// <summary>Begins a command; its arguments are added next.</summary>
    public void Begin(int command, int link)
    {
        // All that stands before the text at once: BitConverter is native.
        byte[] rows = CommandTable.Rows;
        byte[] line = _out;
        int row = BitConverter.ToInt32(rows, command);
        int length = (byte)row;
        _row = row;
        _command = command;
        Limit = (row >> BitsOfLimit) * 1_000;
        _link = link;
        _shortest = ShortestOk;
        _informed = false;
        line[0] = Ascii.A;
        line[1] = Ascii.T;
        Array.Copy(rows, command + CommandTable.Head, line, 2, length);
        _outCount = length + 2;
    }

    /// <summary>Begins a command that depends on a context.</summary>
    public void BeginIn(int context, int command, int link)
    {
        Begin(command, link);
        if (Chooses)
        {
            _outCount = 2;
            _command = Command.Choose;
            AddText(Command.Choose);
            Add(context);
            Append(command);
        }
    }

    /// <summary>Sends a line that has no row, collects the lines of its answer, and waits for its end.</summary>
    /// <param name="line">The line, with its AT.</param>
    /// <param name="reply">Takes the lines.</param>
    /// <param name="milliseconds">How long that may take.</param>
    /// <param name="secret">Whether it is somebody's own, and what is said in it is kept nowhere.</param>
    public int Ask(string line, byte[] reply, int milliseconds, bool secret)
    {
        Begin(Command.Custom, -1);
        Limit = milliseconds;
        _outCount = 0;
        _reply = reply;
        ReplyCount = 0;
        ReplyLost = 0;
        if (secret)
        {
            _concealed = 0;
        }

        AddPlain(line);
        int outcome = Run();
        _reply = null;
        return outcome;
    }

    /// <summary>Puts another command onto the line of the one just begun, whose end and limit hold for both.</summary>
    public void Append(int command)
    {
        Add(Ascii.Semicolon);
        AddText(command);
    }

    /// <summary>Adds the number of a link and a comma behind the command just begun: only in multi connection mode, in single there is but one.</summary>
    public void AddLink(int link)
    {
        if (_parser.Multi)
        {
            byte[] line = _out;
            int at = _outCount;
            line[at] = (byte)(Ascii.N0 + link);
            line[at + 1] = Ascii.Comma;
            _outCount = at + 2;
        }
    }

    /// <summary>Adds the number of a link as the last argument, behind what separates it from the rest: only in multi connection mode.</summary>
    public void AddLink(byte separator, int link)
    {
        if (_parser.Multi)
        {
            Add(separator);
            Add((byte)(Ascii.N0 + link));
        }
    }

    /// <summary>Adds a character.</summary>
    public void Add(byte character)
    {
        if (_outCount == OutSize)
        {
            Overflow();
        }

        _out[_outCount++] = character;
    }

    /// <summary>Adds a number that is not negative.</summary>
    public void Add(int number)
    {
        // Ports, rates and times may have more than four digits.
        if (number > 9_999)
        {
            Add(number / 10);
            Add((byte)(Ascii.N0 + (number % 10)));
            return;
        }

        if (_outCount > OutSize - FourDigits)
        {
            Overflow();
        }

        byte[] bytes = _out;
        int at = _outCount;
        if (number > 99)
        {
            if (number > 999)
            {
                bytes[at++] = (byte)(Ascii.N0 + (number / 1_000));
            }

            bytes[at++] = (byte)(Ascii.N0 + (number / 100 % 10));
        }

        if (number > 9)
        {
            bytes[at++] = (byte)(Ascii.N0 + (number / 10 % 10));
        }

        bytes[at] = (byte)(Ascii.N0 + (number % 10));
        _outCount = at + 1;
    }

    /// <summary>Adds a comma and a number.</summary>
    public void AddNext(int number)
    {
        Add(Ascii.Comma);
        Add(number);
    }

    /// <summary>Adds text that has been checked to be printable ASCII. It may be a secret: it, and what follows on the line, is kept nowhere.</summary>
    public void Add(string text)
    {
        Conceal();
        AddPlain(text);
    }

    /// <summary>Adds text that is no secret.</summary>
    public void AddPlain(string text)
    {
        int length = text.Length;
        if (length > OutSize - _outCount)
        {
            AddLong(text, length);
            return;
        }

        // Native, and each byte is a character.
        s_utf8.GetBytes(text, 0, length, _out, _outCount);
        _outCount += length;
    }

    // What does not fit goes out.
    private void AddLong(string text, int length)
    {
        for (int at = 0; at < length;)
        {
            if (_outCount == OutSize)
            {
                Overflow();
            }

            int room = OutSize - _outCount;
            int count = length - at < room ? length - at : room;
            s_utf8.GetBytes(text, at, count, _out, _outCount);
            _outCount += count;
            at += count;
        }
    }

    /// <summary>Adds text in quotes, which may be a secret as in <see cref="Add(string)"/>.</summary>
    public void AddQuoted(string text)
    {
        Conceal();
        Add(Ascii.Quote);
        AddPlain(text);
        Add(Ascii.Quote);
    }

    /// <summary>Adds what AT+CIPSTART wants: protocol, host and port.</summary>
    public void AddPeer(bool datagrams, string host, int port)
    {
        AddProtocol(datagrams);
        AddHost(host);
        AddNext(port);
    }

    /// <summary>Adds the name or address of a peer in quotes.</summary>
    public void AddHost(string host)
    {
        Add(Ascii.Quote);
        AddPlain(host);
        Add(Ascii.Quote);
    }

    /// <summary>Adds a protocol and the comma behind it.</summary>
    public void AddProtocol(bool datagrams)
    {
        AddPlain(datagrams ? "\"UDP\"," : "\"TCP\",");
    }

    /// <summary>Adds an address in quotes and, behind a comma, its port.</summary>
    public void Add(ModemEndPoint endPoint)
    {
        uint address = endPoint.Address;
        Add(Ascii.Quote);
        for (int shift = 24; shift >= 0; shift -= 8)
        {
            Add((int)(address >> shift) & byte.MaxValue);
            Add(shift > 0 ? Ascii.Dot : Ascii.Quote);
        }

        AddNext(endPoint.Port);
    }

    private void AddText(int command)
    {
        byte[] rows = CommandTable.Rows;
        int length = rows[command];
        Reserve(length);
        Array.Copy(rows, command + CommandTable.Head, _out, _outCount, length);
        _outCount += length;
    }

    private void Reserve(int count)
    {
        if (_outCount + count > OutSize)
        {
            Overflow();
        }
    }

    private void Overflow()
    {
        if (_recorder != null)
        {
            KeepBeginning(_outCount, false);
        }

        _unwritten |= !_port.Write(_out, 0, _outCount);
        _outCount = 0;
    }

    private void Dispatch()
    {
        Port port = _port;
        _counts[Counter.Commands]++;
        if (_outCount == OutSize)
        {
            Overflow();
        }

        int count = _outCount;
        _out[count++] = Ascii.Return;
        if (_recorder != null)
        {
            KeepBeginning(count - 1, true);
            _concealed = OutSize;
        }

        if (port.Armed != _shortest)
        {
            port.Threshold = _shortest;
        }

        _unfinished = true;
        if (!port.Write(_out, 0, count))
        {
            _unwritten = true;
        }

        _spokeAt = port.Now;
        _deadline = _spokeAt + Limit;
    }
}
