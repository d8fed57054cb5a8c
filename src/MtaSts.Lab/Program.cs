using System;
using MtaSts.Lab.CommandLine;

LabArguments arguments;
try
{
    arguments = LabArguments.Read(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}

try
{
    return arguments.Command switch
    {
        LabCommand.Help => HelpCommand.Run(Console.Out),
        LabCommand.List => ListCommand.Run(Console.Out),
        LabCommand.Serve => await ServeCommand.RunAsync(arguments, Console.In, Console.Out),
        LabCommand.Shell => await ShellCommand.RunAsync(arguments, Console.Out),
        LabCommand.Report => await ReportCommand.RunAsync(arguments, Console.Out),
        _ => await RunCommand.RunAsync(arguments, Console.Out),
    };
}
catch (Exception e) when (e is InvalidOperationException or System.IO.IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
