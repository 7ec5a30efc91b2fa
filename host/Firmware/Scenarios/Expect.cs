using System;

namespace Scenarios
{
    /// <summary>What a scenario cannot go on without.</summary>
    internal static class Expect
    {
        public static void True(bool condition)
        {
            if (!condition)
            {
                throw new Exception();
            }
        }
    }
}
