using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mash.V1;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Mash.FrontDoor.Components;

/// <summary>How much of an instant is written.</summary>
public enum TimeForm
{
    /// <summary>19 November 2026, 2:20pm; a calendar date is always written as one.</summary>
    DateAndTime,

    /// <summary>19 November 2026.</summary>
    Date,

    /// <summary>2:20pm.</summary>
    Time,

    /// <summary>2:20pm today, 1:10pm yesterday, 5:00pm on Monday; needs <c>now</c>.</summary>
    Relative,
}

/// <summary>A date or an instant in words: <c>&lt;app-time value="@contact.ReceivedTime" form="Relative" now="@now" /&gt;</c>.</summary>
[HtmlTargetElement("app-time", Attributes = "value", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper : TagHelper
{
    /// <summary>A <see cref="DateTimeOffset"/>, <see cref="DateOnly"/>, <see cref="Timestamp"/> or <see cref="Mash.V1.Date"/>. Nothing is written for null.</summary>
    public object? Value { get; set; }

    /// <summary>How much is written. Default date and time.</summary>
    public TimeForm Form { get; set; }

    /// <summary>The domain time now, for the relative form.</summary>
    public DateTimeOffset? Now { get; set; }

    /// <inheritdoc />
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        if (Value is null)
        {
            output.SuppressOutput();
            return;
        }

        output.Become("time");
        if (CalendarDate() is { } date)
        {
            output.Attributes.SetAttribute("datetime", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            output.Content.SetContent(TimeWords.Date(date));
            return;
        }

        var at = Instant();
        output.Attributes.SetAttribute("datetime", at.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        output.Content.SetContent(Form switch
        {
            TimeForm.Date => TimeWords.Date(TimeWords.DayOf(at)),
            TimeForm.Time => TimeWords.Time(at),
            TimeForm.Relative => TimeWords.When(at, Now ?? throw new InvalidOperationException("app-time needs now for the relative form.")),
            _ => TimeWords.DateAndTime(at),
        });
    }

    private DateOnly? CalendarDate() => Value switch
    {
        DateOnly date => date,
        Date date => new DateOnly(date.Year, date.Month, date.Day),
        _ => null,
    };

    private DateTimeOffset Instant() => Value switch
    {
        DateTimeOffset at => at,
        Timestamp at => at.ToDateTimeOffset(),
        _ => throw new InvalidOperationException($"app-time cannot write a {Value!.GetType().Name}."),
    };
}
