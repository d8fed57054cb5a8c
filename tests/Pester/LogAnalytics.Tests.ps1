# Send-TlsReportRow.ps1 of examples/LogAnalytics with a substitute of the Logs Ingestion API.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/GraphStub.ps1"
    . "$PSScriptRoot/IngestionStub.ps1"
    $folder = (Resolve-Path "$PSScriptRoot/../../examples/LogAnalytics").ProviderPath
    $script = Join-Path $TestDrive 'Send-TlsReportRow.ps1'
    [System.IO.File]::WriteAllText($script, ((Get-Content -LiteralPath (Join-Path $folder 'Send-TlsReportRow.ps1') -Raw) -replace '(?m)^#requires -Modules.*$'))
    $mails = New-Item -ItemType Directory (Join-Path $TestDrive 'mails')
    # 60 reports of 4 days
    0..3 | ForEach-Object { for ($i = $_; $i -lt 300; $i += 20) { $i } } | ForEach-Object { [System.IO.File]::WriteAllText((Join-Path $mails.FullName "$_.eml"), (New-ReportMail $_ "d$($_ % 7).test")) }
    $archive = Join-Path $TestDrive 'archive'
    Read-TlsRptReport $mails.FullName | Export-TlsRptReport $archive

    # The cmdlets of Az.Accounts. A token ends after an hour; waiting is noted instead of done.
    $cloud = @{ Tokens = 0; Expires = [DateTimeOffset]::UtcNow.AddHours(1); IsSecure = $false; Waits = [System.Collections.ArrayList]::new() }
    function Connect-AzAccount { param([switch] $Identity) if (-not $Identity) { throw 'A runbook has no user.' } }
    function Get-AzAccessToken {
        param($ResourceUrl)
        if ($ResourceUrl -ne 'https://monitor.azure.com') { throw "The service does not take a token for '$ResourceUrl'." }
        $cloud.Tokens++
        $token = if ($cloud.IsSecure) { ConvertTo-SecureString 'token-of-the-test' -AsPlainText -Force } else { 'token-of-the-test' }
        [pscustomobject]@{ Token = $token; ExpiresOn = $cloud.Expires }
    }
    function Start-Sleep { param($Seconds) [void] $cloud.Waits.Add($Seconds) }

    function Invoke-Post([hashtable] $Parameter = @{}) {
        $everything = @{ Path = $archive; JournalPath = $journal; Endpoint = $logs.Root; RuleId = $logs.RuleId } + $Parameter
        & $script @everything
    }
}

Describe 'Send-TlsReportRow.ps1' {
    BeforeEach {
        $logs = Start-IngestionStub -Template (Join-Path $folder 'template.json')
        $journal = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        $cloud.Waits.Clear()
        $cloud.Tokens = 0
        $cloud.IsSecure = $false
        $cloud.Expires = [DateTimeOffset]::UtcNow.AddHours(1)
    }

    AfterEach {
        Stop-LoopbackStub $logs
    }

    It 'posts each row once in requests that the service takes' {
        $sent = @(Invoke-Post)
        $logs.Violations | Should -BeNullOrEmpty
        ($sent | Measure-Object Rows -Sum).Sum | Should -Be 60
        $logs.Rows.Count | Should -Be 60
        @($logs.Rows | Sort-Object -Unique).Count | Should -Be 60
        $cloud.Tokens | Should -Be 1
        Invoke-Post | Should -BeNullOrEmpty
        $logs.Rows.Count | Should -Be 60
    }

    It 'splits files into batches of the given size' {
        $cloud.IsSecure = $true
        $sent = @(Invoke-Post @{ BatchBytes = 2500 })
        $logs.Violations | Should -BeNullOrEmpty
        @($logs.Rows | Sort-Object -Unique).Count | Should -Be 60
        ($sent | Measure-Object Requests -Sum).Sum | Should -BeGreaterThan $sent.Count
    }

    It 'halves a batch that the service calls too large' {
        $logs.MostBytes = 2500
        $null = Invoke-Post
        $logs.Rows.Count | Should -Be 60
    }

    It 'waits as long as the service says, repeats the request with the same id, and fetches a token that ends soon again' {
        $cloud.Expires = [DateTimeOffset]::UtcNow.AddMinutes(1)
        foreach ($fault in '429 7', '503', '500 9999') { $logs.Faults.Enqueue($fault) }
        $null = Invoke-Post
        $cloud.Waits | Should -Be 7, 2, 300
        $logs.Requests[0..3] | Select-Object -Unique | Should -HaveCount 1
        $logs.Rows.Count | Should -Be 60
        $cloud.Tokens | Should -BeGreaterThan 3
    }

    It 'goes on after a fault that ended it, with what was not taken' {
        1..6 | ForEach-Object { $logs.Faults.Enqueue('503') }
        { Invoke-Post @{ Retries = 2 } } | Should -Throw '*503*tried 3 times*'
        { Invoke-Post @{ Retries = 2 } } | Should -Throw '*Run the script again*'
        $null = Invoke-Post
        @($logs.Rows).Count | Should -Be 60
    }

    It 'goes on after each batch at which it was stopped, and a journal line that was cut off counts as missing' {
        while ($true) {
            $logs.Faults.Clear()
            $before = $logs.Rows.Count
            $null = Invoke-Post @{ BatchBytes = 2500 } | Select-Object -First 1
            if ($logs.Rows.Count -eq $before) { break }
        }
        @($logs.Rows).Count | Should -Be 60
        [System.IO.File]::WriteAllText($journal, ([System.IO.File]::ReadAllText($journal) -replace "done`n$", 'do'))
        $null = Invoke-Post
        @($logs.Rows).Count | Should -Be 60
    }

    It 'names the rows that the service refuses, and posts the others' {
        $logs.Refused = '"ReportId":"63"'
        { Invoke-Post @{ BatchBytes = 1500; WarningAction = 'SilentlyContinue' } } | Should -Throw 'Rows were not posted*'
        $warnings = @(try { Invoke-Post @{ BatchBytes = 1500; WarningAction = 'Continue' } 3>&1 } catch { $null = $_ })
        "$warnings" | Should -Match 'Rows? \d+ (to \d+ )?of date=.* (was|were) not taken: HTTP status 400 InvalidRecord A record is refused'
        "$warnings" | Should -Not -Match ([char] 27)
        $logs.Rows.Count | Should -Be 59
        $logs.Refused = ''
        $null = Invoke-Post
        @($logs.Rows | Sort-Object -Unique).Count | Should -Be 60
        $logs.Rows.Count | Should -Be 60
    }

    It 'ends when the identity has no right, and never shows the token' {
        $logs.Token = 'another token'
        $streams = @(try { Invoke-Post @{ Verbose = $true; Debug = $true } *>&1 } catch { $_ })
        "$streams" | Should -Match '401 InvalidToken The token is not valid\. Check.*Monitoring Metrics Publisher'
        "$($streams | Out-String)" | Should -Not -Match 'token-of-the-test'
        $logs.Requests.Count | Should -Be 1
    }

    It 'refuses a plain HTTP address and a folder that is not there' {
        { & $script -Path $archive -JournalPath $journal -Endpoint 'http://logs.contoso.com' -RuleId $logs.RuleId } | Should -Throw '*https://*'
        { & $script -Path (Join-Path $TestDrive 'none') -JournalPath $journal -Endpoint $logs.Root -RuleId $logs.RuleId } | Should -Throw '*Export-TlsRptReport*'
    }

    It 'names a damaged file and a row of another version, and posts the rest' {
        $copy = Join-Path $TestDrive "copy-$([guid]::NewGuid())"
        Copy-Item -LiteralPath $archive -Destination $copy -Recurse
        $files = @(Get-ChildItem -LiteralPath $copy -Recurse -Filter *.gz | Sort-Object FullName)
        $octets = [System.IO.File]::ReadAllBytes($files[0].FullName)
        [System.IO.File]::WriteAllBytes($files[0].FullName, $octets[0..40])
        $memory = New-Object System.IO.MemoryStream
        $gzip = New-Object System.IO.Compression.GZipStream $memory, ([System.IO.Compression.CompressionMode]::Compress)
        $gzip.Write([System.Text.Encoding]::ASCII.GetBytes("{`"SchemaVersion`":2}`n"), 0, 20)
        $gzip.Dispose()
        [System.IO.File]::WriteAllBytes($files[1].FullName, $memory.ToArray())
        $warnings = @(try { & $script -Path $copy -JournalPath $journal -Endpoint $logs.Root -RuleId $logs.RuleId 3>&1 } catch { $null = $_ })
        "$($warnings | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })" | Should -Match 'schema version 1'
        $logs.Rows.Count | Should -Be 30
    }
}
