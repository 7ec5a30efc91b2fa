using System.CommandLine;
using Sim800.Rig.Demo;

return new RootCommand("Runs Sim800.Nano firmware on the PC.") { DemoCommand.Create() }.Parse(args).Invoke();
