namespace Mash.Identity.Staff;

/// <summary>How well a person proved who they are: the values of <c>acr</c> and, in <c>amr</c> (RFC 8176), by which means.</summary>
internal static class AuthenticationContext
{
    /// <summary>One factor: a password.</summary>
    public const string Password = "urn:mash:acr:password";

    /// <summary>Two factors: a password with a code of an authenticator app, or with a recovery code.</summary>
    public const string MultiFactor = "urn:mash:acr:mfa";

    /// <summary>A passkey whose holder was verified by the device. It cannot be phished.</summary>
    public const string Passkey = "urn:mash:acr:passkey";

    public const string PasswordMethods = "pwd";

    public const string CodeMethods = "pwd otp";

    /// <summary>A key that the device holds, and a test that the person was there and was the one.</summary>
    public const string PasskeyMethods = "hwk user";

    /// <summary>All values, the strongest first.</summary>
    public static readonly string[] All = [Passkey, MultiFactor, Password];

    /// <summary>Whether a sign-in satisfies what the client asked for: one of its values, a stronger one, or anything when it asked for none.</summary>
    /// <param name="acr">What the sign-in reached.</param>
    /// <param name="acrValues">Values separated by spaces; null when the client asked for none.</param>
    public static bool Satisfies(string acr, string? acrValues) => acrValues is null || acrValues.Split(' ').Any(value => Strength(acr) <= Strength(value));

    /// <summary>Whether anything that can be done here would satisfy the client.</summary>
    public static bool CanBeReached(string? acrValues) => acrValues is null || acrValues.Split(' ').Intersect(All, StringComparer.Ordinal).Any();

    /// <summary>Whether a password alone would satisfy the client.</summary>
    public static bool TakesPasswordAlone(string? acrValues) => Satisfies(Password, acrValues);

    /// <summary>Place among all, 0 the strongest; below every place for a value that is not spoken here, which nothing satisfies.</summary>
    private static int Strength(string acr) => Array.IndexOf(All, acr);
}
