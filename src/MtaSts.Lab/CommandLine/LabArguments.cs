using System;
using System.Collections.Generic;
using System.Globalization;
using MtaSts.Lab.Tls;

namespace MtaSts.Lab.CommandLine;

/// <summary>The command of the lab.</summary>
internal enum LabCommand
{
    Run,
    List,
    Serve,
    Shell,
    Report,
    Help,
}

/// <summary>The parsed command line.</summary>
internal sealed record LabArguments
{
    public LabCommand Command { get; init; } = LabCommand.Run;

    public int? DnsPort { get; init; }

    public int? HttpsPort { get; init; }

    public int? SmtpPort { get; init; }

    public LabKeyKind Keys { get; init; }

    public string? JsonPath { get; init; }

    public bool StopsWithInput { get; init; }

    public string? FolderPath { get; init; }

    public string? ReportPath { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">The command line is not valid; the message shows the fault and the valid options.</exception>
    public static LabArguments Read(IReadOnlyList<string> arguments)
    {
        var read = new LabArguments();
        for (var i = 0; i < arguments.Count; i++)
        {
            read = arguments[i] switch
            {
                "--help" or "-h" or "-?" => read with { Command = LabCommand.Help },
                "--list" => read.Choose(LabCommand.List),
                "--serve" => read.Choose(LabCommand.Serve),
                "--shell" => read.Choose(LabCommand.Shell),
                "--report" => read.Choose(LabCommand.Report) with { ReportPath = Value(arguments, ref i) },
                "--dns-port" => read with { DnsPort = Port(arguments, ref i) },
                "--https-port" => read with { HttpsPort = Port(arguments, ref i) },
                "--smtp-port" => read with { SmtpPort = Port(arguments, ref i) },
                "--keys" => read with { Keys = Kind(arguments, ref i) },
                "--json" => read with { JsonPath = Value(arguments, ref i) },
                "--folder" => read with { FolderPath = Value(arguments, ref i) },
                "--until-stdin-closes" => read with { StopsWithInput = true },
                var other =>
                    throw new ArgumentException(
                        $"'{other}' is not an option of the lab. Options: --list, --serve, --shell, --report, --dns-port, --https-port, --smtp-port, --keys, "
                            + "--json, --folder, --until-stdin-closes, --help."),
            };
        }

        if (read.Command != LabCommand.Serve && read.Command != LabCommand.Help
            && (read.JsonPath is not null || read.FolderPath is not null || read.StopsWithInput))
        {
            throw new ArgumentException("--json, --folder and --until-stdin-closes are valid only with --serve.");
        }

        return read;
    }

    /// <summary>The lab that the command line describes, with all scenarios.</summary>
    public LabOptions ToOptions() => new() { DnsPort = DnsPort, HttpsPort = HttpsPort, SmtpPort = SmtpPort, Keys = Keys };

    private LabArguments Choose(LabCommand command) =>
        Command == LabCommand.Run || Command == command
            ? this with { Command = command }
            : throw new ArgumentException("--list, --serve, --shell and --report cannot be combined.");

    private static string Value(IReadOnlyList<string> arguments, ref int i) =>
        ++i < arguments.Count
            ? arguments[i]
            : throw new ArgumentException($"{arguments[i - 1]} needs a value.");

    private static LabKeyKind Kind(IReadOnlyList<string> arguments, ref int i)
    {
        var value = Value(arguments, ref i);
        return value.ToLowerInvariant() switch
        {
            "ecdsa" => LabKeyKind.Ecdsa,
            "rsa" => LabKeyKind.Rsa,
            _ => throw new ArgumentException($"'{value}' is not a valid value for --keys. Use ecdsa or rsa."),
        };
    }

    private static int Port(IReadOnlyList<string> arguments, ref int i)
    {
        var option = arguments[i];
        var value = Value(arguments, ref i);
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new ArgumentException($"'{value}' is not a valid port for {option}. Use a number from 1 to 65535.");
    }
}
