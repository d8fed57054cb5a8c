BeforeDiscovery {
    $script:isUnix = $PSVersionTable.PSVersion.Major -ge 6 -and -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function New-Json([string] $Id, [string] $More = '') {
        '{"organization-name":"Fabrikam","date-range":{"start-datetime":"2026-01-10T00:00:00Z","end-datetime":"2026-01-10T23:59:59Z"},"contact-info":"a@fabrikam.test","report-id":"' + $Id +
        '","policies":[{"policy":{"policy-type":"sts","policy-string":["version: STSv1"' + $More + '],"policy-domain":"contoso.com","mx-host":["mx.contoso.com"]},"summary":{"total-successful-session-count":1,"total-failure-session-count":0}}]}'
    }

    function Save-Gzip([string] $Path, [string] $Text) {
        $gzip = New-Object System.IO.Compression.GZipStream ([System.IO.File]::Create($Path)), ([System.IO.Compression.CompressionMode]::Compress)
        $bytes = [System.Text.Encoding]::UTF8.GetBytes($Text)
        $gzip.Write($bytes, 0, $bytes.Length)
        $gzip.Dispose()
    }

    function New-Folder([string] $Name) {
        $path = Join-Path $TestDrive $Name
        $null = New-Item -ItemType Directory -Path (Join-Path $path 'sub')
        [System.IO.File]::WriteAllText((Join-Path $path 'a.json'), (New-Json 'a'))
        [System.IO.File]::WriteAllText((Join-Path $path 'z.json'), (New-Json 'z'))
        [System.IO.File]::WriteAllText((Join-Path $path 'sub/c.json'), (New-Json 'c'))
        $path
    }
}

Describe 'Folders with other things than reports' {
    It 'skips pipes and sockets, names them once, and reads the rest: <How>' -Tag MatchingBuild -Skip:(-not $isUnix) -ForEach @(
        @{ How = '-Recurse'; Ids = 'a', 'z', 'c'; Read = { param($folder) Read-TlsRptReport $folder -Recurse } }
        @{ How = 'a wildcard'; Ids = 'a', 'z'; Read = { param($folder) Read-TlsRptReport "$folder/*" -ErrorAction SilentlyContinue } }
        @{ How = 'Get-ChildItem'; Ids = 'a', 'z'; Read = { param($folder) Get-ChildItem $folder -File | Read-TlsRptReport } }
        @{ How = 'properties'; Ids = 'a', 'z'; Read = { param($folder) Get-ChildItem $folder -File | Select-Object FullName | Read-TlsRptReport } }
    ) {
        $folder = New-Folder ([guid]::NewGuid())
        foreach ($name in 'p1', 'p2', 'p3', 'p4') { mkfifo (Join-Path $folder $name) }
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder 'link') -Value (Join-Path $folder 'p1')
        $end = New-Object System.Net.Sockets.UnixDomainSocketEndPoint (Join-Path $folder 's')
        $socket = New-Object System.Net.Sockets.Socket ([System.Net.Sockets.AddressFamily]::Unix), ([System.Net.Sockets.SocketType]::Stream), 0
        $socket.Bind($end)
        try {
            $found = @(& $Read $folder 3>&1)
        }
        finally {
            $socket.Dispose()
        }

        @($found | Where-Object { $_ -isnot [System.Management.Automation.WarningRecord] }).ReportId | Should -Be $Ids
        $warnings = @($found | Where-Object { $_ -is [System.Management.Automation.WarningRecord] })
        $warnings.Count | Should -Be 1
        "$warnings" | Should -BeLike '6 entries were skipped: they are pipes, sockets or devices.*and 3 more.'
    }

    It 'reads the good reports behind broken links, links in a circle and paths that are too long' -Skip:(-not $isUnix) {
        $folder = New-Folder 'links'
        $null = New-Item -ItemType SymbolicLink -Path (Join-Path $folder 'broken') -Value (Join-Path $folder 'nowhere')
        ln -s circle (Join-Path $folder 'circle')
        ln -s .. (Join-Path $folder 'sub/up')
        $long = '/' + ('x/' * 3000)
        $found = @(Read-TlsRptReport -LiteralPath $long, $folder, "$long.json" -Recurse -ErrorVariable problem -ErrorAction SilentlyContinue)
        $found.ReportId | Should -Be 'a', 'z', 'c'
        $problem.Count | Should -Be 4
        foreach ($one in $problem) {
            $one.FullyQualifiedErrorId | Should -Match '^(PathNotFound|FileUnreadable),'
            "$one".Length | Should -BeLessThan 1200
        }
    }

    It 'finds with wildcards what PowerShell finds: <_>' -ForEach '*', '*.json', '[az].json', '?.json', 's*/*', '*/c.json', 'Z*', '*.JSON', 's*' {
        $folder = New-Folder ([guid]::NewGuid())
        $pattern = Join-Path $folder $_
        $files = @((Resolve-Path $pattern).Path | Where-Object { Test-Path $_ -PathType Leaf })
        @(Read-TlsRptReport $pattern -ErrorAction SilentlyContinue | ForEach-Object { $_.Source }) | Should -Be $files
    }

    It 'says that a wildcard finds nothing' {
        Read-TlsRptReport (Join-Path $TestDrive 'none*.json') -ErrorVariable problem -ErrorAction SilentlyContinue
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PathNotFound,*'
    }

    It 'reads a file whose name has brackets, and one with an escape in the path' {
        $folder = New-Folder 'brackets'
        [System.IO.File]::WriteAllText((Join-Path $folder 'r[1].json'), (New-Json 'brackets'))
        (Read-TlsRptReport -LiteralPath (Join-Path $folder 'r[1].json')).ReportId | Should -Be 'brackets'
        (Read-TlsRptReport (Join-Path $folder 'r`[1`].*')).ReportId | Should -Be 'brackets'
    }
}

Describe 'Files without an end' {
    It 'gives an error for <Path> as a policy' -Tag MatchingBuild -Skip:(-not $isUnix) -ForEach @(@{ Path = '/dev/zero' }, @{ Path = '/dev/random' }, @{ Path = 'pipe' }) {
        if ($Path -eq 'pipe') {
            $Path = Join-Path $TestDrive 'policy.pipe'
            mkfifo $Path
        }

        { Test-MtaSts contoso.com -PolicyPath $Path } | Should -Throw '*not a regular file*' -ErrorId 'FileUnreadable,*'
        Get-MtaStsPolicy -Path $Path -ErrorVariable problem -ErrorAction SilentlyContinue
        "$($problem[0])" | Should -BeLike '*not a regular file*'
    }

    It 'gives an error for /dev/zero as a root certificate' -Tag MatchingBuild -Skip:(-not $isUnix) {
        { Test-MtaSts contoso.com -TrustedRoot /dev/zero -ErrorAction Stop } | Should -Throw '*not a regular file*'
    }

    It 'gives an error for a root certificate of two megabytes' {
        $file = Join-Path $TestDrive 'root.pem'
        [System.IO.File]::WriteAllBytes($file, (New-Object byte[] 2000000))
        { Test-MtaSts contoso.com -TrustedRoot $file -ErrorAction Stop } | Should -Throw '*larger than 1024 KiB*'
    }

    It 'puts piped text together up to the limit, and says which way has none' {
        $lines = 1..200 | ForEach-Object { 'x' * 1000 }
        $found = @(& { $lines; 'y'; New-Json 'behind' } | Read-TlsRptReport -MaxUnpackedBytes 100000 -MaxMailBytes 100000 -ErrorVariable problem -ErrorAction SilentlyContinue)
        $problem.Count | Should -Be 1
        $problem[0].FullyQualifiedErrorId | Should -BeLike 'PipedTooLarge,*'
        "$($problem[0].ErrorDetails.RecommendedAction)" | Should -BeLike '*-Path*'
        $found.Count | Should -Be 0
    }

    It 'reads the file behind a piped text that is too large' {
        $folder = New-Folder 'behind'
        $file = Get-Item (Join-Path $folder 'a.json')
        $found = @(& { 'x' * 200000; $file } | Read-TlsRptReport -MaxUnpackedBytes 100000 -MaxMailBytes 100000 -ErrorVariable problem -ErrorAction SilentlyContinue)
        $problem.Count | Should -Be 1
        $found.ReportId | Should -Be 'a'
    }

    It 'gives a limited number of errors for a small file of damaged reports' {
        $file = Join-Path $TestDrive 'errors.gz'
        Save-Gzip $file ('{}' * 300000)
        $good = Join-Path (New-Folder 'good') 'a.json'
        $found = @(Read-TlsRptReport $file, $good -ErrorVariable problem -ErrorAction SilentlyContinue)
        $found.ReportId | Should -Be 'a'
        $problem.Count | Should -BeLessOrEqual 1001
        "$($problem[-1])" | Should -BeLike '*: 1,000 reports of this JSON text could not be read, which is the limit. *' -Because 'Read-TlsRptReport has no -MaxErrors'
        $problem[-1].ErrorDetails.RecommendedAction | Should -BeLike '*errors before this one*'
    }
}

Describe 'The memory of all reports together' {
    It 'reads all files in order, whatever the limit: <_> MB' -ForEach 1, 4, 256 {
        $folder = Join-Path $TestDrive "memory$_"
        $null = New-Item -ItemType Directory $folder
        $more = ',"' + ('x' * 900000) + '"'
        foreach ($i in 10..29) { Save-Gzip (Join-Path $folder "$i.json.gz") ((New-Json "$i-1" $more) + (New-Json "$i-2" $more)) }
        $found = @(Read-TlsRptReport (Join-Path $folder '*') -ThrottleLimit 16 -MemoryLimitMB $_).ReportId
        $found | Should -Be @(foreach ($i in 10..29) { "$i-1"; "$i-2" })
    }

    It 'lets go of what waits when it is stopped' {
        $folder = Join-Path $TestDrive 'stopped'
        $null = New-Item -ItemType Directory $folder
        $more = ',"' + ('x' * 900000) + '"'
        foreach ($i in 10..29) { Save-Gzip (Join-Path $folder "$i.json.gz") ((New-Json "$i-1" $more) + (New-Json "$i-2" $more)) }
        @(Read-TlsRptReport (Join-Path $folder '*') -ThrottleLimit 16 -MemoryLimitMB 1 | Select-Object -First 1).ReportId | Should -Be '10-1'
    }
}

Describe 'Names of files' {
    It 'shows control characters of file names safely in errors, warnings and Source' -Tag MatchingBuild -Skip:(-not $isUnix) {
        $folder = Join-Path $TestDrive "x$([char]27)cy"
        $null = [System.IO.Directory]::CreateDirectory($folder)
        [System.IO.File]::WriteAllText((Join-Path $folder "a$([char]0x202e)b.json"), (New-Json 'a'))
        [System.IO.File]::WriteAllText((Join-Path $folder "bad$([char]7).json"), '{')
        mkfifo (Join-Path $folder "pipe$([char]8)")
        $found = @(Read-TlsRptReport -LiteralPath $folder, "$folder/none$([char]13)", $folder -Recurse -ErrorVariable problem -WarningVariable warning -ErrorAction SilentlyContinue -WarningAction SilentlyContinue)
        $null = Read-TlsRptReport -LiteralPath $folder -ErrorVariable +problem -ErrorAction SilentlyContinue
        $problem.Add($( try { Test-MtaSts contoso.com -PolicyPath "$folder/none$([char]13)" } catch { $_ } ))
        $found[0].ReportId | Should -Be 'a'
        $problem.Count | Should -BeGreaterOrEqual 4
        $text = @($found.Source; $warning; $problem; $problem.CategoryInfo; $problem | ForEach-Object { $_ | Out-String -Width 300 }) -join '|'
        $text = $text -replace "$([char]27)\[[0-9;]*m" -replace "[\r\n]"
        $text | Should -Not -Match '[\x00-\x1f\x7f\u202e]'
    }

    It 'cuts names of hundreds of kilobytes in errors' {
        $name = 'n' * 240000
        Read-TlsRptReport -LiteralPath $name -ErrorVariable problem -ErrorAction SilentlyContinue
        [pscustomobject]@{ Name = $name; ContentBytes = [byte[]](123, 125) } | Read-TlsRptReport -ErrorVariable +problem -ErrorAction SilentlyContinue
        $problem.Count | Should -Be 2
        foreach ($one in $problem) { "$one".Length | Should -BeLessThan 5000 }
    }
}
