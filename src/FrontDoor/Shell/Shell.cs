namespace Mash.FrontDoor.Shell;

/// <summary>What the frame around every page shows.</summary>
/// <param name="Viewer">Who is signed in; null when nobody is.</param>
/// <param name="Sample">Set on a hub that holds sample data.</param>
/// <param name="Links">The service navigation: only what this person may use, in order.</param>
internal sealed record ShellView(Viewer? Viewer, SampleHub? Sample, IReadOnlyList<NavigationLink> Links)
{
    /// <summary>The frame when nothing is known: brand, page and footer.</summary>
    public static ShellView Bare { get; } = new(null, null, []);
}

/// <summary>The signed-in person as the header names them.</summary>
/// <param name="Name">Such as "Ruth Adeyemi".</param>
/// <param name="Role">In the field's words, such as "MASH manager".</param>
/// <param name="Agency">Such as "Children’s Trust".</param>
/// <param name="SignOutPath">Where the sign-out form posts to.</param>
internal sealed record Viewer(string Name, string Role, string Agency, string SignOutPath);

/// <summary>The banner of a hub with sample data.</summary>
/// <param name="DomainNow">The time that the hub's own clocks show.</param>
internal sealed record SampleHub(DateTimeOffset DomainNow);

/// <summary>One link of the service navigation.</summary>
/// <param name="Section">What a page names in <c>ViewData["Section"]</c> to be shown as the current one.</param>
internal sealed record NavigationLink(string Text, string Path, string Section);

/// <summary>Knows who is signed in and what they may reach. Asked once for each page, after the page itself was rendered.</summary>
internal interface IShellSource
{
    ValueTask<ShellView> GetAsync(HttpContext context, CancellationToken cancellation);
}

/// <summary>The frame of a front door at which nobody can sign in.</summary>
internal sealed class SignedOutShell : IShellSource
{
    public ValueTask<ShellView> GetAsync(HttpContext context, CancellationToken cancellation) => ValueTask.FromResult(ShellView.Bare);
}
