namespace Mash.Identity.Issuing;

/// <summary>A refusal in the form of RFC 6749 section 5.2.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Error">The code, for example <c>invalid_grant</c>.</param>
/// <param name="Description">What to put right, for the client's developer. Never a value that was sent.</param>
internal sealed record OAuthProblem(int Status, string Error, string Description) : IResult
{
    public static OAuthProblem InvalidRequest(string description) => new(400, "invalid_request", description);

    public static OAuthProblem InvalidClient(string description) => new(401, "invalid_client", description);

    public static OAuthProblem InvalidGrant(string description) => new(400, "invalid_grant", description);

    public static OAuthProblem InvalidScope(string description) => new(400, "invalid_scope", description);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        return httpContext.Response.WriteAsJsonAsync(
            new Dictionary<string, string> { ["error"] = Error, ["error_description"] = Description }, httpContext.RequestAborted);
    }
}

/// <summary>A value, or why there is none.</summary>
internal readonly record struct OAuthResult<T>(T? Value, OAuthProblem? Problem)
    where T : class
{
    public static implicit operator OAuthResult<T>(T value) => new(value, null);

    public static implicit operator OAuthResult<T>(OAuthProblem problem) => new(null, problem);
}
