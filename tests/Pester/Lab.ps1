# Starts and stops the served lab, for the suite and for FolderLab.ps1. It stops automatically when its standard input closes.

function Start-Lab {
    $project = Join-Path $PSScriptRoot '../../src/MtaSts.Lab'
    & dotnet build $project --configuration Release --nologo --verbosity quiet | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'The lab could not be built.' }
    $settings = [System.IO.Path]::GetTempFileName()
    $dll = Join-Path $project 'bin/Release/net10.0/MtaSts.Lab.dll'
    $process = Start-LabProcess $dll ('--json "{0}"' -f $settings)

    # The file is written directly after the last line, and has its name only when it is complete; until then it is empty.
    for ($i = 0; $i -lt 100 -and (Get-Item -LiteralPath $settings).Length -eq 0; $i++) { Start-Sleep -Milliseconds 50 }
    New-Object PSObject -Property @{ Process = $process; Settings = $settings }
}

function Stop-Lab($Lab) {
    Stop-LabProcess $Lab.Process
    Remove-Item -LiteralPath $Lab.Settings -ErrorAction SilentlyContinue
}

# Serves the lab with these additional arguments, and returns when it is ready.
function Start-LabProcess([string] $Dll, [string] $Arguments) {
    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', ('"{0}" --serve --until-stdin-closes {1}' -f $Dll, $Arguments)
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    while ($true) {
        $line = $process.StandardOutput.ReadLine()
        if ($null -eq $line) { throw 'The lab did not start.' }
        if ($line -like 'Stops when*') { return $process }
    }
}

function Stop-LabProcess($Process) {
    $Process.StandardInput.Close()
    if (-not $Process.WaitForExit(10000)) { $Process.Kill() }
}
