using NanoHost;

namespace Host.Tests.NanoHost;

/// <summary>The ticks are the instructions that the compiler wrote and the device would execute, no more and no less.</summary>
public class TickTests
{
    [Theory]
    [InlineData("static void Main() { }", 1)]
    [InlineData("static int s; static void Main() { s = 1; s = 2; }", 5)]
    [InlineData("static int s; static void Main() { for (int i = 0; i < 10; i++) { s++; } }", 3 + (10 * 8) + (11 * 3) + 1)]
    [InlineData("static int s; static void Main() { F(); F(); } static void F() { s = 1; }", 3 + (2 * 3))]
    [InlineData("static int s; static void Main() { if (s == 0) { s = 1; } else { s = 2; } }", 2 + 2 + 1)]
    [InlineData("static int s; static void Main() { try { s = 1; } finally { s = 2; } }", 3 + 3 + 1)]
    [InlineData("static int s; static void Main() { try { throw new InvalidOperationException(); } catch (InvalidOperationException) { s = 1; } }", 2 + 4 + 1)]
    [InlineData("static int s; static void Main() { try { F(); } catch (Exception) { s = 1; } } static void F() { throw new Exception(); }", 2 + 2 + 4 + 1)]
    [InlineData("static int s = 2; static void Main() { switch (s) { case 0: s = 5; break; case 1: s = 6; break; case 2: s = 7; break; } }", 3 + 4 + 2 + 1)] // = 2 is a static constructor
    public void Every_instruction_counts_once(string program, long instructions)
    {
        var run = TestFirmware.Run(program).Clean();
        Assert.Equal(instructions, run.Cost.Instructions);
    }

    [Fact]
    public void A_turn_of_an_empty_loop_is_seven_instructions()
    {
        Assert.Equal(7 * 900, Loop(1000) - Loop(100));

        static long Loop(int turns) => TestFirmware.Run($"static void Main() {{ for (int i = 0; i < {turns}; i++) {{ }} }}").Clean().Cost.Instructions;
    }

    [Fact]
    public void Summing_a_byte_array_is_fifteen_instructions_a_byte()
    {
        Assert.Equal(15 * 100, Sum(200) - Sum(100));

        static long Sum(int length) => TestFirmware.Run(
            $"static int s; static void Main() {{ var b = new byte[{length}]; var sum = 0; for (int i = 0; i < b.Length; i++) {{ sum += b[i]; }} s = sum; }}")
            .Clean().Cost.Instructions;
    }

    [Theory]
    [InlineData("static int s; static byte[] b = new byte[64]; static object v = (byte)0; static void Main() { s = Array.IndexOf(b, v, 0, 40); }", 24)]
    [InlineData("static string s; static int i = 7; static void Main() { s = $\"{i}\"; }", 415)]
    public void Native_and_managed_calls_into_the_platform_cost_what_was_measured(string program, long instructions)
    {
        var idle = TestFirmware.Run(program[..program.IndexOf("void Main", StringComparison.Ordinal)] + "void Main() { }").Clean();
        var run = TestFirmware.Run(program).Clean();
        Assert.Equal(instructions, run.Cost.Instructions - idle.Cost.Instructions);
    }

    [Fact]
    public void Points_of_preemption_count_nothing()
    {
        const string Program = """
            static int s_n;
            static readonly int[] s_all = new int[8];
            static void Main()
            {
                for (int i = 0; i < 100; i++)
                {
                    s_n++;
                    s_all[i % 8] += s_n;
                }

                Console.WriteLine(s_all[3].ToString());
            }
            """;
        var plain = TestFirmware.Run(Program).Clean();
        var preempted = TestFirmware.Run(Program, new RewriteOptions { SeededPreemption = true }).Clean();
        Assert.Equal(plain.Cost, preempted.Cost);
        Assert.Equal(plain.Lines, preempted.Lines);
    }

    /// <summary>_n++ is three instructions: a thread that is stopped between them writes back an old number.</summary>
    [Fact]
    public void Preemption_at_accesses_loses_an_increment_between_two_threads()
    {
        const string Program = """
            static int s_n;
            static void Count() { for (int i = 0; i < 1000; i++) { s_n++; } }
            static void Main()
            {
                var other = new System.Threading.Thread(Count);
                other.Start();
                Count();
                other.Join();
                Console.WriteLine(s_n.ToString());
            }
            """;
        Assert.Equal("2000", TestFirmware.Run(Program).Clean().Line);
        var preempted = TestFirmware.Run(
            Program, new RewriteOptions { SeededPreemption = true }, options: new MachineOptions { Seed = 1, SeededPreemption = true }).Clean();
        Assert.NotEqual("2000", preempted.Line);
    }
}
