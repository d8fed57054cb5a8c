@{
    # Windows PowerShell 5.1 loads the netstandard2.0 build, PowerShell 7 the net8.0 build. DnsClient, which each loads with
    # the first DNS question, meets no other module's: see THIRD-PARTY-NOTICES.txt and the README.
    RootModule           = if ($PSEdition -eq 'Core') { 'bin/net8.0/MtaSts.PowerShell.dll' } else { 'bin/netstandard2.0/MtaSts.PowerShell.dll' }
    ModuleVersion        = '0.2.0'
    GUID                 = '6f0f5a0e-6a0c-4b7a-9f0c-5d7f3b1c9e42'
    Author               = 'The MtaSts contributors'
    CompanyName          = 'The MtaSts contributors'
    Copyright            = '(c) The MtaSts contributors. MIT license.'
    Description          = 'Deploy, diagnose and stage MTA-STS (RFC 8461) and TLS-RPT (RFC 8460) for mail domains: test the whole deployment as a sender sees it, write and publish policies and records, stage from testing to enforce on evidence, read TLS reports, roll back.'
    PowerShellVersion    = '5.1'
    DotNetFrameworkVersion = '4.7.2'
    CompatiblePSEditions = @('Desktop', 'Core')
    # Written when the module is laid out.
    FormatsToProcess     = @()
    # When the module is laid out, MtaSts.Import.psm1 takes its place.
    NestedModules        = @('src/MtaSts.PowerShell/Types/NotLaidOut.psm1')
    # Written when the module is laid out.
    FileList             = @()
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    CmdletsToExport      = @(
        'Compare-MtaSts'
        'ConvertFrom-MtaStsPolicy'
        'ConvertFrom-MtaStsRecord'
        'ConvertFrom-TlsRptRecord'
        'Export-MtaStsReport'
        'Export-MtaStsSite'
        'Export-TlsRptReport'
        'Get-MtaStsMx'
        'Get-MtaStsPolicy'
        'Get-MtaStsRecord'
        'Get-MtaStsRolloutPlan'
        'Get-TlsRptRecord'
        'Get-TlsRptResultType'
        'Measure-TlsRptReport'
        'New-MtaStsPolicy'
        'New-MtaStsRecord'
        'New-TlsRptRecord'
        'Read-TlsRptReport'
        'Receive-TlsRptReport'
        'Step-MtaStsPolicy'
        'Test-MtaSts'
    )
    PrivateData          = @{
        PSData = @{
            Tags         = @('MTA-STS', 'TLS-RPT', 'SMTP', 'TLS', 'STARTTLS', 'Email', 'Security', 'Microsoft365', 'ExchangeOnline', 'DNS', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            # No ProjectUri: the project has no public address yet, and one that leads nowhere is worse than none.
            # Written when the module is laid out, from CHANGELOG.md.
            ReleaseNotes = ''
        }
    }
}
