using System.Text.Json.Nodes;

namespace Mash.AgencyCli.Files;

/// <summary>One record of a partner's file.</summary>
/// <param name="Row">Number of the record from 1: data rows without the header, or lines that are not blank.</param>
/// <param name="Line">Line of the file at which it starts, from 1.</param>
/// <param name="Content">Its values: for CSV one string for each column; null where the record cannot be read.</param>
/// <param name="Problem">Why it cannot be read; null where it can.</param>
internal sealed record SourceRecord(int Row, long Line, JsonObject? Content, string? Problem);
