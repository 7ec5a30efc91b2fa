using System;
using Sim800.Nano.Parsing;

namespace Sim800.Nano;

/// <summary>An IPv4 address and a port. The caller owns it: calls that tell an address write it here, and allocate nothing.</summary>
public sealed class ModemEndPoint
{
    private uint _address;
    private int _port;

    /// <summary>Initializes a new instance of the <see cref="ModemEndPoint"/> class, 0.0.0.0 with port 0, to be filled by a call.</summary>
    public ModemEndPoint()
    {
    }

    /// <summary>Initializes a new instance of the <see cref="ModemEndPoint"/> class.</summary>
    /// <param name="address">The address, four numbers of 0 to 255 with dots.</param>
    /// <param name="port">The port, 1 to 65535.</param>
    /// <exception cref="ArgumentNullException"><paramref name="address"/> is null.</exception>
    /// <exception cref="ArgumentException"><paramref name="address"/> is not an IPv4 address.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="port"/> is out of range.</exception>
    public ModemEndPoint(string address, int port)
    {
        Check.PortNumber(port);
        _address = Check.Address(address);
        _port = port;
    }

    /// <summary>Gets or sets the address: its first number in the highest byte.</summary>
    public uint Address
    {
        get => _address;
        set => _address = value;
    }

    /// <summary>Gets or sets the port, 0 to 65535; 0 where the module has not told it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is out of range.</exception>
    public int Port
    {
        get => _port;
        set
        {
            if (value != 0)
            {
                Check.PortNumber(value);
            }

            _port = value;
        }
    }

    /// <summary>Gives the address as text, such as <c>10.0.0.1</c>. Allocates it.</summary>
    /// <returns>The text.</returns>
    public string GetAddressText() =>
        (_address >> 24).ToString() + "." + ((_address >> 16) & 255).ToString() + "." + ((_address >> 8) & 255).ToString() + "." + (_address & 255).ToString();

    /// <summary>Gives address and port as text, such as <c>10.0.0.1:7000</c>. Allocates it.</summary>
    /// <returns>The text.</returns>
    public override string ToString() => GetAddressText() + ":" + _port.ToString();

    internal void Set(uint address, int port)
    {
        _address = address;
        _port = port;
    }
}
