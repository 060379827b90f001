using Mash.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Staff;

/// <summary>A checked authorization request: first pushed by the client, then, when the person must sign in, held while they do.</summary>
internal sealed record AuthorizationRequest
{
    /// <summary>From the push to the browser's arrival.</summary>
    public static readonly TimeSpan PushedLifetime = TimeSpan.FromSeconds(60);

    /// <summary>For the person to sign in.</summary>
    public static readonly TimeSpan SignInLifetime = TimeSpan.FromMinutes(15);

    /// <summary>SHA-256 of the handle that the browser carries, base64url.</summary>
    public required string HandleHash { get; init; }

    public required RequestStage Stage { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string Scope { get; init; }

    public required string CodeChallenge { get; init; }

    public string? State { get; init; }

    public string? Nonce { get; init; }

    /// <summary><c>none</c>, <c>login</c> or null.</summary>
    public string? Prompt { get; init; }

    /// <summary>Seconds since the sign-in that the client accepts.</summary>
    public int? MaxAge { get; init; }

    /// <summary>Values of <c>acr</c> of which the client needs one, separated by spaces; null when any will do.</summary>
    public string? AcrValues { get; init; }

    /// <summary>Who is signing in, once their password was right; null before.</summary>
    public Guid? AccountId { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

/// <summary>How far a request has come.</summary>
internal enum RequestStage
{
    /// <summary>The client has sent it; the browser has not come yet.</summary>
    Pushed,

    /// <summary>Waits for a passkey or a password.</summary>
    SignIn,

    /// <summary>The password was right; waits for the second factor.</summary>
    SecondFactor,

    /// <summary>The password was right and there is no second factor yet; waits until one is added.</summary>
    Enrol,

    /// <summary>The person is signed in and reads something before going on.</summary>
    Done,
}

internal sealed class AuthorizationRequestMapping : IEntityTypeConfiguration<AuthorizationRequest>
{
    public void Configure(EntityTypeBuilder<AuthorizationRequest> builder)
    {
        builder.ToTable("authorization_request");
        builder.HasKey(request => request.HandleHash);
        builder.Property(request => request.Stage).HasConversion<string>();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(request => request.AccountId);
    }
}
