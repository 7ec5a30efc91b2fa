using System;
using Sim800.Nano;

namespace Scenarios
{
    /// <summary>Runs one step of a scenario and writes how it ended and how long it took. The test on the PC is the judge.</summary>
    internal static class Step
    {
        /// <summary>Runs a step. Only failures of the modem may end it; anything else ends the scenario.</summary>
        /// <returns>Whether it succeeded.</returns>
        public static bool Run(string name, Action action)
        {
            long begun = Environment.TickCount64;
            int error = 0;
            int wait = 0;
            int code = -1;
            try
            {
                action();
            }
            catch (ModemException e)
            {
                error = (int)e.Error;
                wait = (int)e.Wait;
                code = e.ModuleCode;

                // The type and the property say the same.
                Expect.True((e is ModemTimeoutException) == (e.Error == ModemError.TimedOut));
            }

            long took = Environment.TickCount64 - begun;
            Console.WriteLine(name + ": " + error.ToString() + " " + wait.ToString() + " " + code.ToString() + " " + took.ToString());
            return error == 0;
        }
    }
}
