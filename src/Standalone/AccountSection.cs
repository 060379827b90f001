using Mash.Hub.Access.Accounts;

namespace Mash.Standalone;

/// <summary>The life of accounts.</summary>
internal sealed record AccountSection
{
    /// <summary>Days without use after which an account is closed.</summary>
    public int CloseAfterDays { get; init; } = 90;

    /// <summary>Days before closing when the person is told.</summary>
    public int WarnDays { get; init; } = 14;

    public DormancyOptions Dormancy => new() { CloseAfter = TimeSpan.FromDays(CloseAfterDays), Warning = TimeSpan.FromDays(WarnDays) };

    /// <exception cref="InvalidOperationException">A value cannot be used.</exception>
    public void Validate()
    {
        if (WarnDays < 1 || CloseAfterDays <= WarnDays || CloseAfterDays > 3650)
            throw new InvalidOperationException("Accounts:WarnDays must be at least 1 and less than Accounts:CloseAfterDays, which must be at most 3650.");
    }
}
