# The Logs Ingestion API on loopback, in a separate runspace. It checks each request against the description of the API (2023-01-01) and the stream of
# the example's template: what the service would refuse is recorded as a violation. Dot-source it, then: $logs = Start-IngestionStub -Template FILE
. "$PSScriptRoot/LoopbackStub.ps1"

function Start-IngestionStub([string] $Template, [string] $Token = 'token-of-the-test') {
    $rule = ([System.IO.File]::ReadAllText($Template) | ConvertFrom-Json).resources | Where-Object type -EQ 'Microsoft.Insights/dataCollectionRules'
    $shared = [hashtable]::Synchronized(@{
        RuleId     = 'dcr-0123456789abcdef0123456789abcdef'
        Token      = $Token
        Columns    = @{}
        Rows       = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Requests   = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Violations = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Faults     = [System.Collections.Queue]::Synchronized([System.Collections.Queue]::new())  # "status retry-after", each for one request
        MostBytes  = 1048576
        Refused    = ''  # a text that a row may not have
    })
    foreach ($column in $rule.properties.streamDeclarations.'Custom-TlsRpt'.columns) { $shared.Columns[$column.name] = $column.type }
    Start-LoopbackStub $shared {
        param($listener, $shared)
        function Send($context, [int] $status, [string] $code = '', [string] $message = '') {
            $context.Response.StatusCode = $status
            if ($code) {
                $context.Response.AddHeader('x-ms-error-code', $code)
                $octets = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json @{ error = @{ code = $code; message = $message } } -Compress))
                $context.Response.ContentType = 'application/json'
                $context.Response.OutputStream.Write($octets, 0, $octets.Length)
            }
            $context.Response.Close()
        }
        while (-not $shared.Stop) {
            try { $context = $listener.GetContext() } catch { break }
            try {
                $request = $context.Request
                $memory = [System.IO.MemoryStream]::new()
                $request.InputStream.CopyTo($memory)
                [void] $shared.Requests.Add("$($request.Headers['x-ms-client-request-id'])")
                if ($shared.Faults.Count -gt 0) {
                    $status, $after = "$($shared.Faults.Dequeue())" -split ' '
                    if ($after) { $context.Response.AddHeader('Retry-After', $after) }
                    Send $context $status 'Busy' 'Later.'
                    continue
                }
                $wrong = @()
                if ($request.HttpMethod -ne 'POST') { $wrong += 'method' }
                if ($request.Url.AbsolutePath -cne "/dataCollectionRules/$($shared.RuleId)/streams/Custom-TlsRpt") { $wrong += 'path' }
                if ($request.Url.Query -cne '?api-version=2023-01-01') { $wrong += 'query' }
                if ($request.Headers['Authorization'] -cne "Bearer $($shared.Token)") { Send $context 401 'InvalidToken' "The token is not valid."; continue }
                if ($request.ContentType -ne 'application/json') { $wrong += 'content type' }
                $id = [guid]::Empty
                if (-not [guid]::TryParse($request.Headers['x-ms-client-request-id'], [ref] $id)) { $wrong += 'x-ms-client-request-id' }
                $memory.Position = 0
                $plain = $memory
                if ($request.Headers['Content-Encoding']) {
                    if ($request.Headers['Content-Encoding'] -cne 'gzip') { $wrong += 'content encoding' }
                    $plain = [System.IO.MemoryStream]::new()
                    [System.IO.Compression.GZipStream]::new($memory, [System.IO.Compression.CompressionMode]::Decompress).CopyTo($plain)
                }
                if ($plain.Length -gt $shared.MostBytes) { Send $context 413 'ContentLengthLimitExceeded' 'Maximum allowed content length.'; continue }
                $text = [System.Text.Encoding]::UTF8.GetString($plain.ToArray())
                if (-not $text.StartsWith('[') -or -not $text.EndsWith(']')) { $wrong += 'not an array' }
                $rows = @($text | ConvertFrom-Json | ForEach-Object { $_ })
                foreach ($row in $rows) {
                    if ($row -isnot [pscustomobject]) { $wrong += 'not an object'; continue }
                    foreach ($name in $row.PSObject.Properties.Name) { if (-not $shared.Columns.ContainsKey($name)) { $wrong += "column $name" } }
                }
                if ($wrong.Count -gt 0) {
                    [void] $shared.Violations.Add("$($wrong -join ', ')")
                    Send $context 400 'InvalidRequest' "$($wrong -join ', ')"
                    continue
                }
                if ($shared.Refused -and $text.Contains($shared.Refused)) { Send $context 400 'InvalidRecord' "A record is refused.$([char] 27)[31m"; continue }
                foreach ($row in $rows) { [void] $shared.Rows.Add($row.Key) }
                Send $context 204
            }
            catch {
                [void] $shared.Violations.Add("$_")
                try { $context.Response.Abort() } catch { $null = $_ }
            }
        }
    }
}
