using System.IO;

namespace MtaSts.Lab.CommandLine;

/// <summary>Prints the usage of the lab.</summary>
internal static class HelpCommand
{
    private const string Text = """
        MtaSts.Lab: DNS, HTTPS and SMTP servers on loopback, with a private CA and scenarios: domains, healthy and broken.

          dotnet run --project src/MtaSts.Lab                 test the whole cast; exit code 1 when a verdict is not the expected one
          dotnet run --project src/MtaSts.Lab -- --list       print the scenarios: each domain with its expected verdict and meaning
          dotnet run --project src/MtaSts.Lab -- --serve      serve until Ctrl+C, and print the Test-MtaSts line to paste
          dotnet run --project src/MtaSts.Lab -- --report FILE  test the domains, create a month of TLS reports, and write the report
                                                              of Export-MtaStsReport to FILE: HTML, or JSON for a name in .json

        Options
          --dns-port N, --https-port N, --smtp-port N         fixed ports instead of free ones
          --json FILE                                         with --serve: write ports and root certificate to a file
          --folder FOLDER                                      with --serve: rollout.test serves FOLDER/mta-sts.txt, and the
                                                              DNS has the records in FOLDER/*.zone
          --until-stdin-closes                                with --serve: stop when standard input closes
          --help                                              this text
        """;

    public static int Run(TextWriter output)
    {
        output.WriteLine(Text);
        return 0;
    }
}
