namespace Mash.Hub.Errors;

/// <summary>
/// Carries a <see cref="Problem"/> through code that has no other way out, for example a gRPC handler or the write queue.
/// Its message is the reason only, so that a log that prints it prints nothing personal.
/// </summary>
#pragma warning disable CA1032 // An exception without a problem would say nothing.
internal sealed class ProblemException(Problem problem) : Exception(problem.Reason)
#pragma warning restore CA1032
{
    public Problem Problem { get; } = problem;
}
