return await Mash.AgencyCli.Commands.AgencyCommandLine.RunAsync(args, Console.Error);
