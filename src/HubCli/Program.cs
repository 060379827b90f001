using System.CommandLine;
using Mash.HubCli.Commands;

var root = new RootCommand("Administration of a MASH Hub: accounts, agencies, backup. On SQLite the hub must be stopped, except for backup.")
{
    AdminCommand.Create(),
    AgencyCommand.Create(),
    KeysCommand.Create(),
    BackupCommands.Backup(),
    BackupCommands.Restore(),
    BackupCommands.Verify(),
    Setup.Data,
    Setup.Sample,
    Setup.Config,
};
var parsed = root.Parse(args);
var code = await parsed.InvokeAsync();
// 2: the command line is wrong; 1: the work could not be done.
return parsed.Errors.Count > 0 ? 2 : code;
