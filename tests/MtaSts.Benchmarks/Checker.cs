using System;
using System.Globalization;
using System.Threading.Tasks;

namespace MtaSts.Benchmarks;

/// <summary>
/// Tests synthetic domains of the lab: 2,000 with a wait of 20 ms on every network step, against the time that the waits
/// alone take; and the memory of 20,000 domains against that of 200. Lab and checker are separate processes.
/// </summary>
internal static class Checker
{
    private const int ThrottleLimit = 64;
    private const int SpeedDomains = 2_000;
    private const int DelayMs = 20;
    private const double WantedRatio = 1.5;
    private const int FewDomains = 200;
    private const int ManyDomains = 20_000;
    private const double WantedMegabytes = 30;

    // MX, its address, greeting, EHLO, STARTTLS, QUIT: each waits once in the lab.
    private const int StepsOnLongestPath = 6;

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["lab", string delay]) return await CheckerLab.ServeAsync(int.Parse(delay, CultureInfo.InvariantCulture));
        if (args is ["child", string line, string count]) return await CheckerChild.RunAsync(line, int.Parse(count, CultureInfo.InvariantCulture), ThrottleLimit);

        var bound = StepsOnLongestPath * DelayMs / 1000d * SpeedDomains / ThrottleLimit;
        double seconds;
        using (var lab = Child.Start("checker", "lab", Text(DelayMs)))
            seconds = Measure(await lab.ReadLineAsync(), SpeedDomains).Seconds;
        var ratio = seconds / bound;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{SpeedDomains:#,0} domains, {DelayMs} ms a step, {ThrottleLimit} at once: {seconds:0.00} s; the waits alone {bound:0.00} s; ratio {ratio:0.00} (wanted: at most {WantedRatio:0.0})"));

        double few, many;
        using (var lab = Child.Start("checker", "lab", "0"))
        {
            var ports = await lab.ReadLineAsync();
            few = Measure(ports, FewDomains).Megabytes;
            var run = Measure(ports, ManyDomains);
            many = run.Megabytes;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ManyDomains:#,0} domains without waits: {run.Seconds:0.0} s, {ManyDomains / run.Seconds:#,0} a second"));
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"peak memory: {FewDomains:#,0} domains {few:0} MB, {ManyDomains:#,0} domains {many:0} MB, {many - few:0} MB more (wanted: at most {WantedMegabytes:0})"));
        return ratio <= WantedRatio && many - few <= WantedMegabytes ? 0 : 1;
    }

    private static (double Seconds, double Megabytes) Measure(string lab, int count)
    {
        using var child = Child.Start("checker", "child", lab, Text(count));
        var words = child.ReadLineAsync().GetAwaiter().GetResult().Split(' ');
        return (double.Parse(words[0], CultureInfo.InvariantCulture), double.Parse(words[1], CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
