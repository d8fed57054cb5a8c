using System;
using System.IO;
using MtaSts.Engines;
using MtaSts.Integration;

if (args.Length > 0) return Scale.Run(args);

var folder = Directory.CreateTempSubdirectory("mtasts-engines-").FullName;
var outcome = new Outcome(Console.Out);
try
{
    for (var seed = 1; seed <= 4; seed++) MeasureTrial.Run(outcome, Path.Combine(folder, $"it's {seed}"), MadeReports.Every(seed, 1500));
    PanelTrial.Run(outcome, Path.Combine(folder, "panels"));
    SenderTrial.Run(outcome, Path.Combine(folder, "senders"));
}
catch (Exception error)
{
    outcome.Check("The tests run to their end", false, error.ToString());
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return outcome.End("engines");
