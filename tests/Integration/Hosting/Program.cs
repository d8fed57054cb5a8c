using System;
using System.IO;
using MtaSts;
using MtaSts.Integration;
using MtaSts.Integration.Hosting;

var folder = Directory.CreateTempSubdirectory("mtasts-hosting-").FullName;
if (!OperatingSystem.IsWindows())
{
    File.SetUnixFileMode(
        folder,
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
}

var outcome = new Outcome(Console.Out);
try
{
    await using var bench = await Bench.OpenAsync(folder);
    await Trial.RunAsync(bench, outcome, SiteKind.Nginx, Setup.Nginx);
    await Trial.RunAsync(bench, outcome, SiteKind.Apache, Setup.Apache);
    await Trial.RunAsync(bench, outcome, SiteKind.Caddy, Setup.Caddy);
    await Trial.RunAsync(bench, outcome, SiteKind.CloudflareWorker, Setup.Worker);
    await Trial.RunAsync(bench, outcome, SiteKind.CloudflareWorker, Setup.Workerd);
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return outcome.End();
