using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Rota;

/// <summary>The duty rota of a week: who is the duty manager when.</summary>
[OpensArea(Area.Rota)]
internal sealed class IndexModel(RotaService.RotaServiceClient rota, CurrentPerson person) : HubPage
{
    internal const string Added = "duty-added";
    internal const string Removed = "duty-removed";

    private static readonly FieldMap Fields = new(("account_id", nameof(Manager)), ("from_time", nameof(FromTime)), ("to_time", nameof(ToTime)));
    private static readonly FieldMap NoFields = new();

    /// <summary>A day of the week to show, such as 2026-11-20; the present week where none is given.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    [BindProperty]
    public string? Manager { get; set; }

    [BindProperty]
    public DateAnswer Day { get; set; } = new();

    [BindProperty]
    public string? FromTime { get; set; }

    [BindProperty]
    public string? ToTime { get; set; }

    public DateTimeOffset Now { get; private set; }

    /// <summary>Monday of the week shown.</summary>
    public DateOnly Monday { get; private set; }

    public ListDutyResponse Answer { get; private set; } = new();

    public IEnumerable<SelectListItem> Managers => Answer.Managers.Select(manager => new SelectListItem(manager.Name, manager.AccountId));

    public async Task OnGetAsync()
    {
        await ShowAsync();
        Day = DateAnswer.Of(TimeWords.DayOf(Now));
    }

    public async Task<IActionResult> OnPostAsync()
    {
        var request = new SetDutyRequest { AccountId = Manager ?? "", RequestId = RequestId };
        ReadTimes(request);
        if (string.IsNullOrEmpty(Manager))
            ModelState.AddModelError(nameof(Manager), "Choose a manager");
        if (ModelState.IsValid && await AttemptAsync(async () => await rota.SetDutyAsync(request, cancellationToken: Cancellation), Fields) == Attempt.Done)
        {
            Leave(Added);
            return LocalRedirect(Address(TimeWords.DayOf(request.FromTime.ToDateTimeOffset())));
        }
        await ShowAsync();
        return Page();
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? dutyId)
    {
        ModelState.Clear();
        var request = new RemoveDutyRequest { DutyId = dutyId ?? "", RequestId = RequestId };
        if (await AttemptAsync(async () => await rota.RemoveDutyAsync(request, cancellationToken: Cancellation), NoFields) != Attempt.Done)
        {
            await ShowAsync();
            return Page();
        }
        Leave(Removed);
        await ReadWeekAsync();
        return LocalRedirect(Address(Monday));
    }

    /// <summary>The duties that begin on a day; on Monday also those that began before and still run.</summary>
    public IEnumerable<Duty> On(DateOnly day) => Answer.Duties.Where(duty =>
    {
        var start = TimeWords.DayOf(duty.FromTime.ToDateTimeOffset());
        return start == day || (day == Monday && start < day);
    });

    /// <summary>Such as "8:45am to 5:00pm", with the days where it is not over on the same one.</summary>
    public static string Hours(Duty duty, DateOnly day)
    {
        var from = duty.FromTime.ToDateTimeOffset();
        var to = duty.ToTime.ToDateTimeOffset();
        return $"{Words(from, day)} to {Words(to, day)}";
    }

    /// <summary>True where it can still be taken off.</summary>
    public bool IsToCome(Duty duty) => duty.ToTime.ToDateTimeOffset() > Now;

    public static string Address(DateOnly day) => "/rota?week=" + day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Words(DateTimeOffset at, DateOnly day) =>
        TimeWords.DayOf(at) == day ? TimeWords.Time(at) : $"{TimeWords.Time(at)} on {TimeWords.DayOf(at).ToString("dddd d MMMM", CultureInfo.InvariantCulture)}";

    private void ReadTimes(SetDutyRequest request)
    {
        if (Day.IsEmpty)
            ModelState.AddModelError(nameof(Day), "Enter the day on which the duty begins");
        var day = Day.Read(ModelState, nameof(Day), "The day");
        var from = EnglandTime.Read(FromTime);
        var to = EnglandTime.Read(ToTime);
        if (from is null)
            ModelState.AddModelError(nameof(FromTime), "Enter a time, for example 08:45");
        if (to is null)
            ModelState.AddModelError(nameof(ToTime), "Enter a time, for example 17:00");
        if (day is not { } begins || from is not { } start || to is not { } end)
            return;
        request.FromTime = EnglandTime.At(begins, start).ToTimestamp();
        request.ToTime = EnglandTime.At(end > start ? begins : begins.AddDays(1), end).ToTimestamp();
    }

    private async Task ReadWeekAsync()
    {
        Now = await person.NowAsync();
        var day = DateOnly.TryParseExact(Week, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asked) && asked.Year is > 2000 and < 2100
            ? asked
            : TimeWords.DayOf(Now);
        Monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    private async Task ShowAsync()
    {
        await ReadWeekAsync();
        Answer = await rota.ListDutyAsync(new ListDutyRequest
        {
            FromTime = EnglandTime.At(Monday, TimeOnly.MinValue).ToTimestamp(),
            ToTime = EnglandTime.At(Monday.AddDays(7), TimeOnly.MinValue).ToTimestamp(),
        }, cancellationToken: Cancellation);
    }
}
