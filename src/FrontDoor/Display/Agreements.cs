using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Agreement to a service in words.</summary>
internal static class Agreements
{
    public static string Of(ServiceAgreementStatus status) => status switch
    {
        ServiceAgreementStatus.Given => "Given",
        ServiceAgreementStatus.Refused => "Refused",
        ServiceAgreementStatus.NotSought => "Not sought",
        ServiceAgreementStatus.Withdrawn => "Given, then withdrawn",
        _ => "Not supplied",
    };
}
