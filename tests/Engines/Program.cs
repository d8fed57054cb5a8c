using System;
using System.IO;
using MtaSts.Engines;
using MtaSts.Integration;

var folder = Directory.CreateTempSubdirectory("mtasts-engines-").FullName;
try
{
    var outcome = new Outcome(Console.Out);
    MeasureTrial.Run(outcome, Path.Combine(folder, "made"), MadeReports.Every(seed: 1, count: 3000));
    MeasureTrial.Run(outcome, Path.Combine(folder, "other"), MadeReports.Every(seed: 2, count: 3000));
    return outcome.End("engines");
}
finally
{
    Directory.Delete(folder, recursive: true);
}
