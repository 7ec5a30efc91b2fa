using Sim800.Simulator;
using Sim800.Simulator.Network;
using Sim800.Simulator.Settings;

namespace Host.Tests.Simulator;

/// <summary>Whatever the host types and the world does, the machine neither throws nor loses its way.</summary>
public class FuzzTests
{
    private static readonly string[] s_fragments =
    [
        "AT\r", "A/", "ATE0\r", "ATE1\r", "ATV0\r", "ATV1\r", "AT&F\r", "AT&W\r", "AT&V\r", "AT+CMEE=2\r", "AT+GSV\r",
        "AT+CIPMUX=1\r", "AT+CIPMUX=0\r", "AT+CIPRXGET=1\r", "AT+CIPRXGET=0\r", "AT+CIPQSEND=1\r", "AT+CIPQSEND=0\r", "AT+CSTT\r", "AT+CIICR\r",
        "AT+CIFSR\r", "AT+CIPSTART=0,\"TCP\",\"1.2.3.4\",80\r", "AT+CIPSTART=1,\"TCP\",\"1.2.3.4\",81\r", "AT+CIPSTART=2,\"TCP\",\"1.2.3.4\",82\r",
        "AT+CIPSTART=\"TCP\",\"1.2.3.4\",80\r", "AT+CIPSTART=\"TCP\",\"1.2.3.4\",82\r", "AT+CIPSEND=0,5\r", "AT+CIPSEND=5\r", "AT+CIPSEND\r",
        "AT+CIPSEND=1\r", "AT+CIPSEND?\r", "hello", "\x1A", "\x1B", "AT+CIPRXGET=2,0,100\r", "AT+CIPRXGET=2,100\r", "AT+CIPRXGET=4,1\r",
        "AT+CIPACK=0\r", "AT+CIPCLOSE=0\r", "AT+CIPCLOSE=1,1\r", "AT+CIPCLOSE\r", "AT+CIPCLOSE=1\r", "AT+CIPSHUT\r", "AT+CIPSTATUS\r", "AT+CIPSTATUS=2\r",
        "AT+CDNSGIP=\"1.2.3.4\"\r", "AT+CGATT=0\r", "AT+CGATT=1\r", "AT+CFUN=0\r", "AT+CFUN=1\r", "AT+CFUN=1,1\r", "AT+CSCLK=1\r", "AT+CREG=2\r", "AT+CPOWD=1\r",
        "AT+CFGRI=1;+CSQ;E0V1;+CIFSR;+CIPSTATUS;+CSQ\r", "AT+CIPSPRT=0\r", "AT+CIPSPRT=2\r", "\r\n", "\0\xFF", "at+=?;;=\",,\"\r", "ATS0=1S7?\r",
        "AT+CIPMODE=1\r", "AT+CIPMODE=0\r", "AT+CIPCCFG=5,1,10,1,1,50,20\r", "ATO\r", "+++", "+", "AT+CIPSERVER=1,1234\r", "AT+CIPSERVER=0\r", "AT&D2\r",
        "AT+CIPSTART=\"UDP\",\"1.2.3.4\",53\r", "AT+CIPSTART=4,\"UDP\",\"1.2.3.4\",53\r", "AT+CIPUDPMODE=1\r", "AT+CIPUDPMODE=4,1\r", "AT+CIPSEND=4,3\r",
        "AT+CLPORT=\"UDP\",8888\r", "AT+CLPORT=4,\"UDP\",8888\r", "AT+CIPSGTXT=1\r", "AT+CIPSGTXT=0\r", "AT+CIPATS=1,1\r", "AT+CIPSCONT\r", "AT+CSCLK=2\r",
        "AT+CIPSRIP=1;+CIPHEAD=1;+CIPSHOWTP=1\r", "AT+CIPPING=\"1.2.3.4\",2\r", "AT+CIPRXGET=3,4,100\r", "AT+DLYRI=50\r", "AT+CLTS=1\r",
        "AT+CMGF=1;+CSCS=\"UCS2\"\r", "AT+CSCS=\"HEX\";+CSMP=49,167,0,8\r", "AT+CMGS=\"110\"\r", "AT+CMGS=20\r", "AT+CMGW=\"00310031\"\r", "AT+CMGL=\"ALL\"\r", "AT+CMGR=1\r",
        "AT+CNMI=2,2,0,1\r", "AT+CNMI=0,1\r", "AT+COPS=2\r", "AT+COPS=0\r", "ATD110;\r", "ATA\r", "ATV0Q1\r", "ATV1Q0\r",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public void TheMachineKeepsItsSenses(int seed)
    {
        var random = new Random(seed);
        var bench = new Bench(
            new Sim800Options
            {
                StartsOn = true,
                Stored = new Profile { BaudRate = 115200 },
                Latencies = seed % 2 == 0 ? Latencies.Typical : Latencies.None,
            },
            network: network =>
            {
                network.Serve("1.2.3.4", 80, new EchoServer());
                network.Serve("1.2.3.4", 53, new DatagramServer(data => data));
                network.Serve("1.2.3.4", 81, new ClosingServer { AfterTime = Bench.Milliseconds(300), AfterBytes = 3, LastWords = "bye"u8.ToArray() });
                network.Serve("1.2.3.4", 82, new SinkServer { Acknowledges = false, AnswersClose = false });
            });
        for (var step = 0; step < 3000; step++)
        {
            bench.Type(s_fragments[random.Next(s_fragments.Length)]);
            switch (random.Next(100))
            {
                case 0:
                    bench.Drive(bench.Lines.Dtr, random.Next(2) == 0);
                    break;
                case 1:
                    bench.Drive(bench.Lines.PwrKey, random.Next(2) == 0);
                    break;
                case 2:
                    bench.Drive(bench.Lines.Rst, random.Next(4) != 0);
                    break;
                case 3:
                    bench.Module.Machine.LoseContext(bench.Queue.Now);
                    break;
                case 4:
                    bench.Module.Machine.BrownOut(bench.Queue.Now);
                    break;
                case 5:
                    bench.Wait(random.Next(20_000));
                    break;
                case 6 or 7:
                    bench.Network.Dial("10.0.0.1", 4000, 1234, new EchoServer());
                    break;
                case 8 or 9:
                    bench.Network.SendDatagram("1.2.3.4", 53, 8888, new byte[random.Next(2000)]);
                    break;
                case 10:
                    bench.Module.Machine.Call("110", bench.Queue.Now);
                    break;
                case 11:
                    bench.Module.Machine.HangUp(bench.Queue.Now);
                    break;
                case 12 or 13:
                    bench.Module.Machine.ReceiveMessage("+4930", random.Next(2) == 0 ? "news" : "新闻", bench.Queue.Now, random.Next(2) == 0 ? null : random.Next(4));
                    break;
            }

            bench.Wait(random.Next(100));
        }

        // Power cycle: a module that is off begins anew.
        bench.Drive(bench.Lines.Dtr, false).Drive(bench.Lines.Rst, null).Drive(bench.Lines.PwrKey, null).Wait(1000);
        bench.Drive(bench.Lines.Rst, false).Wait(200).Drive(bench.Lines.Rst, null);
        if (!bench.Lines.Status.High && bench.Module.Machine.PowerState == Sim800.Simulator.Power.PowerState.Off)
        {
            bench.Drive(bench.Lines.PwrKey, false).Wait(2000).Drive(bench.Lines.PwrKey, null);
        }

        bench.Wait(10_000).TakeReceived();
        bench.Type("A"); // wakes a module that sleeps by itself
        bench.Wait(200);
        bench.Type("ATE0Q0V1+CIPMUX=0\r");
        bench.Wait(1000).TakeReceived();
        bench.Play("""
            >> AT
            << \r\nOK\r\n
            >> AT+CIPSTATUS
            << \r\nOK\r\n\r\nSTATE: IP INITIAL\r\n
            """);
    }
}
