using Mash.V1;

namespace Mash.FrontDoor.Pages.Agencies;

/// <summary>What a registration says, with what the reader may change of it.</summary>
/// <param name="Agency">The agency.</param>
/// <param name="MayChangeAll">True for the hub's administrators.</param>
/// <param name="MayChangeOwn">True for the agency's own administrator: people and keys.</param>
internal sealed record AgencyDetails(Agency Agency, bool MayChangeAll, bool MayChangeOwn);
