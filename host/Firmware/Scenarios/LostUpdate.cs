using System;
using System.Threading;

namespace Scenarios
{
    /// <summary>Two threads increment one number without a lock.</summary>
    public static class LostUpdate
    {
        private const int Increments = 10_000;

        private static int _n;

        public static void Run()
        {
            Thread other = new Thread(Increment);
            other.Start();
            Increment();
            other.Join();
            Console.WriteLine(_n.ToString());
        }

        private static void Increment()
        {
            for (int i = 0; i < Increments; i++)
            {
                _n++;
            }
        }
    }
}
