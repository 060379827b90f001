using System.CommandLine;
using Mash.HubCli.Commands;

var root = new RootCommand("Administration of a MASH Hub: accounts, agencies, backup. On SQLite the hub must be stopped, except for backup.")
{
    AdminCommand.Create(),
    AgencyCommand.Create(),
    BackupCommands.Backup(),
    BackupCommands.Restore(),
    BackupCommands.Verify(),
    Setup.Data,
    Setup.Sample,
    Setup.Config,
};
return await root.Parse(args).InvokeAsync();
