namespace Mash.Identity.Pages;

/// <summary>What is wrong with a field, in words that say what to do.</summary>
internal sealed record FieldProblem(string Field, string Words);

/// <summary>GOV.UK components that the issuer's pages are made of. Every text is encoded here.</summary>
internal static class Markup
{
    /// <summary>The summary of what is wrong, each line leading to its field; nothing without problems.</summary>
    public static string Summary(IReadOnlyList<FieldProblem> problems) => problems.Count == 0
        ? ""
        : $"""
          <div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
          <h2 class="govuk-error-summary__title" id="error-summary-title">There is a problem</h2>
          <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
          {string.Concat(problems.Select(problem => $"""<li><a href="#{problem.Field}">{PageLayout.Encode(problem.Words)}</a></li>"""))}
          </ul></div></div>

          """;

    /// <summary>A label, a hint, an error and an input.</summary>
    /// <param name="problems">Of the whole page.</param>
    /// <param name="id">Id and name.</param>
    /// <param name="label">Question.</param>
    /// <param name="attributes">HTML attributes of the input, encoded by the caller.</param>
    /// <param name="hint">Help; null without.</param>
    /// <param name="width">Width class after <c>govuk-input--</c> or a two-thirds override when null.</param>
    public static string Field(IReadOnlyList<FieldProblem> problems, string id, string label, string attributes, string? hint = null, string? width = null)
    {
        var problem = problems.FirstOrDefault(problem => problem.Field == id)?.Words;
        string[] described = [.. hint is null ? [] : new[] { id + "-hint" }, .. problem is null ? [] : new[] { id + "-error" }];
        var hintHtml = hint is null ? "" : $"""<div id="{id}-hint" class="govuk-hint">{PageLayout.Encode(hint)}</div>""";
        var errorHtml = problem is null
            ? ""
            : $"""<p id="{id}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {PageLayout.Encode(problem)}</p>""";
        return $"""
            <div class="govuk-form-group{(problem is null ? "" : " govuk-form-group--error")}">
            <label class="govuk-label" for="{id}">{PageLayout.Encode(label)}</label>
            {hintHtml}{errorHtml}<input class="govuk-input {(width is null ? "govuk-!-width-two-thirds" : "govuk-input--" + width)}{(problem is null ? "" : " govuk-input--error")}" id="{id}" name="{id}" {(described.Length == 0 ? "" : $"""aria-describedby="{string.Join(' ', described)}" """)}{attributes.TrimEnd()}>
            </div>
            """;
    }

    public static string Hidden(string name, string? value) => $"""<input type="hidden" name="{name}" value="{PageLayout.Encode(value)}">""";

    /// <summary>A green banner that says what was done.</summary>
    public static string Done(string words) => $"""
        <div class="govuk-notification-banner govuk-notification-banner--success" role="alert" aria-labelledby="done-title">
        <div class="govuk-notification-banner__header"><h2 class="govuk-notification-banner__title" id="done-title">Success</h2></div>
        <div class="govuk-notification-banner__content"><p class="govuk-notification-banner__heading">{PageLayout.Encode(words)}</p></div></div>

        """;

    public static string Warning(string words) => $"""
        <div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>
        <strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span>{PageLayout.Encode(words)}</strong></div>
        """;

    /// <summary>
    /// What the script makes into a working passkey button. Without the script it stays hidden, and the page's other way is there.
    /// </summary>
    /// <param name="act"><c>sign-in</c> or <c>add</c>.</param>
    /// <param name="handle">The waiting request; null on the page of somebody who is signed in.</param>
    /// <param name="button">Text of the button.</param>
    /// <param name="before">HTML between the hidden start and the button, encoded.</param>
    /// <param name="secondary">A grey button.</param>
    /// <param name="link">Secret of the invitation that the passkey answers; null elsewhere.</param>
    public static string Passkey(string act, string? handle, string button, string before = "", bool secondary = false, string? link = null) => $"""
        <div id="passkey" data-act="{act}" data-request="{PageLayout.Encode(handle)}" data-link="{PageLayout.Encode(link)}" hidden>
        {before}<p id="passkey-error" class="govuk-error-message" role="alert" hidden></p>
        <button type="button" class="govuk-button{(secondary ? " govuk-button--secondary" : "")}">{PageLayout.Encode(button)}</button>
        </div>
        """;
}
