using System;
using System.Device.Gpio;
using System.IO;
using System.IO.Ports;
using System.Threading;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Gives every public member what it must refuse. Between the two lines that it writes, the module must not hear a byte.</summary>
    public static class BadInput
    {
        private const int Null = 0;
        private const int Range = 1;
        private const int Value = 2;
        private const int Unsupported = 3;

        private static readonly byte[] s_buffer = new byte[10];
        private static Sim800Modem s_modem;
        private static ModemSocket s_socket;
        private static ModemStream s_stream;
        private static string s_text;
        private static int s_refused;

        public static void Run()
        {
            // Before anything is open.
            GpioController pins = new GpioController();
            SerialPort port = new SerialPort("COM3");
            Refuses(Null, () => new ModemLines(null));
            Refuses(Null, () => new Sim800Modem(null, new ModemLines(pins)));
            Refuses(Null, () => new Sim800Modem(port, null));
            Refuses(Null, () => new ModemSocket(null, ModemProtocol.Tcp));
            port.Dispose();

            s_modem = Node.Open();
            s_socket = Node.Connect(s_modem);
            s_stream = new ModemStream(s_socket);
            Thread.Sleep(1_000);
            Console.WriteLine("quiet from here");
            Modem();
            Socket();
            Stream();
            Texts();
            Thread.Sleep(1_000);
            Console.WriteLine("quiet to here");

            // All of it is unharmed.
            byte[] buffer = new byte[50];
            Pattern.Send(s_socket, buffer, 0, buffer.Length);
            Expect.True(Pattern.Receive(s_socket, buffer, 0, buffer.Length) == buffer.Length);
            s_socket.Close();
            Console.WriteLine("refused " + s_refused.ToString());
            Node.Close();
            pins.Dispose();
            Closed();
        }

        private static void Modem()
        {
            Refuses(Range, () => s_modem.WaitForNetwork(-2));
            Refuses(Null, () => s_modem.OpenContext(null));
            Refuses(Null, () => s_modem.OpenContext(null, string.Empty, string.Empty));
            Refuses(Null, () => s_modem.OpenContext("internet", null, string.Empty));
            Refuses(Null, () => s_modem.OpenContext("internet", string.Empty, null));
            Refuses(Null, () => s_modem.Execute(null));
            Refuses(Null, () => s_modem.Execute(null, s_buffer, 1_000));
            Refuses(Null, () => s_modem.Execute("AT", null, 1_000));
            Refuses(Range, () => s_modem.Execute("AT", s_buffer, 0));
            Refuses(Range, () => s_modem.Execute("AT", s_buffer, -1));
            Refuses(Range, () => s_modem.Execute("AT", 0));
            Refuses(Range, () => s_modem.Execute("AT", -2));
            Refuses(Value, () => s_modem.Execute(string.Empty));
            Refuses(Value, () => s_modem.Execute("A"));
            Refuses(Value, () => s_modem.Execute("+CSQ"));
            Refuses(Value, () => s_modem.Execute("AT" + new string('X', 557)));
            Refuses(Null, () => s_modem.EnterPin(null));
            Refuses(Value, () => s_modem.EnterPin(string.Empty));
            Refuses(Value, () => s_modem.EnterPin("123"));
            Refuses(Value, () => s_modem.EnterPin("123456789"));
            Refuses(Value, () => s_modem.EnterPin("12\"4"));
            Refuses(Range, () => s_modem.GetGprsState(-1));
            Refuses(Range, () => s_modem.GetGprsState(2));
            Refuses(Unsupported, () => s_modem.GetGprsState(1));
        }

        private static void Socket()
        {
            Refuses(Unsupported, () => new ModemSocket(s_modem, (ModemProtocol)99));
            Refuses(Unsupported, () => new ModemSocket(s_modem, (ModemProtocol)(-1)));
            Refuses(Range, () => s_socket.ConnectTimeout = -2);
            Refuses(Range, () => s_socket.SendTimeout = -2);
            Refuses(Range, () => s_socket.ReceiveTimeout = -2);
            Refuses(Range, () => s_socket.TakeOver(-1));
            Refuses(Range, () => s_socket.TakeOver(6));
            Refuses(Null, () => s_socket.Connect(null, 7000));
            Refuses(Value, () => s_socket.Connect(string.Empty, 7000));
            Refuses(Range, () => s_socket.Connect(Node.Host, 0));
            Refuses(Range, () => s_socket.Connect(Node.Host, -1));
            Refuses(Range, () => s_socket.Connect(Node.Host, 65_536));
            Refuses(Range, () => s_socket.Connect(Node.Host, 70_000));
            Refuses(Value, () => s_socket.Connect(new string('h', 254), 7000));
            Refuses(Value, () => s_socket.Connect("two words", 7000));
            Refuses(Null, () => s_socket.Send(null, 0, 0));
            Refuses(Range, () => s_socket.Send(s_buffer, -1, 1));
            Refuses(Range, () => s_socket.Send(s_buffer, 0, -1));
            Refuses(Range, () => s_socket.Send(s_buffer, 0, 11));
            Refuses(Range, () => s_socket.Send(s_buffer, 5, 6));
            Refuses(Range, () => s_socket.Send(s_buffer, 11, 0));
            Refuses(Range, () => s_socket.Send(s_buffer, int.MaxValue, int.MaxValue));
            Refuses(Null, () => s_socket.Receive(null, 0, 0));
            Refuses(Range, () => s_socket.Receive(s_buffer, -1, 1));
            Refuses(Range, () => s_socket.Receive(s_buffer, 0, -1));
            Refuses(Range, () => s_socket.Receive(s_buffer, 0, 11));
            Refuses(Range, () => s_socket.Receive(s_buffer, 5, 6));
            Refuses(Range, () => s_socket.Receive(s_buffer, 11, 0));
            Refuses(Range, () => s_socket.Receive(s_buffer, int.MaxValue, int.MaxValue));
            Refuses(Range, () => s_socket.Poll(-2, ModemSelectMode.SelectRead));
            Refuses(Range, () => s_socket.Poll(-2, ModemSelectMode.SelectWrite));

            // Nothing asked for is nothing done.
            Expect.True(s_socket.Send(s_buffer, 10, 0) == 0);
            Expect.True(s_socket.Receive(s_buffer, 10, 0) == 0);
        }

        private static void Stream()
        {
            Refuses(Null, () => new ModemStream(null));
            Refuses(Null, () => s_stream.Read(null, 0, 0));
            Refuses(Range, () => s_stream.Read(s_buffer, 0, 11));
            Refuses(Null, () => s_stream.Write(null, 0, 1));
            Refuses(Null, () => s_stream.Write(null, 0, 0));
            Refuses(Range, () => s_stream.Write(s_buffer, 0, 11));
            Refuses(Range, () => s_stream.Write(s_buffer, -1, 1));
            Refuses(Range, () => s_stream.Write(s_buffer, 0, -1));
            Refuses(Range, () => s_stream.ReadTimeout = -2);
            Refuses(Range, () => s_stream.WriteTimeout = -2);
            Refuses(Unsupported, () => s_stream.Seek(0, SeekOrigin.Begin));
            Refuses(Unsupported, () => s_stream.SetLength(0));
            Refuses(Unsupported, () => s_stream.Position = 0);
            Refuses(Unsupported, () => Expect.True(s_stream.Position == 0));
            Refuses(Unsupported, () => Expect.True(s_stream.Length == 0));
        }

        private static void Texts()
        {
            string[] bad = { "a\"b", "\"", "a\rb", "\r", "a\nb", "a\r\nAT+CPOWD=1", "\u001a", "\u001b", "caf\u00e9", "\u007f" };
            for (int i = 0; i < bad.Length; i++)
            {
                s_text = bad[i];
                Refuses(Value, () => s_socket.Connect(s_text, 7000));
                Refuses(Value, () => s_modem.OpenContext(s_text));
                Refuses(Value, () => s_modem.OpenContext("internet", s_text, string.Empty));
                Refuses(Value, () => s_modem.OpenContext("internet", string.Empty, s_text));
                if (s_text.IndexOf('"') < 0)
                {
                    // A command of the user's own may quote.
                    s_text = "AT" + s_text;
                    Refuses(Value, () => s_modem.Execute(s_text));
                }
            }

            s_text = new string('a', 51);
            Refuses(Value, () => s_modem.OpenContext(s_text));
            Refuses(Value, () => s_modem.OpenContext("internet", s_text, string.Empty));
            Refuses(Value, () => s_modem.OpenContext("internet", string.Empty, s_text));

            // A string of this platform ends at its first NUL, so no text can hold one: what stands before is all there is.
            s_text = new string(new char[] { (char)0, 'a' });
            Expect.True(s_text.Length == 0);
            Refuses(Value, () => s_socket.Connect(s_text, 7000));
            Refuses(Value, () => s_modem.Execute(s_text));
        }

        private static void Closed()
        {
            int before = s_refused;
            Disposed(s_modem.PowerOn);
            Disposed(s_modem.Attach);
            Disposed(s_modem.Sleep);
            Disposed(s_modem.PowerOff);
            Disposed(() => s_modem.OpenContext("internet"));
            Disposed(() => s_modem.WaitForNetwork(1_000));
            Disposed(() => s_modem.Execute("AT"));
            Disposed(() => s_modem.GetSignalQuality());
            Disposed(() => s_socket.Connect(Node.Host, Node.Port));
            Disposed(() => s_socket.TakeOver(5));
            Disposed(() => s_modem.EnterPin("1234"));
            Disposed(() => s_modem.GetSimState());
            Disposed(() => s_modem.GetPinAttempts());
            Disposed(() => s_modem.GetRegistration());
            Disposed(() => s_modem.GetAttached());
            Disposed(s_modem.JoinPacketNetwork);
            Disposed(() => s_modem.GetOperator());
            Disposed(() => s_modem.GetGprsState());
            Disposed(() => s_modem.GetBattery(out int _));
            Disposed(() => s_modem.GetTime());
            Disposed(s_modem.UseNetworkTime);
            Disposed(() => s_modem.GetCardNumber());
            Disposed(() => s_modem.GetSubscriberNumber());
            Disposed(s_modem.StoreRate);
            s_modem.Close();
            Console.WriteLine("closed " + (s_refused - before).ToString());
        }

        private static void Disposed(Action action)
        {
            try
            {
                action();
            }
            catch (ObjectDisposedException)
            {
                s_refused++;
                return;
            }

            throw new Exception();
        }

        private static void Refuses(int kind, Action action)
        {
            bool asDocumented = false;
            try
            {
                action();
            }
            catch (ArgumentNullException)
            {
                asDocumented = kind == Null;
            }
            catch (ArgumentOutOfRangeException)
            {
                asDocumented = kind == Range;
            }
            catch (ArgumentException)
            {
                asDocumented = kind == Value;
            }
            catch (NotSupportedException)
            {
                asDocumented = kind == Unsupported;
            }

            Expect.True(asDocumented);
            s_refused++;
        }
    }
}
