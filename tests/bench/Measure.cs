using System.Diagnostics;

namespace Mash.Bench;

/// <summary>One measured load.</summary>
/// <param name="PerSecond">Finished calls per second.</param>
/// <param name="P50">Median time of a call in milliseconds.</param>
/// <param name="P99">99th percentile in milliseconds.</param>
/// <param name="CpuMicroseconds">Processor time of the whole process (client and hub) for each call: steadier than the rate on a busy machine.</param>
internal sealed record Figure(double PerSecond, double P50, double P99, double CpuMicroseconds);

/// <summary>Runs closed loops: so many callers, each with one call in flight, for so long after a warm-up.</summary>
internal static class Measure
{
    public static async Task<Figure> LoopAsync(int inFlight, TimeSpan warmUp, TimeSpan duration, Func<int, Task> call)
    {
        await RunAsync(inFlight, warmUp, call);
        var cpu = Environment.CpuUsage.TotalTime;
        var (times, elapsed) = await RunAsync(inFlight, duration, call);
        cpu = Environment.CpuUsage.TotalTime - cpu;
        times.Sort();
        return new Figure(times.Count / elapsed.TotalSeconds, At(times, 0.50), At(times, 0.99), cpu.TotalMicroseconds / times.Count);
    }

    /// <summary>Times one piece of work that handles so many items.</summary>
    public static async Task<Figure> OnceAsync(int items, Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        await work();
        var elapsed = Stopwatch.GetElapsedTime(start);
        return new Figure(items / elapsed.TotalSeconds, double.NaN, double.NaN, (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / items);
    }

    private static async Task<(List<double> Times, TimeSpan Elapsed)> RunAsync(int inFlight, TimeSpan duration, Func<int, Task> call)
    {
        var start = Stopwatch.GetTimestamp();
        var loops = Enumerable.Range(0, inFlight).Select(index => Task.Run(async () =>
        {
            var times = new List<double>();
            while (Stopwatch.GetElapsedTime(start) < duration)
            {
                var began = Stopwatch.GetTimestamp();
                await call(index);
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }
            return times;
        })).ToList();
        var all = (await Task.WhenAll(loops)).SelectMany(times => times).ToList();
        return (all, Stopwatch.GetElapsedTime(start));
    }

    private static double At(List<double> sorted, double share) => sorted.Count == 0 ? double.NaN : sorted[(int)(share * (sorted.Count - 1))];
}
