namespace Mash.AgencyCli.Files;

/// <summary>A file as a whole cannot be read. The message says why and never repeats content.</summary>
internal sealed class RecordFileException(string message) : Exception(message);
