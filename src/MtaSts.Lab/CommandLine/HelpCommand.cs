using System.IO;

namespace MtaSts.Lab.CommandLine;

/// <summary>Prints the usage.</summary>
internal static class HelpCommand
{
    private const string Text = """
        MtaSts.Lab: DNS, HTTPS and SMTP servers on loopback, with a private CA, for domains with and without faults.

          dotnet run --project src/MtaSts.Lab                   test all scenarios; exit code 1 if a verdict is unexpected
          dotnet run --project src/MtaSts.Lab -- --list         print all scenarios with expected verdict and description
          dotnet run --project src/MtaSts.Lab -- --shell        serve, and open a PowerShell with the module imported
          dotnet run --project src/MtaSts.Lab -- --serve        serve until Ctrl+C; print a Test-MtaSts command to paste
          dotnet run --project src/MtaSts.Lab -- --report FILE  test all scenarios, generate a month of TLS reports, and
                                                                write the report of Export-MtaStsReport to FILE: HTML,
                                                                or JSON if FILE ends in .json

        Options
          --dns-port N, --https-port N, --smtp-port N           use fixed ports instead of free ones
          --keys ecdsa, --keys rsa                              the kind of all keys; rsa is for clients without ECDSA
          --json FILE                                           with --serve: write ports and path of the root certificate to FILE
          --folder FOLDER                                       with --serve: serve FOLDER/mta-sts.txt as the policy of
                                                                rollout.test, and the DNS records in FOLDER/*.zone
          --until-stdin-closes                                  with --serve: stop when standard input closes
          --help                                                print this text
        """;

    public static int Run(TextWriter output)
    {
        output.WriteLine(Text);
        return 0;
    }
}
