namespace Mash.AgencyCli.Commands;

/// <summary>Exit codes of <c>mash-agency</c>.</summary>
internal static class ExitCodes
{
    /// <summary>Everything asked for was done.</summary>
    public const int Done = 0;

    /// <summary>Finished, but some rows were refused: see the rejects file.</summary>
    public const int Refused = 1;

    /// <summary>The command line, the configuration, a mapping or a file is wrong; nothing was done.</summary>
    public const int Wrong = 2;

    /// <summary>Interrupted, or the hub could not be asked: run the same command again to go on.</summary>
    public const int Unfinished = 3;

    /// <summary>What was asked for does not exist.</summary>
    public const int NotFound = 4;
}
