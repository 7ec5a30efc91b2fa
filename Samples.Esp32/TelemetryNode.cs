using System;
using System.Text;
using System.Threading;
using Sim800.Nano;

namespace Samples.Esp32;

/// <summary>
/// A telemetry node: takes a reading, sends it as one line, waits until the server has acknowledged it, closes, and lets the module sleep
/// until the next. What fails is tried again; the server drops what it has already, by the sequence number.
/// </summary>
internal sealed class TelemetryNode
{
    private const string Host = "telemetry.example.com";
    private const int Port = 7000;
    private const string AccessPoint = "internet";
    private const int NetworkTimeout = 120_000;
    private const int ReportInterval = 10 * 60_000;
    private const int RetryInterval = 20_000;
    private const byte EndOfLine = 10;

    private readonly Sim800Modem _modem;
    private readonly ModemSocket _socket;
    private readonly byte[] _answer = new byte[32];

    public TelemetryNode(Sim800Modem modem)
    {
        _modem = modem;
        _socket = new ModemSocket(modem, ModemProtocol.Tcp);
    }

    /// <summary>Delivers so many reports; 0 is for ever.</summary>
    public void Run(int reports)
    {
        for (int sequence = 1; reports == 0 || sequence <= reports; sequence++)
        {
            string record = sequence.ToString() + ";" + ReadTemperature(sequence).ToString();
            while (!TryDeliver(sequence, record))
            {
                Thread.Sleep(RetryInterval);
            }

            if (sequence != reports)
            {
                Thread.Sleep(ReportInterval);
            }
        }
    }

    // Tenths of a degree. Put your sensor here.
    private static int ReadTemperature(int sequence) => 200 + (sequence * 7 % 50);

    private bool TryDeliver(int sequence, string record)
    {
        try
        {
            GoOnline();
            _socket.Connect(Host, Port);
            byte[] line = Encoding.UTF8.GetBytes(record + "\n");
            for (int sent = 0; sent < line.Length;)
            {
                sent += _socket.Send(line, sent, line.Length - sent);
            }

            Console.WriteLine("sent " + record);
            if (ReceiveLine() != "ACK " + sequence.ToString())
            {
                Console.WriteLine("not acknowledged " + sequence.ToString());
                return false;
            }

            Console.WriteLine("acknowledged " + sequence.ToString());
            return true;
        }
        catch (ModemException e)
        {
            Console.WriteLine("failed: error " + ((int)e.Error).ToString() + " waiting for " + ((int)e.Wait).ToString() + ", module " + e.ModuleCode.ToString());
            return false;
        }
        finally
        {
            GoToSleep();
        }
    }

    private void GoOnline()
    {
        if (!_modem.IsOpen)
        {
            _modem.PowerOn();
        }

        if (!_modem.IsContextOpen)
        {
            _modem.WaitForNetwork(NetworkTimeout);
            _modem.OpenContext(AccessPoint);
        }
    }

    private void GoToSleep()
    {
        _socket.Close();
        if (!_modem.IsOpen)
        {
            return;
        }

        try
        {
            _modem.Sleep();
        }
        catch (ModemException)
        {
            // It stays awake, then. The next report tells what is wrong with it.
        }
    }

    private string ReceiveLine()
    {
        int count = 0;
        while (count < _answer.Length)
        {
            int read = _socket.Receive(_answer, count, _answer.Length - count);
            count += read;
            if (read == 0 || _answer[count - 1] == EndOfLine)
            {
                break;
            }
        }

        return count == 0 ? string.Empty : Encoding.UTF8.GetString(_answer, 0, count - 1);
    }
}
