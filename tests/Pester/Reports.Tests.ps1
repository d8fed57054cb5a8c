BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function New-ReportJson {
        param([string] $Id = 'r1', [string] $Organization = 'Sender Example', [string] $Domain = 'contoso.com', [string] $Day = '2026-01-10',
            [int] $Success = 10, [int] $Failure = 0, [string] $ResultType = 'certificate-expired', [string] $Mx = 'mail.contoso.com')
        $policy = [ordered]@{
            policy  = [ordered]@{ 'policy-type' = 'sts'; 'policy-string' = @('version: STSv1', 'mode: testing', "mx: $Mx", 'max_age: 86400'); 'policy-domain' = $Domain; 'mx-host' = @($Mx) }
            summary = [ordered]@{ 'total-successful-session-count' = $Success; 'total-failure-session-count' = $Failure }
        }
        if ($Failure) {
            $policy['failure-details'] = @([ordered]@{ 'result-type' = $ResultType; 'sending-mta-ip' = '192.0.2.1'; 'receiving-mx-hostname' = $Mx; 'failed-session-count' = $Failure })
        }
        [ordered]@{
            'organization-name' = $Organization
            'date-range'        = [ordered]@{ 'start-datetime' = "${Day}T00:00:00Z"; 'end-datetime' = "${Day}T23:59:59Z" }
            'contact-info'      = 'tls@sender.example'
            'report-id'         = $Id
            policies            = @($policy)
        } | ConvertTo-Json -Depth 8
    }

    function Save-Gzip([string] $Path, [string] $Text) {
        $file = [System.IO.File]::Create($Path)
        $gzip = New-Object System.IO.Compression.GZipStream $file, ([System.IO.Compression.CompressionMode]::Compress)
        $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
        $gzip.Write($bytes, 0, $bytes.Length)
        $gzip.Dispose()
        $file.Dispose()
    }

    function New-ReportMail {
        param([string] $Json, [string] $Headers = '', [string] $Type = 'application/tlsrpt+json', [string] $Name = 'r.json')
        @(
            "${Headers}From: tls@sender.example", 'Date: Sun, 11 Jan 2026 05:00:00 +0000', 'Message-ID: <m1@sender.example>', 'TLS-Report-Domain: contoso.com', 'TLS-Report-Submitter: sender.example'
            'Content-Type: multipart/report; report-type=tlsrpt; boundary="b1"', '', '--b1', 'Content-Type: text/plain', '', 'A report.'
            '--b1', "Content-Type: $Type; name=$Name", '', $Json, '--b1--', ''
        ) -join "`r`n"
    }

    function Save-Text([string] $Name, [string] $Text) {
        $path = Join-Path $TestDrive $Name
        [System.IO.File]::WriteAllText($path, $Text)
        $path
    }

    $folder = Join-Path $TestDrive 'reports'
    $null = New-Item -ItemType Directory -Path (Join-Path $folder 'sub') -Force
    Save-Gzip (Join-Path $folder 'a.json.gz') (New-ReportJson -Id a)
    Save-Gzip (Join-Path $folder 'b.json.gz') (New-ReportJson -Id b -Failure 2 -Day '2026-01-11')
    [System.IO.File]::WriteAllText((Join-Path $folder 'sub/c.json'), (New-ReportJson -Id c -Organization 'Other Example' -Day '2026-01-12'))
    [System.IO.File]::WriteAllText((Join-Path $folder 'broken.json'), (New-ReportJson -Id d).Substring(0, 200))
    [System.IO.File]::WriteAllText((Join-Path $folder 'nothing.json'), '{}')
    [System.IO.File]::WriteAllBytes((Join-Path $folder 'cut.json.gz'), [System.IO.File]::ReadAllBytes((Join-Path $folder 'a.json.gz'))[0..40])
    $broken = 'broken.json', 'cut.json.gz', 'nothing.json'
}

Describe 'Read-TlsRptReport' {
    It 'reads files piped in by Get-ChildItem' {
        $reports = @(Get-ChildItem (Join-Path $folder '[ab].json.gz') | Read-TlsRptReport)
        $reports.ReportId | Should -Be 'a', 'b'
        $reports[1].FailureCount | Should -Be 2
        $reports[1].SuccessRate | Should -BeGreaterThan 0.8
        $reports[0].StartDate.Kind | Should -Be 'Utc'
    }

    It 'reads a mixed folder and reports every damaged file once' {
        $reports = @(Read-TlsRptReport $folder -Recurse -ErrorVariable problems -ErrorAction SilentlyContinue)
        ($reports.ReportId | Sort-Object) -join ',' | Should -Be 'a,b,c'
        $problems.Count | Should -Be 3
        foreach ($name in $broken) { @($problems | Where-Object { "$_" -like "*$name*" }).Count | Should -Be 1 -Because $name }
        foreach ($problem in $problems) { $problem.ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty }
    }

    It 'reads files after Select-Object, and several files at once' {
        (Get-ChildItem (Join-Path $folder 'a.json.gz') | Select-Object PSPath | Read-TlsRptReport).ReportId | Should -Be 'a'
        (Get-ChildItem (Join-Path $folder 'a.json.gz') | Select-Object FullName | Read-TlsRptReport).ReportId | Should -Be 'a'
        (Read-TlsRptReport -InputObject (Get-ChildItem (Join-Path $folder '[ab].json.gz'))).ReportId | Should -Be 'a', 'b'
    }

    It 'reads several reports from one text' {
        (((New-ReportJson -Id x), (New-ReportJson -Id y)) -join "`n" | Read-TlsRptReport).ReportId | Should -Be 'x', 'y'
        ("[$(New-ReportJson -Id x),$(New-ReportJson -Id y)]" | Read-TlsRptReport).ReportId | Should -Be 'x', 'y'
    }

    It 'returns only the requested domains of a report about several' {
        $both = New-ReportJson | ConvertFrom-Json
        $both.policies = @($both.policies) + @((New-ReportJson -Domain fabrikam.com -Success 100 -Failure 50 | ConvertFrom-Json).policies)
        $json = $both | ConvertTo-Json -Depth 8
        ($json | Read-TlsRptReport -DomainName contoso.com -WarningAction SilentlyContinue).SuccessCount | Should -Be 10
        @($json | Read-TlsRptReport -DomainName contoso.com -Flatten -WarningAction SilentlyContinue).PolicyDomain | Should -Be 'contoso.com'
        @($json | Read-TlsRptReport -DomainName adatum.com -WarningAction SilentlyContinue).Count | Should -Be 0
    }

    It 'explains how to pass a path that was read as text' {
        '/reports/a.json' | Read-TlsRptReport -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Path*'
    }

    It 'suggests only existing parameters' {
        $deep = "$('[' * 70)$(']' * 70)"
        $many = New-ReportJson -Failure 1
        $json = $many.Insert($many.LastIndexOf('}'), ',"x":' + $deep)
        $json | Read-TlsRptReport -ErrorVariable problem -ErrorAction SilentlyContinue
        "$problem" | Should -BeLike '*(MaxJsonDepth)*'
        $problem[0].ErrorDetails.RecommendedAction | Should -BeLike '*raise the limit with -MaxJsonDepth.'
        ('X' * 300000 + ": y`n`n$many") | Read-TlsRptReport -ErrorVariable problem -ErrorAction SilentlyContinue
        foreach ($one in $problem) { $one.ErrorDetails.RecommendedAction | Should -Not -BeLike '*raise the limit*' }
    }

    It 'can be stopped while it waits for a pipe' -Tag MatchingBuild -Skip:(-not (Get-Command mkfifo -ErrorAction SilentlyContinue)) {
        $pipe = Join-Path $TestDrive 'pipe.json'
        mkfifo $pipe
        $shell = [powershell]::Create().AddScript('param($module, $path) Import-Module $module; Read-TlsRptReport $path').AddArgument($env:MTASTS_MODULE).AddArgument($pipe)
        $running = $shell.BeginInvoke()
        Start-Sleep -Seconds 2
        $running.IsCompleted | Should -BeFalse
        $stopping = $shell.BeginStop($null, $null)
        $stopping.AsyncWaitHandle.WaitOne(10000) | Should -BeTrue
    }

    It 'reads bytes, text, streams and attachments' {
        $bytes = [System.IO.File]::ReadAllBytes((Join-Path $folder 'a.json.gz'))
        (Read-TlsRptReport -InputObject $bytes).ReportId | Should -Be 'a'
        (New-ReportJson -Id t | Read-TlsRptReport).ReportId | Should -Be 't'
        (Get-Content (Join-Path $folder 'sub/c.json') | Read-TlsRptReport).ReportId | Should -Be 'c'
        $stream = New-Object System.IO.MemoryStream (, $bytes)
        ($stream | Read-TlsRptReport).ReportId | Should -Be 'a'
        ([pscustomobject]@{ Name = 'a.json.gz'; ContentBytes = $bytes } | Read-TlsRptReport).ReportId | Should -Be 'a'
    }

    It 'reads a message' {
        $encoded = [Convert]::ToBase64String([System.IO.File]::ReadAllBytes((Join-Path $folder 'b.json.gz')), 'InsertLineBreaks')
        $mail = @(
            'From: tls@sender.example', 'To: reports@contoso.com', 'Subject: Report Domain: contoso.com Submitter: sender.example Report-ID: <b>'
            'Authentication-Results: mx.contoso.com; dkim=pass header.d=sender.example', 'MIME-Version: 1.0'
            'Content-Type: multipart/report; report-type=tlsrpt; boundary="b1"', '', '--b1', 'Content-Type: text/plain', '', 'A report.'
            '--b1', 'Content-Type: application/tlsrpt+gzip', 'Content-Transfer-Encoding: base64', '', $encoded, '--b1--', ''
        ) -join "`r`n"
        $file = Join-Path $TestDrive 'report.eml'
        [System.IO.File]::WriteAllText($file, $mail)
        $report = Read-TlsRptReport -LiteralPath $file
        $report.ReportId | Should -Be 'b'
        $report.DkimResult | Should -Match 'pass'
    }

    It 'filters by time and domain' {
        @(Read-TlsRptReport (Join-Path $folder '[ab].json.gz') -After '2026-01-11').ReportId | Should -Be 'b'
        @(Read-TlsRptReport (Join-Path $folder '[ab].json.gz') -Before '2026-01-11').ReportId | Should -Be 'a'
        Read-TlsRptReport (Join-Path $folder '[ab].json.gz') -DomainName fabrikam.com -WarningAction SilentlyContinue | Should -BeNullOrEmpty
    }

    It 'returns flat rows that survive Export-Csv and open safely in a spreadsheet' {
        $file = Join-Path $TestDrive 'rows.csv'
        New-ReportJson -Organization '=cmd|calc' -Failure 1 | Read-TlsRptReport -Flatten | Export-Csv -LiteralPath $file -NoTypeInformation
        $row = Import-Csv -LiteralPath $file
        $row.OrganizationName | Should -Be "'=cmd|calc"
        $row.ResultType | Should -Be 'certificate-expired'
        $row.Action | Should -Not -BeNullOrEmpty
        Get-Content -LiteralPath $file -Raw | Should -Not -Match 'System\.|MtaSts\.'
    }

    It 'stops a zip bomb at the limit and reports the limit' {
        $file = Join-Path $TestDrive 'bomb.json.gz'
        Save-Gzip $file ('{"organization-name":"' + ('a' * 3000000) + '"}')
        Read-TlsRptReport -LiteralPath $file -MaxUnpackedBytes 1000000 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'TlsReportLimitExceeded,*'
        "$($problems[0])" | Should -Match 'MaxUnpackedBytes'
    }

    It 'reads a report without report-id, organization and dates, with warnings' {
        $report = '{"policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.com"},"summary":{"total-successful-session-count":150,"total-failure-session-count":2}}]}' | Read-TlsRptReport
        $report.SuccessCount | Should -Be 150
        $report.OrganizationName | Should -Be '(not named)'
        $report.StartDate | Should -BeNullOrEmpty
        foreach ($path in '$.report-id', '$.organization-name', '$.date-range', '$.contact-info', '$.policies[0].policy.policy-string') { $report.Warnings.Path | Should -Contain $path }
        $report | Format-Table | Out-String | Should -BeLike '*(not named)*150*2*'
        ($report, $report | Measure-TlsRptReport).Reports | Should -Be 1
        "$(($report | Measure-TlsRptReport).Reasons)" | Should -BeLike '*1 report has no date, so it is counted but is not evidence for a stage.*'
    }

    It 'rejects a report that cannot be counted: <What>' -ForEach @(
        @{ What = 'no policies'; Json = '{"report-id":"x"}' }, @{ What = 'empty policies'; Json = '{"report-id":"x","policies":[]}' }
        @{ What = 'no count'; Json = '{"report-id":"x","policies":[{"policy":{"policy-type":"sts"}}]}' }
    ) {
        $Json | Read-TlsRptReport -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'TlsReportMissingMember,*'
        "$($problem[0])" | Should -Match 'At \$\.policies'
    }

    It 'identifies a message of a mailbox that claims to be a report and contains none' {
        $box = "From a@b Mon Jan  6 00:00:00 2026`nSubject: hello`n`nHow are you?`n`nFrom a@b Mon Jan  6 00:00:00 2026`n" + (New-ReportMail '{"report-id":' "Subject: Report 7`r`n") +
            "`n`nFrom a@b Mon Jan  6 00:00:00 2026`n" + (New-ReportMail (New-ReportJson -Id ok))
        $file = Save-Text 'box.mbox' $box
        (Read-TlsRptReport -LiteralPath $file -ErrorVariable problem -ErrorAction SilentlyContinue).ReportId | Should -Be 'ok'
        @($problem).Count | Should -Be 1
        "$problem" | Should -BeLike '*message 2 > part 2 > r.json: The JSON is cut off.*Message: "Report 7", Sun, 11 Jan 2026 05:00:00 +0000, Message-ID <m1@sender.example>.'
    }

    It 'reports winmail.dat and the workaround' {
        $mail = (New-ReportMail 'eJ8+IgEAAQ==' -Type application/ms-tnef -Name winmail.dat).Replace('name=winmail.dat', "name=winmail.dat`r`nContent-Transfer-Encoding: base64")
        Read-TlsRptReport -LiteralPath (Save-Text 'winmail.eml' $mail) -ErrorVariable problem -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($problem).Count | Should -Be 1
        "$problem" | Should -BeLike '*winmail.dat (TNEF)*Save the message as .eml*/messages/{id}/$value*'
    }

    It 'reads rows of a report without dates from a CSV file' {
        $json = '{"policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.com"},"summary":{"total-successful-session-count":150,"total-failure-session-count":2}}]}'
        $csv = Join-Path $TestDrive 'undated.csv'
        $json | Read-TlsRptReport -Flatten | Export-Csv $csv
        $total = Import-Csv $csv | Measure-TlsRptReport -GroupBy Day -ErrorVariable problem
        $problem | Should -BeNullOrEmpty
        $total.Sessions | Should -Be 152
        $total.Group | Should -Be '(no date)'
    }

    It 'warns when something behind a report was not read' {
        $joined = New-Item -ItemType Directory (Join-Path $TestDrive 'joined')
        $json = '{"report-id":"a","policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.com"},"summary":{"total-successful-session-count":1}}]}'
        Set-Content -LiteralPath (Join-Path $joined 'junk.json') ($json + '---' + $json.Replace('"a"', '"b"'))
        Set-Content -LiteralPath (Join-Path $joined 'comma.json') ($json.Replace('"a"', '"c"') + ',' + $json.Replace('"a"', '"d"'))
        (Read-TlsRptReport $joined -WarningVariable warning -WarningAction SilentlyContinue).ReportId | Should -Be 'c', 'd', 'a'
        "$warning" | Should -BeLike 'Something follows the end of 1 report and was not read; it may be another report. Found in *junk.json. If files were joined, *'
        $state = Join-Path $TestDrive 'joined-state.json'
        @(Receive-TlsRptReport -Path $joined -StatePath $state -WarningVariable warning -WarningAction SilentlyContinue).Count | Should -Be 3
        "$warning" | Should -BeLike 'Something follows the end of 1 report*junk.json*'
    }

    It 'counts DMARC reports in one warning' {
        $mixed = Join-Path $TestDrive 'mixed'
        $null = New-Item -ItemType Directory -Path $mixed -Force
        $dmarc = '<?xml version="1.0" encoding="UTF-8" ?><feedback><report_metadata/></feedback>'
        [System.IO.File]::WriteAllText((Join-Path $mixed 'a.xml'), $dmarc)
        Save-Gzip (Join-Path $mixed 'b.xml.gz') $dmarc
        Save-Gzip (Join-Path $mixed 'c.json.gz') (New-ReportJson -Id c)
        (Read-TlsRptReport $mixed -Recurse -ErrorVariable problem -WarningVariable warning -WarningAction SilentlyContinue).ReportId | Should -Be 'c'
        @($problem).Count | Should -Be 0
        @($warning).Count | Should -Be 1
        "$warning" | Should -BeLike '2 DMARC aggregate reports (XML) were skipped: they are not TLS reports. Found in *a.xml, *b.xml.gz.'
    }

    It 'reports once what -DomainName left out' {
        $json = 1..3 | ForEach-Object {
            $both = New-ReportJson -Id $_ | ConvertFrom-Json
            $both.policies = @($both.policies) + @((New-ReportJson -Domain fabrikam.com | ConvertFrom-Json).policies)
            $both | ConvertTo-Json -Depth 8
        }
        @($json | Read-TlsRptReport -DomainName contoso.com -WarningVariable warning -WarningAction SilentlyContinue).Count | Should -Be 3
        "$warning" | Should -Be '-DomainName left 3 policies for other domains out of 3 reports: fabrikam.com.'
        $null = $json | Read-TlsRptReport -DomainName contoso.cmo -WarningVariable warning -WarningAction SilentlyContinue
        "$warning" | Should -Be 'No report is about contoso.cmo. The reports are about contoso.com, fabrikam.com.'
        $null = $json | Read-TlsRptReport -DomainName contoso.com, fabrikam.com -WarningVariable warning -WarningAction SilentlyContinue
        @($warning).Count | Should -Be 0
    }

    It 'finds the domain of a DANE report that contains the MX host' {
        $dane = (New-ReportJson -Domain mx.provider.example).Replace('"sts"', '"tlsa"')
        $file = Save-Text 'dane.eml' (New-ReportMail $dane)
        $report = Read-TlsRptReport -LiteralPath $file -DomainName contoso.com
        "$($report.ReportDomains)" | Should -Be 'contoso.com'
        "$($report.PolicyDomains)" | Should -Be 'mx.provider.example'
        ($report | Measure-TlsRptReport).Domain | Should -Be 'contoso.com'
        $json = $dane | Read-TlsRptReport
        $summary = $json | Measure-TlsRptReport
        $summary.Readiness | Should -BeNullOrEmpty
        "$($summary.Reasons)" | Should -BeLike '*may be an MX host*'
        $dane | Read-TlsRptReport -DomainName contoso.com -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warning" | Should -BeLike '-DomainName left out 1 policy whose domain is not known: mx.provider.example.*'
        $named = $dane.Replace('"r1"', '"2026-01-10T00:00:00Z_contoso.com"')
        ($named | Read-TlsRptReport -DomainName contoso.com).SuccessCount | Should -Be 10
    }

    It 'reports what -After leaves out because it has no date' {
        $json = (New-ReportJson).Replace('date-range', 'dates')
        $json | Read-TlsRptReport -After '2026-01-01' -WarningVariable warning -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$warning" | Should -Be '1 report without dates was left out, because -After and -Before need a date.'
    }

    It 'shows what the report itself contains about a failure' {
        $json = (New-ReportJson -Failure 4 -ResultType validation-failure -Mx 'contoso-com.h-v1.mx.microsoft').Replace('mx: contoso-com.h-v1.mx.microsoft', 'mx: *.mx.microsoft').Replace('"failed-session-count"', '"failure-reason-code": "MX_HOSTS_MISMATCH", "failed-session-count"')
        $report = $json | Read-TlsRptReport
        $failure = $report.Policies[0].FailureDetails[0]
        $failure.Owner | Should -Be 'Domain'
        $failure.Explanation | Should -BeLike "*does not cover the MX host contoso-com.h-v1.mx.microsoft*'*.mx.microsoft' stands for one label only*no mx line covers it*"
        $failure | Format-List | Out-String -Width 200 | Should -BeLike '*Explanation*The policy in this report*'
        $row = $json | Read-TlsRptReport -Flatten
        $row.Explanation | Should -Be $failure.Explanation
        @($row.PSObject.Properties.Name)[-3..-1] | Should -Be 'ReportDomain', 'Owner', 'Explanation'
        $summary = $report | Measure-TlsRptReport
        $summary.Explanations | Should -Be $failure.Explanation
        "$($summary.Reasons)" | Should -BeLike '*does not cover: contoso-com.h-v1.mx.microsoft.*'
    }

    It 'reads the files of a folder, and with -Recurse those below it' {
        $top = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'top/below') -Force
        New-ReportJson | Set-Content (Join-Path $top.Parent.FullName 'a.json')
        New-ReportJson | Set-Content (Join-Path $top.FullName 'b.json')
        @(Read-TlsRptReport $top.Parent.FullName).Source | Should -Be (Join-Path $top.Parent.FullName 'a.json')
        @(Read-TlsRptReport -LiteralPath $top.Parent.FullName).Count | Should -Be 1
        @(Read-TlsRptReport $top.Parent.FullName -Recurse).Count | Should -Be 2
    }

    It 'suggests -Recurse for a folder that has folders only' {
        $top = Join-Path $TestDrive 'days'
        1..3 | ForEach-Object { New-Item -ItemType Directory -Path (Join-Path $top "date=2026-01-0$_") -Force | Out-Null }
        New-ReportJson | Set-Content (Join-Path $top 'date=2026-01-01/a.json')
        @(Read-TlsRptReport $top -WarningVariable said -WarningAction SilentlyContinue).Count | Should -Be 0
        "$said" | Should -BeExactly "The folder '$top' contains no files. The 3 folders in it were not read. Add -Recurse to read all files below it."
        @(Read-TlsRptReport $top -Recurse -WarningVariable said).Count | Should -Be 1
        $said | Should -BeNullOrEmpty
        $empty = New-Item -ItemType Directory -Path (Join-Path $TestDrive 'empty')
        Read-TlsRptReport $empty.FullName -WarningVariable said | Should -BeNullOrEmpty
        $said | Should -BeNullOrEmpty
    }

    It 'suggests -Recurse or -File for a folder in the pipeline, whose files may come as well' {
        $folder | Get-Item | Read-TlsRptReport -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems[0].FullyQualifiedErrorId | Should -BeLike 'IsFolder,*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Recurse*Get-ChildItem -File*'
    }

    It 'reads each file of Get-ChildItem -Recurse once: <Name>' -ForEach @(
        @{ Name = 'files and folders'; Read = { Get-ChildItem $top -Recurse | Read-TlsRptReport -Recurse:$recurse } }
        @{ Name = 'folders first'; Read = { Get-ChildItem $top -Recurse | Sort-Object { $_ -is [System.IO.FileInfo] } | Read-TlsRptReport -Recurse:$recurse } }
        @{ Name = 'objects with paths'; Read = { Get-ChildItem $top -Recurse | Select-Object FullName | Read-TlsRptReport -Recurse:$recurse } }
        @{ Name = 'one array'; Read = { Read-TlsRptReport -InputObject (Get-ChildItem $top -Recurse) -Recurse:$recurse } }
        @{ Name = 'the folder as well'; Read = { & { Get-Item "$top/"; Get-ChildItem $top -Recurse } | Read-TlsRptReport -Recurse:$recurse } }
    ) {
        $top = Join-Path $TestDrive "tree-$([guid]::NewGuid())"
        New-Item -ItemType Directory -Path (Join-Path $top 'a/b'), (Join-Path $top 'empty/too') -Force | Out-Null
        'a.json', 'a/b.json', 'a/b/c.json' | ForEach-Object { New-ReportJson -Id $_ | Set-Content (Join-Path $top $_) }
        foreach ($recurse in $false, $true) {
            @(& $Read).ReportId | Sort-Object | Should -Be 'a.json', 'a/b.json', 'a/b/c.json'
        }
    }

    It 'reads a file once when several paths lead to it' {
        $top = Join-Path $TestDrive 'once'
        New-Item -ItemType Directory -Path (Join-Path $top 'a') -Force | Out-Null
        'b.json', 'a/c.json' | ForEach-Object { New-ReportJson -Id $_ | Set-Content (Join-Path $top $_) }
        (Read-TlsRptReport $top, (Join-Path $top 'a'), (Join-Path $top '*.json') -Recurse).ReportId | Should -Be 'b.json', 'a/c.json'
        (Read-TlsRptReport (Get-ChildItem $top -Recurse)).ReportId | Sort-Object | Should -Be 'a/c.json', 'b.json'
        (Read-TlsRptReport -LiteralPath $top, (Join-Path $top 'b.json')).ReportId | Should -Be 'b.json'
    }

    It 'keeps the mails apart that <Name> returns' -ForEach @(
        @{ Name = 'Get-Content -Raw'; Read = { Get-ChildItem $mails | Get-Content -Raw | Read-TlsRptReport -ErrorAction Ignore } }
        @{ Name = 'Get-Content'; Read = { Get-ChildItem $mails | Get-Content | Read-TlsRptReport -ErrorAction Ignore } }
        @{ Name = 'ReadAllText'; Read = { Get-ChildItem $mails | ForEach-Object { [System.IO.File]::ReadAllText($_) } | Read-TlsRptReport -ErrorAction Ignore } }
        @{ Name = 'Get-Content -ReadCount'; Read = { Get-ChildItem $mails | Get-Content -ReadCount 0 | Read-TlsRptReport -ErrorAction Ignore } }
        @{ Name = 'an array of texts'; Read = { Read-TlsRptReport -InputObject (Get-ChildItem $mails | Get-Content -Raw) -ErrorAction Ignore } }
        @{ Name = 'Get-Content of bytes'; Read = {
                $asBytes = if ($PSVersionTable.PSVersion.Major -ge 6) { @{ AsByteStream = $true } } else { @{ Encoding = 'Byte' } }
                Get-ChildItem $mails | Get-Content @asBytes | Read-TlsRptReport -ErrorAction Ignore
            } }
    ) {
        $mails = New-Item -ItemType Directory -Path (Join-Path $TestDrive "mails-$([guid]::NewGuid())")
        $fields = "Authentication-Results: mx.test; dkim=pass header.d=a.test`nFrom: a@a.test`nMIME-Version: 1.0`n"
        1..3 | ForEach-Object {
            $body = if ($_ -eq 2) { "Content-Type: text/plain`n`nlunch`n" } else { "Content-Type: application/tlsrpt+json`n`n$(New-ReportJson -Id "r$_")`n" }
            [System.IO.File]::WriteAllText((Join-Path $mails "$_.eml"), $fields + $body)
        }
        $reports = & $Read
        $reports.ReportId | Should -Be 'r1', 'r3'
        $reports.DkimResult | Should -Be 'pass', 'pass'
    }

    It 'does not trust what <Name> in an attachment says about signatures' -ForEach @(
        @{ Name = 'a mail'; Pack = { param($Bytes) , $Bytes } }
        @{ Name = 'a mail in gzip'; Pack = { param($Bytes)
                $memory = [System.IO.MemoryStream]::new()
                $gzip = [System.IO.Compression.GZipStream]::new($memory, [System.IO.Compression.CompressionMode]::Compress)
                $gzip.Write($Bytes, 0, $Bytes.Length); $gzip.Dispose()
                , $memory.ToArray()
            } }
    ) {
        $mail = "Authentication-Results: mx.test; dkim=pass header.d=a.test`nFrom: a@a.test`nMIME-Version: 1.0`n" +
            "Content-Type: application/tlsrpt+json`n`n$(New-ReportJson -Id forged)`n"
        $bytes = & $Pack ([System.Text.Encoding]::UTF8.GetBytes($mail))
        $forged = [pscustomobject]@{ Name = 'a.eml'; ContentBytes = $bytes } | Read-TlsRptReport
        $forged.ReportId, $forged.DkimResult, $forged.DkimAlignment | Should -Be 'forged', $null, 'None'
        $forged = [pscustomobject]@{ Name = 'a.eml'; ContentBytes = [Convert]::ToBase64String($bytes) } | Read-TlsRptReport
        $forged.DkimAlignment | Should -Be 'None'
        $forged = @{ name = 'a.eml'; contentBytes = [Convert]::ToBase64String($bytes) } | Read-TlsRptReport # as Invoke-MgGraphRequest returns it
        $forged.ReportId, $forged.DkimAlignment | Should -Be 'forged', 'None'
    }

    It 'does not read rows of an archive from an attachment' {
        $archive = Join-Path $TestDrive 'rows'
        New-ReportJson -Id row | Read-TlsRptReport | Export-TlsRptReport $archive
        $file = Get-ChildItem $archive -Recurse -File
        (Read-TlsRptReport $file.FullName).ReportId | Should -Be 'row'
        $attachment = [pscustomobject]@{ Name = 'a.gz'; ContentBytes = [System.IO.File]::ReadAllBytes($file.FullName) }
        $attachment | Read-TlsRptReport -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problems" | Should -BeLike '*Rows of an archive in a mail are not read: anyone could have written them.*'
    }

    It 'reads with -Recurse what is below folders in the pipeline, and without it names those that have files' {
        $top = Join-Path $TestDrive 'folders'
        New-Item -ItemType Directory -Path (Join-Path $top 'a/b'), (Join-Path $top 'c'), (Join-Path $top 'empty/too') -Force | Out-Null
        'top.json', 'a/b.json', 'a/b/c.json', 'c/d.json' | ForEach-Object { New-ReportJson -Id $_ | Set-Content (Join-Path $top $_) }
        (Get-ChildItem $top | Read-TlsRptReport -Recurse).ReportId | Should -Be 'top.json', 'a/b.json', 'a/b/c.json', 'c/d.json'
        (Get-ChildItem $top -Directory -Recurse | Read-TlsRptReport -Recurse).ReportId | Should -Be 'a/b.json', 'a/b/c.json', 'c/d.json'
        (Get-ChildItem $top | Read-TlsRptReport -ErrorVariable problems -ErrorAction SilentlyContinue).ReportId | Should -Be 'top.json'
        $problems.TargetObject | Should -Be (Join-Path $top 'a'), (Join-Path $top 'c')
        Get-ChildItem $top -Directory -Recurse | Read-TlsRptReport -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $problems.TargetObject | Should -Be (Join-Path $top 'a'), (Join-Path $top 'c'), (Join-Path $top 'a/b')
    }

    It 'suggests another pattern for a folder that a wildcard finds' {
        $top = Join-Path $TestDrive 'wild'
        New-Item -ItemType Directory -Path (Join-Path $top 'below') -Force | Out-Null
        New-ReportJson | Set-Content (Join-Path $top 'a.json')
        @(Read-TlsRptReport (Join-Path $top '*') -ErrorVariable problems -ErrorAction SilentlyContinue).Count | Should -Be 1
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*-Recurse*pattern*'
    }

    It 'does not follow links to folders, and counts them in one warning' -Skip:(-not (Get-Command ln -ErrorAction SilentlyContinue)) {
        $top = Join-Path $TestDrive 'links'
        New-Item -ItemType Directory -Path (Join-Path $top 'real') -Force | Out-Null
        New-ReportJson | Set-Content (Join-Path $top 'real/a.json')
        ln -s $top (Join-Path $top 'back')
        $said = $null
        ln -s $top (Join-Path $top 'real/back')
        @(Read-TlsRptReport $top -Recurse -WarningVariable said -WarningAction SilentlyContinue).Count | Should -Be 1
        "$said" | Should -BeExactly ('2 linked folders were not read: links to folders are not followed, because they can form a loop. ' +
            "Found: $top/back, $top/real/back. To read one of them, give its path with -Path.")
        Read-TlsRptReport $top -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -BeLike '1 linked folder was not read*The folder in it was not read. Add -Recurse*'
        Remove-Item (Join-Path $top 'real') -Recurse
        Read-TlsRptReport $top -WarningVariable said -WarningAction SilentlyContinue | Should -BeNullOrEmpty
        "$said" | Should -Not -BeLike '*-Recurse*'
    }

    It 'names a file and a folder whose names are not UTF-8' -Skip:(-not $IsLinux) {
        $top = Join-Path $TestDrive 'names'
        New-Item -ItemType Directory -Path $top -Force | Out-Null
        New-ReportJson | Set-Content (Join-Path $top 'a.json')
        sh -c 'cp "$0/a.json" "$0/$(printf "caf\351.json")"; mkdir "$0/$(printf "\351")"' $top
        try {
            foreach ($path in $top, (Join-Path $top '*')) {
                $problems = $null
                @(Read-TlsRptReport $path -Recurse -ErrorVariable problems -ErrorAction SilentlyContinue).Count | Should -Be 1
                @($problems | Where-Object { "$_" -like '*caf*.json*Its name is not valid UTF-8*' }).Count | Should -Be 1
                $problems.Count | Should -Be 2
            }
        }
        finally {
            sh -c 'rm -r "$0"' $top # PowerShell cannot delete such files
        }
    }

    It 'says that a gzip is cut off, in a file and through the pipeline' {
        $whole = Join-Path $TestDrive 'whole.gz'
        $stream = [IO.Compression.GZipStream]::new([IO.File]::Create($whole), [IO.Compression.CompressionMode]::Compress)
        $bytes = [Text.Encoding]::UTF8.GetBytes((New-ReportJson))
        $stream.Write($bytes, 0, $bytes.Length)
        $stream.Dispose()
        $content = [IO.File]::ReadAllBytes($whole)
        foreach ($length in 2, 10, 15, ($content.Length - 60)) {
            [IO.File]::WriteAllBytes((Join-Path $TestDrive 'cut.gz'), $content[0..($length - 1)])
            $problems = @()
            Read-TlsRptReport (Join-Path $TestDrive 'cut.gz') -ErrorVariable problems -ErrorAction SilentlyContinue
            Read-TlsRptReport -InputObject ([byte[]]$content[0..($length - 1)]) -ErrorVariable +problems -ErrorAction SilentlyContinue
            @($problems | Where-Object { "$_" -like '*: The gzip is cut off: *' }).Count | Should -Be 2
        }
    }

    It 'returns the report before a gzip member that is cut off anywhere, with a message, in a file and through the pipeline' {
        $parts = foreach ($id in 'one', 'two') {
            Save-Gzip (Join-Path $TestDrive "$id.gz") (New-ReportJson -Id $id)
            , [IO.File]::ReadAllBytes((Join-Path $TestDrive "$id.gz"))
        }
        $file = Join-Path $TestDrive 'members.gz'
        for ($length = 1; $length -lt $parts[1].Length; $length += 9) {
            $content = [byte[]]($parts[0] + $parts[1][0..($length - 1)])
            [IO.File]::WriteAllBytes($file, $content)
            foreach ($read in { Read-TlsRptReport $file @quiet }, { Read-TlsRptReport -InputObject $content @quiet }, { Get-Item $file | Read-TlsRptReport @quiet }) {
                $problems = @()
                $quiet = @{ ErrorVariable = 'problems'; ErrorAction = 'SilentlyContinue' }
                $found = @(. $read)
                $found[0].ReportId | Should -Be 'one'
                @($problems).Count + @($found[-1].Warnings | Where-Object Text -Like '*gzip*').Count | Should -Be 1 -Because "$length bytes follow"
            }
        }
    }
}

Describe 'Measure-TlsRptReport' {
    It 'explains what to pass instead of input that it cannot count' {
        $report = New-ReportJson | Read-TlsRptReport
        $path = Join-Path $TestDrive 'r.xml'
        $report | Export-Clixml $path
        $sums = @((Import-Clixml $path), $report, (Get-TlsRptResultType certificate-expired) | Measure-TlsRptReport -ErrorVariable problems -ErrorAction SilentlyContinue)
        $sums.Reports | Should -Be 1
        $problems.Count | Should -Be 1
        "$($problems[0])" | Should -BeLike '*MtaSts.TlsResultType*'
        $problems[0].ErrorDetails.RecommendedAction | Should -BeLike '*Read-TlsRptReport*'
    }

    It 'sums up by domain, and counts duplicate reports once' {
        $all = Read-TlsRptReport $folder -Recurse -ErrorAction SilentlyContinue
        $summary = @($all) + @($all) | Measure-TlsRptReport
        $summary.Sessions | Should -Be 32
        $summary.Failures | Should -Be 2
        $summary.Reports | Should -Be 3
        $summary.Readiness | Should -Not -Be 'Ready'
        @($summary.Reasons).Count | Should -BeGreaterThan 0
    }

    It 'shows the number of duplicate reports' {
        $all = Read-TlsRptReport (Join-Path $folder '[ab].json.gz')
        (@($all) + $all[0] | Measure-TlsRptReport -Verbose 4>&1) -join ' ' | Should -BeLike '*1 duplicate report was left out.*'
        (@($all) + @($all) | Measure-TlsRptReport -Verbose 4>&1) -join ' ' | Should -BeLike '*2 duplicate reports were left out.*'
    }

    It 'groups by <By>' -ForEach @(
        @{ By = 'Organization'; Count = 2 }, @{ By = 'Day'; Count = 3 }
    ) {
        @(Read-TlsRptReport $folder -Recurse -ErrorAction SilentlyContinue | Measure-TlsRptReport -GroupBy $By).Count | Should -Be $Count
    }

    It 'returns no readiness for groups that are not a domain: <_>' -ForEach 'Day', 'Organization', 'ResultType', 'MxHost', 'None' {
        foreach ($summary in Read-TlsRptReport (Join-Path $folder '[ab].json.gz') | Measure-TlsRptReport $_) {
            $summary.Readiness | Should -BeNullOrEmpty
            @($summary.Reasons).Count | Should -Be 0
        }
    }

    It 'shows for each result type whether it recurred since a date' {
        $json = @(
            New-ReportJson -Id 1 -Day '2026-01-08' -Failure 5
            New-ReportJson -Id 2 -Day '2026-01-09' -Failure 3 -ResultType starttls-not-supported
            New-ReportJson -Id 3 -Day '2026-01-10' -Failure 1 -ResultType starttls-not-supported
            New-ReportJson -Id 4 -Day '2026-01-11'
        )
        $types = $json | Read-TlsRptReport | Measure-TlsRptReport ResultType -Since 2026-01-10 | Where-Object ResultType
        $types.ResultType | Should -Be 'certificate-expired', 'starttls-not-supported'
        $types.CameBack | Should -Be $false, $true
        $types.FailuresBefore | Should -Be 5, 3
        $types.FailuresSince | Should -Be 0, 1
        $types[0].Since.ToString('o') | Should -Be '2026-01-10T00:00:00.0000000Z'
        $types[0].SinceThen | Should -BeLike 'Did not come back: none in 2 reports with*'
        $types[1].SinceThen | Should -BeLike 'Came back: 1 failed session*'
        $types | Out-String -Width 80 | Should -BeLike '*certificate-expired*5*0*2026-01-08*'
        $early = $json[0, 1] | Read-TlsRptReport | Measure-TlsRptReport ResultType -Since 2026-01-10 | Where-Object ResultType
        $early[0].CameBack | Should -BeNullOrEmpty
        $early[0].SinceThen | Should -BeLike 'Not known yet:*'
    }

    It 'does not split the groups of single days by a date' {
        { New-ReportJson -Id 1 | Read-TlsRptReport | Measure-TlsRptReport Domain, Day -Since 2026-01-10 } | Should -Throw -ErrorId 'SinceWithDay,*'
    }

    It 'returns Ready after 14 days without a failure of the domain' {
        $start = [DateTime]::UtcNow.Date.AddDays(-15)
        $reports = 0..14 | ForEach-Object { New-ReportJson -Id "day$_" -Day $start.AddDays($_).ToString('yyyy-MM-dd') } | Read-TlsRptReport
        ($reports | Measure-TlsRptReport -Stage Testing).Readiness | Should -Be 'Ready'
        $bad = New-ReportJson -Id bad -Failure 3 -Day $start.AddDays(14).ToString('yyyy-MM-dd') | Read-TlsRptReport
        (@($reports) + $bad | Measure-TlsRptReport -Stage Testing).Readiness | Should -Be 'NotReady'
    }
}

Describe 'The reported stage' {
    BeforeAll {
        $start = [DateTime]::UtcNow.Date.AddDays(-16)
        $testing = 0..14 | ForEach-Object { New-ReportJson -Id "day$_" -Day $start.AddDays($_).ToString('yyyy-MM-dd') } | Read-TlsRptReport
    }

    It 'does not depend on one session under another policy' {
        $json = New-ReportJson -Id stranger -Organization Stranger -Success 1 -Day $start.AddDays(15).ToString('yyyy-MM-dd')
        $stranger = $json.Replace('mode: testing', 'mode: enforce').Replace('max_age: 86400', 'max_age: 2592000') | Read-TlsRptReport
        $summary = @($testing) + $stranger | Measure-TlsRptReport
        $summary.Stage | Should -Be 'Testing'
        "$($summary.Reasons)" | Should -BeLike '*4 votes for Testing, 1 vote for EnforceStable*'
    }

    It 'is reported when it is not the given one' {
        $summary = $testing | Measure-TlsRptReport -Stage EnforceCautious
        $summary.Readiness | Should -Be 'InsufficientData'
        $summary.Reasons[0] | Should -Be "There is no evidence for stage EnforceCautious yet: the reports show stage Testing since $($start.ToString('yyyy-MM-dd'))."
    }

    It 'is empty under mode none' {
        $none = 0..14 | ForEach-Object { (New-ReportJson -Id "none$_" -Day $start.AddDays($_).ToString('yyyy-MM-dd')).Replace('mode: testing', 'mode: none') } | Read-TlsRptReport | Measure-TlsRptReport
        $none.Readiness | Should -Be 'InsufficientData'
        $none.Stage | Should -BeNullOrEmpty
        $none.Reasons[0] | Should -BeLike "The reports show the policy 'mode: none'*"
    }
}

Describe 'Get-TlsRptResultType' {
    It 'returns the eleven result types of RFC 8460' {
        @(Get-TlsRptResultType).Count | Should -Be 11
        $type = Get-TlsRptResultType -Name sts-webpki-invalid
        foreach ($property in 'Meaning', 'Severity', 'Action') { "$($type.$property)" | Should -Not -BeNullOrEmpty -Because $property }
    }

    It 'classifies a host without TLS as critical' {
        (Get-TlsRptResultType -Name starttls-not-supported).Severity | Should -Be 'Critical'
        @(Get-TlsRptResultType | Where-Object Severity -EQ 'Critical').Count | Should -Be 1
    }

    It 'lists the known names for an unknown one' {
        Get-TlsRptResultType nonsense -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$($problems[0])" | Should -Match 'starttls-not-supported'
    }

    It 'completes names' {
        $line = 'Get-TlsRptResultType -Name sts-'
        @((TabExpansion2 $line $line.Length).CompletionMatches).CompletionText | Should -Be 'sts-policy-fetch-error', 'sts-policy-invalid', 'sts-webpki-invalid'
    }
}

Describe 'Forged reports' {
    BeforeAll {
        $days = 0..13 | ForEach-Object { [DateTime]::UtcNow.Date.AddDays(-14 + $_).ToString('yyyy-MM-dd') }

        function Save-Mail([string] $Name, [string] $Json, [string] $Signer) {
            $headers = if ($Signer) { "Authentication-Results: spf=pass smtp.mailfrom=x.test; dkim=pass (signature was verified) header.d=$Signer;dmarc=pass`r`n" } else { '' }
            $null = Save-Text $Name (New-ReportMail -Json $Json -Headers $headers)
        }

        # The real ones of 14 days, one with failures; a success with the same id before it, signed by somebody else.
        $null = New-Item -ItemType Directory (Join-Path $TestDrive 'forged'), (Join-Path $TestDrive 'unsigned')
        foreach ($day in $days) {
            Save-Mail "forged/2-$day.eml" (New-ReportJson -Organization 'Google Inc.' -Id $day -Day $day -Failure $(if ($day -eq $days[-1]) { 500 } else { 0 })) google.com
            Save-Mail "unsigned/$day.eml" (New-ReportJson -Organization 'Google Inc.' -Id $day -Day $day) ''
        }
        Save-Mail 'forged/1-first.eml' (New-ReportJson -Organization 'Google Inc.' -Id $days[-1] -Day $days[-1] -Success 99) evil.example
        $forged = Read-TlsRptReport (Join-Path $TestDrive 'forged') -Recurse
        $unsigned = Read-TlsRptReport (Join-Path $TestDrive 'unsigned') -Recurse
    }

    It 'shows whose signature a mail has' {
        $forged.DkimAlignment | Group-Object -NoElement | ForEach-Object { "$($_.Name) $($_.Count)" } | Sort-Object | Should -Be 'Aligned 14', 'NotAligned 1'
        $unsigned[0].DkimAlignment | Should -Be 'None'
        (New-ReportJson | Read-TlsRptReport).DkimAlignment | Should -Be 'NotByMail'
        ($forged | Where-Object DkimAlignment -in None, NotAligned).DkimDomain | Should -Be 'evil.example'
        @($forged | Where-Object DkimAlignment -in Aligned, NotByMail).Count | Should -Be 14
    }

    It 'does not hide the real report behind a forged one of the same id, in whatever order' {
        foreach ($order in $false, $true) {
            $summary = $forged | Sort-Object Source -Descending:$order | Measure-TlsRptReport
            $summary.Readiness | Should -Be 'NotReady'
            $summary.Failures | Should -Be 500
            $summary.Successes | Should -Be 140
            "$($summary.Reasons)" | Should -BeLike '*was left out: Google Inc. (1). It may be forged.*'
        }
    }

    It 'makes no domain ready by unsigned mail, unless they are trusted' {
        $summary = $unsigned | Measure-TlsRptReport
        $summary.Readiness | Should -Be 'InsufficientData'
        "$($summary.Reasons)" | Should -BeLike '*14 reports came by mail without an aligned DKIM signature: Google Inc. (14).*-TrustUnsigned*'
        ($unsigned | Measure-TlsRptReport -TrustUnsigned).Readiness | Should -Be 'Ready'
    }

    It 'judges so in the report for people too' {
        $folder = Join-Path $TestDrive 'unsigned'
        $strict = Export-MtaStsReport -AsJson -ReportPath $folder | Out-String
        $trusting = Export-MtaStsReport -AsJson -ReportPath $folder -TrustUnsigned | Out-String
        $strict | Should -Match 'without an aligned DKIM signature'
        $trusting | Should -Not -Match 'without an aligned DKIM signature'
    }

    It 'keeps the state in rows and files of rows' {
        $csv = Join-Path $TestDrive 'rows-of-mail.csv'
        Read-TlsRptReport (Join-Path $TestDrive 'unsigned') -Recurse -Flatten | Export-Csv -LiteralPath $csv -NoTypeInformation
        (Import-Csv -LiteralPath $csv)[0].DkimAlignment | Should -Be 'None'
        Import-Csv -LiteralPath $csv | Export-MtaStsReport -AsJson | Out-String | Should -Match 'without an aligned DKIM signature'
    }
}
