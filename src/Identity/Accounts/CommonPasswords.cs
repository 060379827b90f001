using System.Text;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Accounts;

/// <summary>
/// Refuses passwords that guessers try first: those of two embedded lists (words that many passwords are made of, and the commonest passwords of
/// 12 and more characters), also with letters swapped for signs and with digits or signs around them, one word said twice, one character or run
/// repeated, and the person's own names.
/// </summary>
internal sealed class CommonPasswords : IPasswordValidator<StaffAccount>
{
    /// <summary>Longest password that is taken; hashing longer ones would only cost.</summary>
    public const int LengthLimit = 256;

    private const int FewestDifferentCharacters = 5;
    private const int ShortestNamePart = 4;
    private static readonly HashSet<string> Known = new(Read("common-passwords.txt").Concat(LongOnes()), StringComparer.Ordinal);

    /// <summary>The commonest passwords that are long enough to be chosen, in small letters.</summary>
    public static IEnumerable<string> LongOnes() => Read("long-passwords.txt");

    public Task<IdentityResult> ValidateAsync(UserManager<StaffAccount> manager, StaffAccount user, string? password)
    {
        if (password is null || password.Length > LengthLimit)
            return Refuse("PasswordTooLong", $"Password must be {LengthLimit} characters or fewer");
        if (IsCommon(password))
            return Refuse("PasswordCommon", "Password is one that is easily guessed. Choose another, for example three random words");
        if (OwnNames(user).Any(name => password.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return Refuse("PasswordHasName", "Password must not contain your name or user name");
        return Task.FromResult(IdentityResult.Success);
    }

    /// <summary>Whether a guesser's list, or a simple rule, leads to the password.</summary>
    public static bool IsCommon(string password)
    {
        var lower = password.ToLowerInvariant();
        if (lower.Distinct().Count() < FewestDifferentCharacters)
            return true;
        var letters = Letters(lower);
        return Known.Contains(lower) || Known.Contains(letters) || Known.Contains(HalfIfTwice(letters)) || Known.Contains(HalfIfTwice(lower));
    }

    private static string Letters(string lower)
    {
        var text = new StringBuilder(lower.Trim("0123456789 .,!?*#$£%&()-_+=@/".ToCharArray()));
        foreach (var (sign, letter) in (ReadOnlySpan<(char, char)>)[('0', 'o'), ('1', 'i'), ('3', 'e'), ('4', 'a'), ('5', 's'), ('7', 't'), ('@', 'a'), ('$', 's'), ('!', 'i')])
            text.Replace(sign, letter);
        return text.ToString();
    }

    private static string HalfIfTwice(string text)
    {
        var half = text[..(text.Length / 2)];
        return half + half == text ? half : text;
    }

    private static IEnumerable<string> OwnNames(StaffAccount user)
        => $"{user.Name} {user.UserName} {user.Email?.Split('@')[0]}".Split([' ', '.', '@'], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part.Length >= ShortestNamePart);

    private static Task<IdentityResult> Refuse(string code, string description)
        => Task.FromResult(IdentityResult.Failed(new IdentityError { Code = code, Description = description }));

    private static string[] Read(string list)
    {
        using var reader = new StreamReader(typeof(CommonPasswords).Assembly.GetManifestResourceStream(list)!);
        return reader.ReadToEnd().Split(['\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
    }
}
