namespace Grpc.Core;

/// <summary>What the four kinds of call have in common: headers, status, trailers and the end, asked through one state object.</summary>
internal sealed class CallHandle(
    Func<object, Task<Metadata>> responseHeaders,
    Func<object, Status> status,
    Func<object, Metadata> trailers,
    Action<object> dispose,
    object state)
{
    public Task<Metadata> ResponseHeadersAsync => responseHeaders(state);

    public Status Status => status(state);

    public Metadata Trailers => trailers(state);

    public static CallHandle From(Task<Metadata> responseHeaders, Func<Status> status, Func<Metadata> trailers, Action dispose) => new(
        _ => responseHeaders, _ => status(), _ => trailers(), _ => dispose(), responseHeaders);

    public void Dispose() => dispose(state);
}
