# A proxy that refuses, with a password in its URL: what a user then sees.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $Lab.Remove('NoProxy')

    # Answers every CONNECT with the same refusal until the listener stops.
    function Start-RefusingProxy([string] $Status) {
        $listener = New-Object System.Net.Sockets.TcpListener ([System.Net.IPAddress]::Loopback), 0
        $listener.Start()
        $worker = [powershell]::Create().AddScript({
                param($listener, $status)
                try {
                    while ($true) {
                        $client = $listener.AcceptTcpClient()
                        $stream = $client.GetStream()
                        $head = ''
                        while (-not $head.EndsWith("`r`n`r`n") -and ($octet = $stream.ReadByte()) -ge 0) { $head += [char] $octet }
                        $answer = [System.Text.Encoding]::ASCII.GetBytes("HTTP/1.1 $status`r`nContent-Length: 0`r`n`r`n")
                        $stream.Write($answer, 0, $answer.Length)
                        $client.Dispose()
                    }
                }
                catch [System.Net.Sockets.SocketException] { $null = $_ }
            }).AddArgument($listener).AddArgument($Status)
        @{ Listener = $listener; Worker = $worker; Run = $worker.BeginInvoke(); Port = $listener.LocalEndpoint.Port }
    }

    function Stop-RefusingProxy($Proxy) {
        $Proxy.Listener.Stop()
        try { $null = $Proxy.Worker.EndInvoke($Proxy.Run) } catch { $null = $_ }
        $Proxy.Worker.Dispose()
    }

    # The two builds find the system's proxy in different places.
    function Use-Proxy($Proxy) {
        if ((Split-Path (Split-Path (Get-Command Test-MtaSts).DLL) -Leaf) -eq 'net8.0') {
            $before = [System.Net.Http.HttpClient]::DefaultProxy
            [System.Net.Http.HttpClient]::DefaultProxy = $Proxy
        }
        else {
            $before = [System.Net.WebRequest]::DefaultWebProxy
            [System.Net.WebRequest]::DefaultWebProxy = $Proxy
        }
        $before
    }

    # All that a user can bring onto the screen or into a file.
    function Get-All([object[]] $Output) {
        $results = @($Output | Where-Object { $_ -isnot [System.Management.Automation.VerboseRecord] })
        $Output | Out-String -Width 500
        $results | Format-List * | Out-String -Width 500
        $results | ConvertTo-Csv -NoTypeInformation
        $results | ConvertTo-Json -Depth 6
        $results | ForEach-Object { if ($_.PSObject.Properties['Checks']) { $_.Checks | ConvertTo-Csv -NoTypeInformation } }
        $global:Error | Format-List * -Force | Out-String -Width 500
        $global:Error | Out-String -Width 500
    }
}

Describe 'A proxy that answers <_>' -ForEach '407 Proxy Authentication Required', '403 Forbidden', '502 Bad Gateway' {
    BeforeAll {
        $proxy = Start-RefusingProxy $_
        $before = Use-Proxy (New-Object System.Net.WebProxy "http://someone:secret@127.0.0.1:$($proxy.Port)")
    }

    AfterAll {
        $null = Use-Proxy $before
        Stop-RefusingProxy $proxy
    }

    It 'is named without its password by Test-MtaSts' {
        $global:Error.Clear()
        $shown = (Get-All @(Test-MtaSts healthy.test -SkipStartTls @Lab -Verbose 4>&1)) -join "`n"
        $shown | Should -Match "127\.0\.0\.1:$($proxy.Port)"
        $shown | Should -Match 'VERBOSE|HTTP'
        $shown | Should -Not -Match 'secret|someone'
    }

    It 'is named without its password by Get-MtaStsPolicy' {
        $global:Error.Clear()
        $shown = (Get-All @(Get-MtaStsPolicy healthy.test @Lab -Verbose 4>&1)) -join "`n"
        $shown | Should -Match "127\.0\.0\.1:$($proxy.Port)"
        $shown | Should -Not -Match 'secret|someone'
    }

    It 'is named without its password where DNS over HTTPS goes through it' {
        $global:Error.Clear()
        $doh = $Lab.Clone()
        $doh.Server = 'https://dns.contoso.test/dns-query'
        $output = @(Get-MtaStsRecord healthy.test @doh -Verbose 4>&1) + @(Get-MtaStsMx healthy.test @doh -Verbose -ErrorAction SilentlyContinue 4>&1)
        $shown = (Get-All $output) -join "`n"
        $shown | Should -Match 'dns\.contoso\.test'
        $shown | Should -Match $_.Substring(0, 3)
        $shown | Should -Not -Match 'secret|someone'
    }
}

Describe 'A password in -Server' {
    It 'is refused and not repeated' {
        $global:Error.Clear()
        { Get-MtaStsRecord healthy.test -Server 'https://someone:secret@dns.contoso.test/dns-query' } | Should -Throw '*user name or password*'
        "$($global:Error[0]) $($global:Error[0].TargetObject) $($global:Error[0].Exception)" | Should -Not -Match 'secret'
    }
}
