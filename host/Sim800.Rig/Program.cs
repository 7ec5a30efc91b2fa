using System.CommandLine;
using Sim800.Rig.Bench;
using Sim800.Rig.Campaign;
using Sim800.Rig.Demo;
using Sim800.Rig.Energy;
using Sim800.Rig.Load;
using Sim800.Rig.Simulate;

return new RootCommand("Runs Sim800.Nano firmware on the PC.")
{
    DemoCommand.Create(), SimulateCommand.Create(), ReplayCommand.Create(), BenchCommand.Create(), LoadCommand.Create(), EnergyCommand.Create(),
    CampaignCommand.Create(), EnduranceCommand.Create(),
}.Parse(args).Invoke();
