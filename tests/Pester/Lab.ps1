# Starts and stops the served lab for the suite. It stops by itself when its standard input closes.

function Start-Lab {
    $project = Join-Path $PSScriptRoot '../../src/MtaSts.Lab'
    & dotnet build $project --configuration Release --nologo --verbosity quiet | Out-Null
    if ($LASTEXITCODE -ne 0) { throw 'The lab could not be built.' }
    $settings = [System.IO.Path]::GetTempFileName()
    $dll = Join-Path $project 'bin/Release/net10.0/MtaSts.Lab.dll'
    $start = New-Object System.Diagnostics.ProcessStartInfo 'dotnet', ('"{0}" --serve --until-stdin-closes --json "{1}"' -f $dll, $settings)
    $start.UseShellExecute = $false
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $process = [System.Diagnostics.Process]::Start($start)
    while ($true) {
        $line = $process.StandardOutput.ReadLine()
        if ($null -eq $line) { throw 'The lab did not start.' }
        if ($line -like 'Stops when*') { break }
    }
    New-Object PSObject -Property @{ Process = $process; Settings = $settings }
}

function Stop-Lab($Lab) {
    $Lab.Process.StandardInput.Close()
    if (-not $Lab.Process.WaitForExit(10000)) { $Lab.Process.Kill() }
    Remove-Item -LiteralPath $Lab.Settings -ErrorAction SilentlyContinue
}
