# Saved results are still results: every flat property is restored.
BeforeDiscovery {
    $kinds = @(
        @{ Kind = 'TestResult'; Code = { Test-MtaSts healthy.test, google-uncovered.test, no-mta-sts.test @Lab } }
        @{ Kind = 'Check'; Code = { (Test-MtaSts google-uncovered.test @Lab).Checks } }
        @{ Kind = 'PublishedPolicy'; Code = { Get-MtaStsPolicy healthy.test, no-mta-sts.test @Lab } }
        @{ Kind = 'PublishedRecord'; Code = { Get-MtaStsRecord healthy.test, no-mta-sts.test @Lab } }
        @{ Kind = 'PublishedTlsRptRecord'; Code = { Get-TlsRptRecord healthy.test, no-mta-sts.test @Lab } }
        @{ Kind = 'MxHost'; Code = { Get-MtaStsMx healthy.test @Lab -StartTls } }
        @{ Kind = 'Policy'; Code = { New-MtaStsPolicy -Provider Microsoft365; "version: STSv1`nmode: x" | ConvertFrom-MtaStsPolicy } }
        @{ Kind = 'StsRecord'; Code = { 'v=STSv1; id=1;', 'v=STSv1; id=a-b' | ConvertFrom-MtaStsRecord } }
        @{ Kind = 'TlsRptRecord'; Code = { 'v=TLSRPTv1; rua=mailto:a@contoso.com,https://contoso.com/tls', 'v=TLSRPTv1' | ConvertFrom-TlsRptRecord } }
        @{ Kind = 'Finding'; Code = { ('v=STSv1; id=a-b' | ConvertFrom-MtaStsRecord).Findings } }
        @{ Kind = 'DnsRecordToPublish'; Code = { New-MtaStsRecord contoso.com; New-TlsRptRecord contoso.com mailto:a@contoso.com } }
        @{ Kind = 'RolloutPlanStage'; Code = { Get-MtaStsRolloutPlan; Get-MtaStsRolloutPlan healthy.test @Lab } }
        @{ Kind = 'RolloutStep'; Code = { Step-MtaStsPolicy healthy.test -Rollback @Lab } }
        @{ Kind = 'TlsReport'; Code = { $report | Read-TlsRptReport } }
        @{ Kind = 'TlsReportRow'; Code = { $report | Read-TlsRptReport -Flatten } }
        @{ Kind = 'TlsReportSummary'; Code = { $report | Read-TlsRptReport | Measure-TlsRptReport } }
        @{ Kind = 'TlsResultType'; Code = { Get-TlsRptResultType } }
    )
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $report = '{"organization-name":"Fabrikam","date-range":{"start-datetime":"2026-01-01T00:00:00Z","end-datetime":"2026-01-01T23:59:59Z"},"contact-info":"tls@fabrikam.example","report-id":"1","policies":[{"policy":{"policy-type":"sts","policy-domain":"contoso.com","policy-string":["version: STSv1","mode: testing"],"mx-host":["mail.contoso.com"]},"summary":{"total-successful-session-count":5,"total-failure-session-count":2},"failure-details":[{"result-type":"certificate-expired","failed-session-count":2}]}]}'

    # A value in the form that every format keeps: the name of an enum, a time in UTC to the second, the items of a list.
    function ConvertTo-Plain($Value) {
        if ($null -eq $Value) { return '' }
        $base = if ($Value -is [System.Management.Automation.PSObject]) { $Value.PSObject.BaseObject } else { $Value }
        if ($base -is [DateTime]) { return $base.ToUniversalTime().ToString('s', [cultureinfo]::InvariantCulture) }
        if ($base -is [TimeSpan]) { return $base.ToString('c', [cultureinfo]::InvariantCulture) }
        if ($base -is [IFormattable] -and $base -isnot [enum]) { return $base.ToString($null, [cultureinfo]::InvariantCulture) }
        "$Value"
    }

    function Get-FlatName($Object) {
        # Plain values and lists of text; nested objects have separate tests.
        foreach ($property in $Object.GetType().GetProperties()) {
            $type = if ([Nullable]::GetUnderlyingType($property.PropertyType)) { [Nullable]::GetUnderlyingType($property.PropertyType) } else { $property.PropertyType }
            if ($type -in [string], [bool], [DateTime], [TimeSpan] -or $type.IsPrimitive -or $type.IsEnum) { $property.Name }
        }
    }
}

Describe 'A <Kind>' -ForEach $kinds {
    BeforeAll {
        $objects = @(& $Code)
        $names = @(Get-FlatName $objects[0])
    }

    It 'has the documented type and flat properties' {
        $objects.Count | Should -BeGreaterThan 0
        foreach ($object in $objects) { $object.GetType().FullName | Should -Be "MtaSts.$Kind" }
        $names.Count | Should -BeGreaterThan 1
    }

    It 'survives Export-Clixml' {
        $objects | Export-Clixml "$TestDrive/$Kind.xml" -Depth 4
        $back = @(Import-Clixml "$TestDrive/$Kind.xml")
        $back.Count | Should -Be $objects.Count
        for ($i = 0; $i -lt $objects.Count; $i++) {
            foreach ($name in $names) { ConvertTo-Plain $back[$i].$name | Should -BeExactly (ConvertTo-Plain $objects[$i].$name) -Because "of $name" }
        }
    }

    It 'keeps the names of its states' {
        $objects | Export-Clixml "$TestDrive/$Kind.xml" -Depth 4
        $back = @(Import-Clixml "$TestDrive/$Kind.xml")
        foreach ($name in $names) {
            for ($i = 0; $i -lt $objects.Count; $i++) {
                if ($objects[$i].$name -is [enum]) { $back[$i].$name -eq "$($objects[$i].$name)" | Should -BeTrue -Because "of $name" }
            }
        }
    }

    It 'survives ConvertTo-Json' {
        $back = @(ConvertTo-Json -InputObject $objects -Depth 6 | ConvertFrom-Json | ForEach-Object { $_ })
        $back.Count | Should -Be $objects.Count
        for ($i = 0; $i -lt $objects.Count; $i++) {
            foreach ($name in $names) {
                $value = $objects[$i].$name
                # JSON has no spans: they become objects. States keep their names, see the editor's rule CA1028.
                $wanted = if ($value -is [TimeSpan]) { [string]$value.Ticks } else { ConvertTo-Plain $value }
                $seen = if ($value -is [TimeSpan]) { [string]$back[$i].$name.Ticks } else { ConvertTo-Plain $back[$i].$name }
                # PowerShell 7 makes times of texts that look like one.
                if ($name -like '*Utc' -and $back[$i].$name -is [datetime]) { $wanted = ConvertTo-Plain ([datetime]::Parse($value, [cultureinfo]::InvariantCulture).ToUniversalTime()) }
                $seen | Should -BeExactly $wanted -Because "of $name"
            }
        }
    }

    It 'contains no type names in CSV' {
        $objects | ConvertTo-Csv -NoTypeInformation | Select-Object -Skip 1 | Should -Not -Match '(^|[",;])(System|MtaSts)\.[A-Z]'
    }
}

Describe 'Reports that come back from <Form>' -ForEach @(
    @{ Form = 'Export-Clixml without -Depth'; Save = { $input | Export-Clixml "$TestDrive/reports.xml"; Import-Clixml "$TestDrive/reports.xml" } }
    @{ Form = 'ConvertTo-Json'; Save = { ConvertTo-Json -InputObject @($input) -Depth 6 | ConvertFrom-Json } }
    @{ Form = 'a job'; Save = { $all = @($input); Start-Job { $using:all } | Receive-Job -Wait -AutoRemoveJob } }
) {
    It 'are counted as before' {
        $live = @($report | Read-TlsRptReport)
        $back = @($live | & $Save)
        $back[0] -is [MtaSts.TlsReport] | Should -BeFalse
        $total = $back | Measure-TlsRptReport
        $wanted = $live | Measure-TlsRptReport
        foreach ($name in 'Domain', 'Sessions', 'Failures', 'OwnFailures', 'Reports', 'Readiness', 'First', 'Last') { "$($total.$name)" | Should -BeExactly "$($wanted.$name)" -Because $name }
        "$($total.Explanations)" | Should -BeExactly "$($wanted.Explanations)"
        "$($total.TopResultTypes)" | Should -BeExactly "$($wanted.TopResultTypes)"
    }
}

Describe 'A report that was saved without its details' {
    It 'is refused, and the others are counted' {
        $cut = ConvertTo-Json -InputObject ($report | Read-TlsRptReport) -Depth 1 -WarningAction SilentlyContinue | ConvertFrom-Json
        $total = $cut, ($report | Read-TlsRptReport) | Measure-TlsRptReport -ErrorVariable problem -ErrorAction SilentlyContinue
        $total.Reports | Should -Be 1
        $problem.FullyQualifiedErrorId | Should -BeLike 'NotAReport*'
    }
}
