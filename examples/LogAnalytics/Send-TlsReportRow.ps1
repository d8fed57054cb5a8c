#requires -Version 5.1
#requires -Modules Az.Accounts
<#
.SYNOPSIS
    Posts the rows of Export-TlsRptReport to a table of a Log Analytics workspace, through the Logs Ingestion API.

.DESCRIPTION
    Schedule it after Export-TlsRptReport, where the folder is: on a hybrid runbook worker, in an Azure Function with a file share, or on a server.
    template.json makes the table and the data collection rule, and gives the managed identity the role Monitoring Metrics Publisher on the rule.

    A journal notes each batch that the service took. A run that was stopped goes on where it was. Only a run that
    ended between the answer of the service and the journal posts one batch again; the column Key tells such rows, see the README.

    Rows that the service refuses are an error that names the file and the rows. The other files are posted all the same.

.PARAMETER Path
    The folder of Export-TlsRptReport.

.PARAMETER JournalPath
    The file that says which rows were posted. Keep it with the folder: without it everything is posted again.

.PARAMETER Endpoint
    The address of the rule: the output 'endpoint' of template.json.

.PARAMETER RuleId
    The immutable id of the rule: the output 'ruleId' of template.json.

.PARAMETER Stream
    The stream of the rule.

.PARAMETER BatchBytes
    The size of a request before it is compressed. The service takes at most 1 MB.

.PARAMETER Retries
    How often a request is tried again when the service is busy or cannot be reached.

.EXAMPLE
    ./Send-TlsReportRow.ps1 -Path ./archive -JournalPath ./posted.txt -Endpoint https://tls-reports-x1y2.westeurope-1.ingest.monitor.azure.com -RuleId dcr-00000000000000000000000000000000

.OUTPUTS
    One object for each file with new rows: File, Rows, Requests.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)]
    [string] $Path,

    [Parameter(Mandatory = $true)]
    [string] $JournalPath,

    [Parameter(Mandatory = $true)]
    [uri] $Endpoint,

    [Parameter(Mandatory = $true)]
    [ValidatePattern('^dcr-[0-9a-fA-F]+$')]
    [string] $RuleId,

    [ValidatePattern('^Custom-[A-Za-z0-9_]+$')]
    [string] $Stream = 'Custom-TlsRpt',

    [ValidateRange(1000, 1000000)]
    [int] $BatchBytes = 900000,

    [ValidateRange(0, 20)]
    [int] $Retries = 6
)

Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
if ($Endpoint.Scheme -ne 'https' -and -not $Endpoint.IsLoopback) { throw "The endpoint '$Endpoint' does not begin with https://. Use the output 'endpoint' of template.json." }
if (-not (Test-Path -LiteralPath $Path -PathType Container)) { throw "There is no folder '$Path'. Write it with Export-TlsRptReport first." }
Add-Type -AssemblyName System.Net.Http

$root = (Resolve-Path -LiteralPath $Path).ProviderPath
$address = "$("$Endpoint".TrimEnd('/'))/dataCollectionRules/$RuleId/streams/${Stream}?api-version=2023-01-01"
$client = New-Object System.Net.Http.HttpClient
$client.Timeout = [TimeSpan]::FromMinutes(2)
$token = $null

# A token is good for an hour or more; a new one is fetched some minutes before it ends. Newer versions of Az.Accounts return a SecureString.
function Get-Token {
    if (-not $script:token -or $script:token.ExpiresOn -lt [DateTimeOffset]::UtcNow.AddMinutes(5)) {
        if (-not $script:token) { $null = Connect-AzAccount -Identity }
        $script:token = Get-AzAccessToken -ResourceUrl 'https://monitor.azure.com'
    }
    if ($script:token.Token -is [securestring]) { (New-Object System.Net.NetworkCredential '', $script:token.Token).Password } else { $script:token.Token }
}

function ConvertTo-Gzip([string] $Text) {
    $memory = New-Object System.IO.MemoryStream
    $gzip = New-Object System.IO.Compression.GZipStream $memory, ([System.IO.Compression.CompressionMode]::Compress)
    $octets = [System.Text.Encoding]::UTF8.GetBytes($Text)
    $gzip.Write($octets, 0, $octets.Length)
    $gzip.Dispose()
    , $memory.ToArray()
}

# What the service said, in one line without control characters.
function Get-Reason($Response) {
    $code = ''
    $values = $null
    if ($Response.Headers.TryGetValues('x-ms-error-code', [ref] $values)) { $code = @($values)[0] }
    $message = ''
    try {
        $answer = $Response.Content.ReadAsStringAsync().GetAwaiter().GetResult() | ConvertFrom-Json
        if (-not $code) { $code = $answer.error.code }
        $message = $answer.error.message
    }
    catch { $message = 'The answer has no explanation.' }
    $reason = "HTTP status $([int] $Response.StatusCode) $code $message" -replace '[^\x20-\x7e]+', ' '
    $reason.Substring(0, [Math]::Min(500, $reason.Length)).Trim(' .')
}

# How long to wait: as long as the service says, otherwise longer each time; never more than 5 minutes.
function Get-Delay($Response, [int] $Attempt) {
    $after = if ($Response) { $Response.Headers.RetryAfter }
    $seconds = if ($after -and $after.Delta) { $after.Delta.TotalSeconds }
    elseif ($after -and $after.Date) { ($after.Date - [DateTimeOffset]::UtcNow).TotalSeconds }
    else { [Math]::Pow(2, $Attempt) }
    [Math]::Min(300, [Math]::Max(0, [Math]::Ceiling($seconds)))
}

# Posts one batch. Returns nothing when it was taken, otherwise why not. A fault that all batches would have ends the script.
function Send-Batch([string[]] $Row) {
    $body = ConvertTo-Gzip "[$($Row -join ',')]"
    $id = [guid]::NewGuid().ToString()  # the same for each attempt
    for ($attempt = 0; ; $attempt++) {
        $request = New-Object System.Net.Http.HttpRequestMessage ([System.Net.Http.HttpMethod]::Post), $address
        $request.Headers.Authorization = New-Object System.Net.Http.Headers.AuthenticationHeaderValue 'Bearer', (Get-Token)
        $request.Headers.Add('x-ms-client-request-id', $id)
        $request.Content = New-Object System.Net.Http.ByteArrayContent -ArgumentList (, $body)
        $request.Content.Headers.ContentType = New-Object System.Net.Http.Headers.MediaTypeHeaderValue 'application/json'
        $request.Content.Headers.ContentEncoding.Add('gzip')
        $response = $null
        try {
            try {
                $response = $client.SendAsync($request).GetAwaiter().GetResult()
                $status = [int] $response.StatusCode
                if ($status -ge 200 -and $status -lt 300) { return }
                $reason = Get-Reason $response
                if ($status -in 401, 403, 404) { throw "The service refuses the requests: $reason. Check the endpoint, the rule, and the role Monitoring Metrics Publisher of the identity." }
                if ($status -eq 413 -and $Row.Count -gt 1) { return 'split' }
                if ($status -ne 408 -and $status -ne 429 -and $status -lt 500) { return $reason }
            }
            catch [System.Net.Http.HttpRequestException], [System.Threading.Tasks.TaskCanceledException] {
                $reason = "The service cannot be reached: $($_.Exception.GetBaseException().Message)"
            }
            if ($attempt -ge $Retries) { throw "$reason. It was tried $($attempt + 1) times. Run the script again: it posts the rows that were not taken." }
            $delay = Get-Delay $response $attempt
            Write-Verbose "$reason. The next attempt is in $delay seconds."
        }
        finally {
            if ($response) { $response.Dispose() }
            $request.Dispose()
        }
        Start-Sleep -Seconds $delay
    }
}

# Posts a batch, in halves when it is too large. Each part that was taken is noted at once.
function Send-Part([string] $Name, [string[]] $Row, [int] $First) {
    $problem = Send-Batch $Row
    $counts.Requests++
    if ($problem -eq 'split') {
        $half = [int][Math]::Floor($Row.Count / 2)
        Send-Part $Name $Row[0..($half - 1)] $First
        Send-Part $Name $Row[$half..($Row.Count - 1)] ($First + $half)
        return
    }
    if ($problem) {
        $rows = if ($Row.Count -eq 1) { "Row $($First + 1) of $Name was" } else { "Rows $($First + 1) to $($First + $Row.Count) of $Name were" }
        $problems.Add("$rows not taken: $problem.")
        return
    }
    $counts.Rows += $Row.Count
    [System.IO.File]::AppendAllText($journal, "$Name`t$First`t$($Row.Count)`n")
}

# The journal: one line per batch that was taken, with the file, the first row and the number of rows, and one per file of which nothing is missing. A last
# line that was cut off counts as missing.
$journal = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($JournalPath)
$posted = @{}
if (Test-Path -LiteralPath $journal) {
    $text = [System.IO.File]::ReadAllText($journal)
    $whole = $text.Substring(0, $text.LastIndexOf("`n") + 1)
    if ($whole.Length -lt $text.Length) { [System.IO.File]::WriteAllText($journal, $whole) }
    foreach ($line in $whole -split "`n") {
        $name, $first, $count = $line -split "`t"
        if ($first -eq 'done') { $posted[$name] = 'done' }
        if (-not $count -or $posted[$name] -eq 'done') { continue }
        if (-not $posted.ContainsKey($name)) { $posted[$name] = New-Object System.Collections.Generic.List[object] }
        $posted[$name].Add([pscustomobject]@{ First = [int] $first; End = [int] $first + [int] $count })
    }
}

$problems = New-Object System.Collections.Generic.List[string]
try {
    foreach ($file in Get-ChildItem -LiteralPath $root -Recurse -Filter *.ndjson.gz -File | Where-Object { $_.Directory.Name -like 'date=*' } | Sort-Object FullName) {
        $name = "$($file.Directory.Name)/$($file.Name)"
        $counts = [pscustomobject]@{ File = $name; Rows = 0; Requests = 0 }
        $done = $posted[$name]
        if ($done -eq 'done') { continue }
        $done = @($done | Where-Object { $_ } | Sort-Object First)
        $before = $problems.Count
        $next = 0
        $batch = New-Object System.Collections.Generic.List[string]
        $first = $number = $size = 0
        $reader = $null
        try {
            $reader = New-Object System.IO.StreamReader (New-Object System.IO.Compression.GZipStream ([System.IO.File]::OpenRead($file.FullName)), ([System.IO.Compression.CompressionMode]::Decompress))
            while ($null -ne ($row = $reader.ReadLine())) {
                while ($next -lt $done.Count -and $done[$next].End -le $number) { $next++ }
                $isNew = $next -ge $done.Count -or $number -lt $done[$next].First
                $octets = [System.Text.Encoding]::UTF8.GetByteCount($row) + 1
                $fault = if (-not $row.StartsWith('{"SchemaVersion":1,')) { 'it is not a row of schema version 1' }
                elseif ($octets -gt $BatchBytes) { "it has $octets bytes, and a request may have $BatchBytes" }
                if ($isNew -and $fault) { $problems.Add("Row $($number + 1) of $name was not posted: $fault.") }
                # A batch is of rows that follow each other, so that the journal can name it.
                if ($batch.Count -gt 0 -and (-not $isNew -or $fault -or $size + $octets -gt $BatchBytes)) {
                    Send-Part $name $batch.ToArray() $first
                    $batch.Clear()
                }
                if ($isNew -and -not $fault) {
                    if ($batch.Count -eq 0) { $first, $size = $number, 2 }
                    $batch.Add($row)
                    $size += $octets
                }
                $number++
            }
            if ($batch.Count -gt 0) { Send-Part $name $batch.ToArray() $first }
            if ($problems.Count -eq $before) { [System.IO.File]::AppendAllText($journal, "$name`tdone`n") }
        }
        catch [System.IO.IOException], [System.IO.InvalidDataException], [System.UnauthorizedAccessException] {
            $problems.Add("$name cannot be read after row ${number}: $($_.Exception.GetBaseException().Message)")
        }
        finally { if ($reader) { $reader.Dispose() } }
        if ($counts.Requests -gt 0) { $counts }
    }
}
finally { $client.Dispose() }

foreach ($problem in $problems) { Write-Warning $problem }
if ($problems.Count -gt 0) { throw "Rows were not posted, for $($problems.Count) reasons; each has a warning." }
