namespace Mash.AgencyClient;

/// <summary>One step of the feed.</summary>
/// <param name="Event">What happened; null for a bookmark.</param>
/// <param name="Cursor">How far the feed has come with it; null where the step must not move the cursor.</param>
internal sealed record FeedItem(AgencyEvent? Event, long? Cursor);
