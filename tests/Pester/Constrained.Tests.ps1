BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'The views in a session in ConstrainedLanguage' {
    BeforeAll {
        $script = Join-Path $TestDrive 'constrained.ps1'
        $arguments = $Lab.GetEnumerator() | ForEach-Object { if ($_.Value -is [bool]) { "-$($_.Key)" } else { "-$($_.Key) '$($_.Value)'" } }
        Set-Content -LiteralPath $script -Encoding utf8 -Value (@'
param([string] $When)
$env:NO_COLOR = '1'
if (Test-Path variable:PSStyle) { $PSStyle.OutputRendering = 'PlainText' }
if ($When -eq 'before') { $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage' }
Import-Module '<MODULE>'
$results = @(Test-MtaSts healthy.test, uncovered.test, smtp-cert-expired.test, dns-servfail.test <ARGUMENTS> -WarningAction SilentlyContinue)
$objects = @{
    Results = $results
    Checks  = $results[1].Checks
    Rows    = Test-MtaSts uncovered.test <ARGUMENTS> -Flatten
    Policy  = Get-MtaStsPolicy healthy.test <ARGUMENTS>
    Written = ConvertFrom-MtaStsPolicy "version: STSv1`nmode: testing`nmx: a.test`nmax_age: x`n" -ErrorAction SilentlyContinue
    Records = @(Get-MtaStsRecord healthy.test <ARGUMENTS>) + @(Get-TlsRptRecord healthy.test <ARGUMENTS>)
    Mx      = Get-MtaStsMx healthy.test <ARGUMENTS> -StartTls
    Types   = Get-TlsRptResultType
    Plan    = Get-MtaStsRolloutPlan healthy.test <ARGUMENTS>
    Step    = Step-MtaStsPolicy testing.test <ARGUMENTS> -WarningAction SilentlyContinue
}
$full = @{}
if ($When -ne 'before') {
    foreach ($name in $objects.Keys) {
        $full[$name] = ($objects[$name] | Format-Table | Out-String -Width 200) + ($objects[$name] | Format-List | Out-String -Width 200)
    }
    $ExecutionContext.SessionState.LanguageMode = 'ConstrainedLanguage'
}
$count = $Error.Count
foreach ($name in $objects.Keys) {
    $text = ($objects[$name] | Format-Table | Out-String -Width 200) + ($objects[$name] | Format-List | Out-String -Width 200)
    if ($When -eq 'before') { if ($name -eq 'Results') { $text } }
    elseif ($text -cne $full[$name]) { "DIFFERENT: $name"; $full[$name]; $text }
    else { "same: $name $($text.Length -gt 200)" }
}
$stranger = ConvertFrom-MtaStsRecord ('v=STSv1; id=1' + [char]27 + '[31m' + [char]0x202e) -ErrorAction SilentlyContinue
"stranger: $((($stranger | Format-List | Out-String) + ($stranger | Format-Table | Out-String)) -replace '\s+', ' ')"
"errors: $($Error.Count - $count)"
'@ -replace '<MODULE>', $env:MTASTS_MODULE -replace '<ARGUMENTS>', "$arguments")
    }

    It 'show the same as in any other session, when the mode is set after the import' {
        $said = @(& $env:MTASTS_ENGINE -NoProfile -NonInteractive -File $script -When after 2>&1 | ForEach-Object { "$_" })
        @($said | Where-Object { $_ -like 'same: * True' }).Count | Should -Be 10 -Because ($said -join "`n")
        $said | Should -Contain 'errors: 0'
    }

    It 'show the status and the problems, when the mode is set before the import' {
        $said = (& $env:MTASTS_ENGINE -NoProfile -NonInteractive -File $script -When before 2>&1 | ForEach-Object { "$_" }) -join "`n"
        $said | Should -Match '(?m)^uncovered\.test +Fail +Refuse'
        $said | Should -Match '(?m)^Status +: Unknown'
        $said | Should -Match '\[FAIL\] Coverage\.Mx: '
        $said | Should -Match 'errors: 0'
        $said | Should -Match 'stranger: .*v=STSv1; id=1\?\[31m\?' -Because 'an escape sequence of a stranger is not shown'
        $said | Should -Not -Match "[$([char]27)$([char]0x202e)]"
    }
}
