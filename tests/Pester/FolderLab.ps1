# The laid-out module, and a lab with a domain that a test can change. Dot-source it in BeforeDiscovery or BeforeAll.
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path "$PSScriptRoot/../..").Path
. "$PSScriptRoot/Lab.ps1"

function Import-StagedModule {
    $manifest = if ($env:MTASTS_MODULE) { $env:MTASTS_MODULE } else { Get-ChildItem "$root/output/MtaSts/*/MtaSts.psd1" | Select-Object -First 1 -ExpandProperty FullName }
    if (-not $manifest) { throw 'The module is not laid out. Run: dotnet build src/MtaSts.PowerShell -c Release -t:LayOutModule' }
    Import-Module $manifest -Global
}

# Returns the folder (files in it are served at once), the parameters for live cmdlets, and the process.
function Start-FolderLab {
    $folder = Join-Path ([IO.Path]::GetTempPath()) "mtasts-folder-$([guid]::NewGuid().ToString('N'))"
    New-Item -ItemType Directory $folder | Out-Null
    $json = Join-Path $folder 'lab.json'
    $dll = Get-ChildItem "$root/src/MtaSts.Lab/bin/*/*/MtaSts.Lab.dll" | Sort-Object LastWriteTime -Descending | Select-Object -First 1
    if (-not $dll) { throw 'The lab is not built. Run: dotnet build src/MtaSts.Lab' }
    $process = Start-LabProcess $dll.FullName ('--folder "{0}" --json "{1}"' -f $folder, $json)

    # The file is written directly after the last line, and has its name only when it is complete.
    for ($i = 0; $i -lt 100 -and -not (Test-Path $json); $i++) { Start-Sleep -Milliseconds 50 }
    $lab = Get-Content $json -Raw | ConvertFrom-Json
    [pscustomobject]@{
        Folder  = $folder
        Process = $process
        Net     = @{ Server = $lab.Server; HttpsPort = $lab.HttpsPort; SmtpPort = $lab.SmtpPort; TrustedRoot = $lab.TrustedRoot; AllowPrivateAddress = $true }
        Dns     = @{ Server = $lab.Server }
    }
}

function Stop-FolderLab($lab) {
    if (-not $lab) { return }
    Stop-LabProcess $lab.Process
    Remove-Item $lab.Folder -Recurse -Force
}

# One report per day up to yesterday, with only successful sessions, under the given policy.
function New-Report([string] $Domain, [string] $Policy, [int] $Days, [int] $FailuresOnDay = -1) {
    foreach ($day in $Days..1) {
        $start = [datetime]::UtcNow.Date.AddDays(-$day)
        $failed = if ($day -eq $FailuresOnDay) { 3 } else { 0 }
        foreach ($organization in 'Sender One', 'Sender Two') {
            $details = [MtaSts.TlsReportFailure[]]@(if ($failed) { [MtaSts.TlsReportFailure]@{ ResultType = 'certificate-expired'; FailedSessionCount = $failed } })
            $inner = [MtaSts.TlsReportPolicy]@{
                PolicyType     = 'sts'
                PolicyDomain   = $Domain
                PolicyString   = [MtaSts.Text.ReadableList[string]]::new([string[]]($Policy -split '\r?\n'))
                SuccessCount   = 10
                FailureCount   = $failed
                FailureDetails = [MtaSts.Text.ReadableList[MtaSts.TlsReportFailure]]::new($details)
            }
            [MtaSts.TlsReport]@{
                OrganizationName = $organization
                ReportId         = "$organization-$($start.ToString('yyyyMMdd'))-$Domain"
                StartDate        = $start
                EndDate          = $start.AddDays(1).AddSeconds(-1)
                PolicyDomains    = [MtaSts.Text.ReadableList[string]]::new([string[]]$Domain)
                Policies         = [MtaSts.Text.ReadableList[MtaSts.TlsReportPolicy]]::new([MtaSts.TlsReportPolicy[]]$inner)
            }
        }
    }
}
