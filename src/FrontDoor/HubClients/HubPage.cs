using Grpc.Core;
using Mash.FrontDoor.Forms;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RpcCode = Grpc.Core.StatusCode;

namespace Mash.FrontDoor.HubClients;

/// <summary>How an act ended that the hub was asked to do.</summary>
internal enum Attempt
{
    /// <summary>Done and durable.</summary>
    Done,

    /// <summary>Refused; the model state says why, on the fields it is about.</summary>
    Refused,

    /// <summary>Refused because the record changed after the page was shown; the model state says so.</summary>
    Changed,
}

/// <summary>A page that asks the hub to do something. What it cannot put on its own fields becomes an error page.</summary>
internal abstract class HubPage : PageModel
{
    internal const string ChangedMeanwhile = "This changed while you were working on it. Nothing was recorded. What you typed is still here: read what is new, then send it again if it still stands.";

    internal const string NeedsConfirmingFirst = "Confirm that it is you, then send this again. Nothing was recorded. What you typed is still here.";

    /// <summary>Of the view data: true makes the frame say where to confirm, in a tab of its own.</summary>
    internal const string NeedsConfirmingKey = "NeedsConfirming";

    internal const string NotAnswered = "The hub did not answer, so we do not know whether this was recorded. What you typed is still here. Send it again in a minute: what you send twice from here is recorded once.";

    private const string NoticeKey = "notice";
    private const string AboutKey = "notice-about";

    /// <summary>Made when the page is shown, so that a form sent twice is one act.</summary>
    [BindProperty]
    public string RequestId { get; set; } = Guid.CreateVersion7().ToString();

    /// <summary>Set by the act before this page, shown once: what was done.</summary>
    public string? Notice => TempData[NoticeKey] as string;

    /// <summary>Opaque id of what the notice is about. The store gives a text that reads as a UUID back as one.</summary>
    public string? NoticeAbout => TempData[AboutKey]?.ToString();

    /// <summary>The request's own cancellation: nobody waits any more when it is cancelled.</summary>
    protected CancellationToken Cancellation => HttpContext.RequestAborted;

    /// <summary>Leaves a word for the next page. Codes and opaque ids only: it travels in a cookie.</summary>
    protected void Leave(string notice, string? about = null)
    {
        TempData[NoticeKey] = notice;
        TempData[AboutKey] = about;
    }

    /// <summary>Does the act and turns a refusal that the person can answer into errors of this page's fields.</summary>
    /// <exception cref="RpcException">Anything else: absent, not allowed, unreachable.</exception>
    protected async Task<Attempt> AttemptAsync(Func<Task> act, FieldMap fields)
    {
        // Sent before the sign-in that has just been made again: it is shown, and the person decides.
        if (HttpContext.Features.Get<KeptForm>() is not null)
            return Attempt.Refused;
        try
        {
            await act();
            return Attempt.Done;
        }
        catch (RpcException refusal) when (refusal.StatusCode is RpcCode.InvalidArgument)
        {
            var problem = HubProblem.Of(refusal);
            foreach (var violation in problem.Violations)
                ModelState.AddModelError(fields.FieldFor(violation.Field), violation.Description);
            if (problem.Violations.Count == 0)
                ModelState.AddModelError("", problem.Sentence);
            return Attempt.Refused;
        }
        catch (RpcException refusal) when (refusal.StatusCode is RpcCode.FailedPrecondition or RpcCode.AlreadyExists)
        {
            ModelState.AddModelError("", HubProblem.Of(refusal).Sentence);
            return Attempt.Refused;
        }
        catch (RpcException refusal) when (refusal.StatusCode is RpcCode.Unauthenticated && HubProblem.Of(refusal).Reason == HubProblem.StepUpRequired)
        {
            ModelState.AddModelError("", NeedsConfirmingFirst);
            ViewData[NeedsConfirmingKey] = true;
            return Attempt.Refused;
        }
        catch (RpcException refusal) when (refusal.StatusCode is RpcCode.Aborted)
        {
            ModelState.AddModelError("", ChangedMeanwhile);
            return Attempt.Changed;
        }
        catch (RpcException failure) when (failure.StatusCode is RpcCode.Unavailable or RpcCode.DeadlineExceeded or RpcCode.ResourceExhausted)
        {
            // Where the hub cannot even show the page, the error page keeps the form: see UnsentForm.
            ModelState.AddModelError("", NotAnswered);
            return Attempt.Refused;
        }
    }
}
