using System.IO.Ports;
using System.Text;
using System.Threading;

namespace Scenarios
{
    /// <summary>What another program has done with the module before this one begins. It talks by itself and reads nothing.</summary>
    internal static class LifeBefore
    {
        private static SerialPort s_port;

        /// <summary>Leaves the module in a state.</summary>
        public static void Live(string state)
        {
            if (state == "quiet")
            {
                return;
            }

            s_port = new SerialPort("COM2", 115200);
            s_port.Open();
            switch (state)
            {
                case "sleeping":
                    Say("AT\r", 8_000);
                    break;
                case "prompt":
                    Connect("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1\r", "5,");
                    Say("AT+CIPSEND=5,1000\r", 500);
                    break;
                case "message":
                    Say("AT+CMGF=1\r", 500);
                    Say("AT+CMGS=\"+49301234567\"\r", 500);
                    break;
                case "data":
                    Connect("AT+CIPMUX=0;+CIPMODE=1\r", string.Empty);
                    break;
                case "escaped":
                    Connect("AT+CIPMUX=0;+CIPMODE=1\r", string.Empty);
                    Thread.Sleep(1_500);
                    Say("+++", 1_500);
                    break;
                case "context":
                    Connect("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1\r", "5,");
                    Say("AT+CIPSEND=5,6\r", 500);
                    Say("before", 1_000);
                    break;
                case "push":
                    Connect("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=0\r", "5,");
                    break;
                case "single":
                    Connect("AT+CIPMUX=0;+CIPQSEND=1;+CIPRXGET=1;+CIPHEAD=1\r", string.Empty);
                    Say("AT+CIPSEND=6\r", 500);
                    Say("before", 1_000);
                    break;
                case "closed":
                    Connect("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1\r", "5,");
                    Say("AT+CIPSEND=5,4\r", 500);
                    Say("last", 3_000);
                    break;
                case "connecting":
                    GoOnline("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1\r");
                    Say("AT+CIPSTART=5,\"TCP\",\"" + Node.Host + "\"," + (Node.Port + 1).ToString() + "\r", 2_000);
                    break;
                case "listening":
                    GoOnline("AT+CIPMUX=1;+CIPQSEND=1;+CIPRXGET=1\r");
                    Say("AT+CIPSERVER=1," + Node.Port.ToString() + "\r", 2_000);
                    break;
                case "serving":
                    GoOnline("AT+CIPMUX=0;+CIPQSEND=1;+CIPRXGET=1;+CIPHEAD=1\r");
                    Say("AT+CIPSERVER=1," + Node.Port.ToString() + "\r", 2_000);
                    break;
                case "begun":
                    Say("AT+CIPMUX=1;+CSTT=\"internet\"\r", 500);
                    break;
                case "saved":
                    Say("AT+CIPMODE=1;+CIPHEAD=1;+CIPSPRT=0;+CIPQSEND=1\r", 500);
                    Say("AT+CIPSCONT\r", 500);
                    Say("AT+CFUN=1,1\r", 12_000);
                    break;
                case "digits":
                    Say("ATE1V0\r", 500);
                    break;
                case "silent":
                    Say("ATQ1\r", 500);
                    break;
                case "promptless":
                    Say("AT+CIPSPRT=2\r", 500);
                    break;
                case "transparent":
                    Say("AT+CIPMODE=1\r", 500);
                    break;
            }

            s_port.Close();
            s_port.Dispose();
        }

        private static void Connect(string mode, string link)
        {
            GoOnline(mode);
            Say("AT+CIPSTART=" + link + "\"TCP\",\"" + Node.Host + "\"," + Node.Port.ToString() + "\r", 2_000);
        }

        private static void GoOnline(string mode)
        {
            Say(mode, 500);
            Say("AT+CSTT=\"internet\"\r", 500);
            Say("AT+CIICR\r", 3_000);
            Say("AT+CIFSR\r", 500);
        }

        private static void Say(string text, int time)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            s_port.Write(bytes, 0, bytes.Length);
            Thread.Sleep(time);
        }
    }
}
