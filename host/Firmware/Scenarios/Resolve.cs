using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Asks for the addresses of a name, of one that there is not, and again; then connects.</summary>
    public static class Resolve
    {
        private const int Timeout = 10_000;

        private static Sim800Modem s_modem;

        public static void Run()
        {
            s_modem = Node.Open();
            Ask(Node.Host);
            Ask("nowhere.example.com");
            Ask("two.example.com");
            Ask("nowhere.example.com");
            ModemSocket socket = Node.Connect(s_modem);
            socket.Close();
            Node.Close();
        }

        private static void Ask(string name)
        {
            long begun = Environment.TickCount64;
            string result = name + ":";
            try
            {
                string[] addresses = s_modem.Resolve(name, Timeout);
                for (int i = 0; i < addresses.Length; i++)
                {
                    result += " " + addresses[i];
                }
            }
            catch (ModemTimeoutException e)
            {
                result += " late " + (e.Wait == ModemWait.Resolve).ToString() + " " + (Environment.TickCount64 - begun <= Timeout + 50).ToString();
            }
            catch (ModemException e)
            {
                result += " failed " + (e.Error == ModemError.HostNotFound).ToString() + " " + e.ModuleCode.ToString();
            }

            Console.WriteLine(result);
        }
    }
}
