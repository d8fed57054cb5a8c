# An HTTP server on loopback, in a separate runspace. Dot-source it, then: $stub = Start-LoopbackStub $state { param($listener, $shared) ... }
# The state is a synchronized hashtable. It gets Root, the address, and Stop, which ends the server with the listener.
function Start-LoopbackStub([hashtable] $Shared, [scriptblock] $Serve) {
    $free = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
    $free.Start()
    $port = $free.LocalEndpoint.Port
    $free.Stop()
    $Shared.Root = "http://127.0.0.1:$port"
    $Shared.Stop = $false
    $Shared.Listener = [System.Net.HttpListener]::new()
    $Shared.Listener.Prefixes.Add("$($Shared.Root)/")
    $Shared.Listener.Start()
    $Shared.Shell = [powershell]::Create()
    [void] $Shared.Shell.AddScript("$Serve").AddArgument($Shared.Listener).AddArgument($Shared)
    [void] $Shared.Shell.BeginInvoke()
    $Shared
}

function Stop-LoopbackStub($Shared) {
    if (-not $Shared) { return }
    $Shared.Stop = $true
    $Shared.Listener.Abort()
    $Shared.Shell.Dispose()
}
