using System.Globalization;
using Mash.Hub.Access;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>What the dates of a data-sharing agreement mean on a day. Both days of its ends belong to it.</summary>
internal static class AgencyAgreement
{
    /// <summary>How long before its end an agreement is shown as ending.</summary>
    public const int EndingDays = 60;

    /// <summary>Where an agreement stands on a day.</summary>
    public static AgreementState StateOn(DateOnly today, DateOnly? from, DateOnly? to) => (from, to) switch
    {
        (null, null) => AgreementState.NotRecorded,
        ({ } first, _) when today < first => AgreementState.NotBegun,
        (_, { } last) when today > last => AgreementState.Ended,
        (_, { } last) when last.DayNumber - today.DayNumber <= EndingDays => AgreementState.Ending,
        _ => AgreementState.InForce,
    };

    /// <summary>Why the agency may do nothing today for want of an agreement; null where it may.</summary>
    public static Problem? RefusalOn(DateOnly today, AgencyStanding agency) => StateOn(today, agency.AgreementFrom, agency.AgreementTo) switch
    {
        AgreementState.NotBegun => Refusal("AGREEMENT_NOT_BEGUN", $"The data-sharing agreement of your agency begins on {Words(agency.AgreementFrom)}. Until then nothing can be sent or read."),
        AgreementState.Ended => Refusal("AGREEMENT_ENDED", $"The data-sharing agreement of your agency ended on {Words(agency.AgreementTo)}. Ask the hub to renew it. Report concerns by telephone until then."),
        _ => null,
    };

    /// <summary>A day in words, such as 31 March 2027.</summary>
    public static string Words(DateOnly? day) => day?.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")) ?? "";

    private static Problem Refusal(string reason, string message) =>
        new() { Code = ProblemCode.PermissionDenied, Reason = reason, Message = message };
}
