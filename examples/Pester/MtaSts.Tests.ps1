<#
.SYNOPSIS
    Turns the checks of Test-MtaSts into Pester tests: one per domain and check. For Pester 5, and for Maester, which runs
    the Pester tests of a folder.

.DESCRIPTION
    A check that fails or warns is a failed test, whose message is the evidence and the fix. A check that is Unknown or
    Skipped is a skipped test with the reason, so that nothing looks tested that was not.

    Run it and write a report for the build server:

        $container = New-PesterContainer -Path ./MtaSts.Tests.ps1 -Data @{ DomainName = 'contoso.com', 'fabrikam.com' }
        $configuration = New-PesterConfiguration
        $configuration.Run.Container = $container
        $configuration.TestResult.Enabled = $true
        $configuration.TestResult.OutputFormat = 'JUnitXml'
        $configuration.TestResult.OutputPath = 'mta-sts.xml'
        Invoke-Pester -Configuration $configuration

    For Maester put the file into the folder with your custom tests, and the domains into the environment variable
    MTASTS_DOMAINS, separated by commas.

.PARAMETER DomainName
    The domains. By default those of the environment variable MTASTS_DOMAINS.

.PARAMETER Parameter
    More parameters for Test-MtaSts, for example @{ SkipStartTls = $true } where port 25 is closed.
#>
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'Pester blocks use them.')]
param(
    [string[]] $DomainName = @("$env:MTASTS_DOMAINS" -split '[,;\s]+' | Where-Object { $_ }),

    [hashtable] $Parameter = @{}
)

BeforeDiscovery {
    if (-not $DomainName) { throw 'Name the domains with -DomainName or in the environment variable MTASTS_DOMAINS.' }

    # The whole name: the module DNSHealth has a cmdlet called Test-MtaSts too.
    $domains = @(
        foreach ($result in $DomainName | MtaSts\Test-MtaSts @Parameter) {
            @{
                Domain = $result.DomainName
                Checks = @(
                    foreach ($check in $result.Checks) {
                        @{ Id = $check.Id; Title = $check.Title; Status = "$($check.Status)"; Detail = $check.Detail; Fix = $check.Fix }
                    }
                )
            }
        }
    )
}

Describe 'MTA-STS of <Domain>' -Tag 'MtaSts' -ForEach $domains {
    It '<Id>: <Title>' -ForEach $Checks {
        if ($Status -in 'Unknown', 'Skipped') {
            Set-ItResult -Skipped -Because "$Status. $Detail"
            return
        }

        $Status | Should -BeIn 'Pass', 'Info' -Because "$Detail $Fix"
    }
}
