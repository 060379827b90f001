using System.Diagnostics.CodeAnalysis;

namespace Mash.Hub.Errors;

/// <summary>Done, or the <see cref="Problem"/> that stopped it. The default value is done.</summary>
internal readonly record struct Result
{
    private Result(Problem problem) => Problem = problem;

    /// <summary>What stopped it; null when done.</summary>
    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    public static Result Success => default;

    public static implicit operator Result(Problem problem) => new(problem);

    /// <exception cref="ProblemException">It was not done.</exception>
    public void ThrowIfFailed()
    {
        if (Problem is not null)
            throw new ProblemException(Problem);
    }
}

/// <summary>A value, or the <see cref="Problem"/> that stands in its place.</summary>
internal readonly record struct Result<T>
    where T : notnull
{
    private readonly T? value;

    private Result(T value) => this.value = value;

    private Result(Problem problem) => Problem = problem;

    /// <summary>Why there is no value; null when there is one.</summary>
    public Problem? Problem { get; }

    [MemberNotNullWhen(false, nameof(Problem))]
    public bool IsSuccess => Problem is null;

    /// <summary>The value.</summary>
    /// <exception cref="ProblemException">There is none.</exception>
    public T Value => Problem is null ? value! : throw new ProblemException(Problem);

    public static implicit operator Result<T>(T value) => new(value);

    public static implicit operator Result<T>(Problem problem) => new(problem);

    /// <summary>The same problem, or the value made from this one.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next)
        where TNext : notnull => Problem is null ? next(value!) : Problem;
}
