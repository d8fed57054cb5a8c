BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $earlier = Test-MtaSts healthy.test @Lab

    function Get-DriftStatus($Result, [string] $Id) { "$(($Result.Checks | Where-Object Id -eq "Drift.$Id").Status)" }

    # An earlier result from a file, with a change.
    function New-Earlier([hashtable] $Change) {
        $copy = $earlier | ConvertTo-Json -Depth 6 | ConvertFrom-Json
        foreach ($name in $Change.Keys) {
            if ($name -eq 'PolicyText') { $copy.Policy.Text = $Change[$name] } else { $copy.$name = $Change[$name] }
        }
        $copy
    }
}

Describe 'Test-MtaSts -Reference' {
    It 'finds no drift against itself from <Form>' -ForEach @(
        @{ Form = 'a variable' }, @{ Form = 'Clixml' }, @{ Form = 'JSON' }, @{ Form = 'CSV' }
    ) {
        $reference = switch ($Form) {
            'a variable' { $earlier }
            'Clixml' { $earlier | Export-Clixml "$TestDrive/last.xml" -Depth 4; Import-Clixml "$TestDrive/last.xml" }
            'JSON' { $earlier | ConvertTo-Json -Depth 5 | ConvertFrom-Json }
            'CSV' { $earlier | Export-Csv "$TestDrive/last.csv" -NoTypeInformation; Import-Csv "$TestDrive/last.csv" }
        }
        $result = Test-MtaSts healthy.test @Lab -Reference $reference
        $result.Status | Should -Be 'Pass'
        Get-DriftStatus $result IdUnchanged | Should -Be 'Pass'
        Get-DriftStatus $result PolicyChanged | Should -Be 'Pass'
        Get-DriftStatus $result MxChanged | Should -Be 'Pass'
        Get-DriftStatus $result CertificateChanged | Should -Be $(if ($Form -eq 'CSV') { 'Skipped' } else { 'Pass' })
    }

    It 'fails when the policy changed but the id did not' {
        $result = Test-MtaSts healthy.test @Lab -Reference (New-Earlier @{ PolicyText = "version: STSv1`nmode: testing`nmx: mail.healthy.test`nmax_age: 86400`n" })
        Get-DriftStatus $result IdUnchanged | Should -Be 'Fail'
        Get-DriftStatus $result PolicyChanged | Should -Be 'Warning'
        ($result.Checks | Where-Object Id -eq 'Drift.PolicyChanged').Detail | Should -Match "gone: 'mode: testing'"
    }

    It 'only reports a changed policy when the id also changed' {
        $result = Test-MtaSts healthy.test @Lab -Reference (New-Earlier @{ PolicyText = "version: STSv1`nmode: testing`nmx: mail.healthy.test`nmax_age: 86400`n"; PolicyId = '1' })
        Get-DriftStatus $result IdUnchanged | Should -Be 'Pass'
        $result.Status | Should -Be 'Warning'
    }

    It 'lists new and removed MX hosts' {
        $result = Test-MtaSts healthy.test @Lab -Reference (New-Earlier @{ MxHosts = @('old.healthy.test') })
        Get-DriftStatus $result MxChanged | Should -Be 'Warning'
        ($result.Checks | Where-Object Id -eq 'Drift.MxChanged').Detail | Should -Match "gone: 'old.healthy.test'; new: 'mail.healthy.test'"
    }

    It 'reports a new certificate' {
        $changed = New-Earlier @{}
        $changed.Policy.Certificate.Fingerprint = '00'
        Get-DriftStatus (Test-MtaSts healthy.test @Lab -Reference $changed) CertificateChanged | Should -Be 'Info'
    }

    It 'skips drift without a reference and for domains that are not in it' {
        @((Test-MtaSts testing.test @Lab -Reference $earlier).Checks.Id -like 'Drift.*').Count | Should -Be 0
        @($earlier.Checks.Id -like 'Drift.*').Count | Should -Be 0
    }

    It 'rejects an object that is not an earlier result' {
        { Test-MtaSts healthy.test @Lab -Reference 'last.xml' } | Should -Throw -ErrorId 'NotAReference,*'
    }
}
