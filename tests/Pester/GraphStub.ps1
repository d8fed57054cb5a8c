# A mailbox behind the requests of Microsoft Graph, on loopback, in a separate runspace. It checks each request: what Graph would
# refuse is recorded as a violation. Dot-source it, then: $graph = Start-GraphStub -Count 20

. "$PSScriptRoot/LoopbackStub.ps1"

# One mail with one report per number.
function New-ReportMail([int] $Number, [string] $Domain = 'contoso.com') {
    $day = [datetime]::new(2026, 11, 1).AddDays($Number % 20).ToString('yyyy-MM-dd')
    $json = '{"organization-name":"Sender","date-range":{"start-datetime":"' + $day + 'T00:00:00Z","end-datetime":"' + $day +
        'T23:59:59Z"},"contact-info":"x@sender.example","report-id":"' + $Number + '","policies":[{"policy":{"policy-type":"sts",' +
        '"policy-domain":"' + $Domain + '"},"summary":{"total-successful-session-count":10,"total-failure-session-count":0}}]}'
    "From: noreply@sender.example`r`nTo: reports@contoso.com`r`nSubject: Report Domain: $Domain Submitter: sender.example Report-ID: <$Number>`r`n" +
        "Authentication-Results: mx.contoso.com; dkim=pass header.d=sender.example`r`n" +
        "Date: Sun, 01 Nov 2026 00:00:00 +0000`r`nTLS-Report-Domain: $Domain`r`nContent-Type: application/tlsrpt+json`r`n`r`n$json`r`n"
}

function Start-GraphStub([int] $Count, [string] $Token = 'token-of-the-test') {
    $mails = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
    for ($i = 0; $i -lt $Count; $i++) { [void] $mails.Add((New-ReportMail $i)) }
    $shared = [hashtable]::Synchronized(@{
        Token      = $Token
        Mails      = $mails
        Moved      = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Fetched    = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Violations = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        Faults     = [System.Collections.Queue]::Synchronized([System.Collections.Queue]::new())  # "status code retry-after", each for one request
        Delay      = 0  # milliseconds before each message
        PageSize   = 1000  # at most, whatever the client asks for
        Era        = 0  # links of an earlier era have expired
    })
    Start-LoopbackStub $shared {
        param($listener, $shared)
        function Send($context, [int] $status, [byte[]] $body, [string] $type = 'application/json') {
            $context.Response.StatusCode = $status
            $context.Response.ContentType = $type
            $context.Response.ContentLength64 = $body.Length
            $context.Response.OutputStream.Write($body, 0, $body.Length)
            $context.Response.Close()
        }
        function SendJson($context, [int] $status, $value) {
            Send $context $status ([System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json $value -Depth 5 -Compress)))
        }
        function Refuse($context, [string] $what) {
            [void] $shared.Violations.Add("${what}: $($context.Request.HttpMethod) $($context.Request.RawUrl)")
            SendJson $context 400 @{ error = @{ code = 'BadRequest'; message = $what } }
        }
        function Find-Page($context, $query, [string] $kind) {
            $first = @('changeType', '$select', '$top')
            $start = 0
            $token = @($query['$skiptoken'], $query['$deltatoken'], $query['$skip']) | Where-Object { $_ } | Select-Object -First 1
            if ($token) {
                $era, $start = $token -split '\.'
                if ([int] $era -ne $shared.Era) { SendJson $context 410 @{ error = @{ code = 'syncStateNotFound'; message = 'It has expired.' } }; return }
                if ($query.Count -ne 1) { Refuse $context 'options beside a token'; return }
            }
            elseif (@($query.AllKeys | Where-Object { $_ -notin $first }).Count) { Refuse $context 'an option'; return }
            elseif ($kind -eq 'delta' -and $query['changeType'] -ne 'created') { Refuse $context 'changeType'; return }
            $prefer = $context.Request.Headers['Prefer']
            if ($prefer -notlike '*IdType="ImmutableId"*') { Refuse $context 'Prefer'; return }
            $size = $shared.PageSize
            if ($prefer -match 'odata\.maxpagesize=(\d+)') { $size = [Math]::Min($size, [int] $Matches[1]) }
            $items = @(for ($i = [int] $start; $i -lt $shared.Mails.Count -and $i -lt [int] $start + $size; $i++) {
                if ($shared.Moved -notcontains "m$i") {
                    @{ id = "m$i"; subject = "Report $i"; receivedDateTime = [datetime]::new(2026, 11, 1).AddDays($i).ToString('yyyy-MM-ddTHH:mm:ssZ') }
                }
            })
            $end = [Math]::Min([int] $start + $size, $shared.Mails.Count)
            $isLast = $end -ge $shared.Mails.Count
            $page = @{ value = $items }
            $base = "$($shared.Root)/v1.0/users('00aa')/mailFolders('AQMk')/messages"
            if ($kind -eq 'list') { if (-not $isLast) { $page['@odata.nextLink'] = "$base`?`$skip=$($shared.Era).$end" } }
            elseif ($isLast) { $page['@odata.deltaLink'] = "$base/delta?`$deltatoken=$($shared.Era).$end" }
            else { $page['@odata.nextLink'] = "$base/delta?`$skiptoken=$($shared.Era).$end" }
            SendJson $context 200 $page
        }
        while (-not $shared.Stop) {
            try { $context = $listener.GetContext() } catch { return }
            try {
                $request = $context.Request
                $path = $request.Url.AbsolutePath
                $query = [System.Collections.Specialized.NameValueCollection]::new()
                foreach ($pair in $request.Url.Query.TrimStart('?') -split '&' | Where-Object { $_ }) {
                    $name, $value = $pair -split '=', 2
                    $query.Add([uri]::UnescapeDataString($name), [uri]::UnescapeDataString($value))
                }
                if ($shared.Faults.Count) {
                    $status, $code, $after = $shared.Faults.Dequeue() -split ' '
                    if ($after) { $context.Response.Headers['Retry-After'] = $after }
                    SendJson $context $status @{ error = @{ code = $code; message = 'The stub says no.' } }
                }
                elseif ($request.Headers['Authorization'] -cne "Bearer $($shared.Token)") {
                    SendJson $context 401 @{ error = @{ code = 'InvalidAuthenticationToken'; message = 'The token is not valid.' } }
                }
                elseif ($path -match '/messages/delta$') { Find-Page $context $query 'delta' }
                elseif ($path -match '/mailFolders/(?<parent>[^/]+)/childFolders$') {
                    $parent = $Matches.parent
                    if ($query['$filter'] -notmatch "^displayName eq '(?<name>.+)'$") { Refuse $context '$filter' }
                    elseif ($Matches.name -in 'TLS reports', 'Read' -and $parent -eq 'inbox') { SendJson $context 200 @{ value = @(@{ id = 'AAMkReports='; displayName = $Matches.name }) } }
                    else { SendJson $context 200 @{ value = @() } }
                }
                elseif ($path -match '/messages/(?<id>m\d+)/\$value$' -and $request.HttpMethod -eq 'GET') {
                    $id = $Matches.id
                    if ($shared.Delay) { [System.Threading.Thread]::Sleep($shared.Delay) }
                    [void] $shared.Fetched.Add($id)
                    Send $context 200 ([System.Text.Encoding]::UTF8.GetBytes($shared.Mails[[int] $id.Substring(1)])) 'text/plain'
                }
                elseif ($path -match '/messages/(?<id>m\d+)/move$' -and $request.HttpMethod -eq 'POST') {
                    $id = $Matches.id
                    $body = [System.IO.StreamReader]::new($request.InputStream).ReadToEnd() | ConvertFrom-Json
                    if ($body.destinationId -ne 'AAMkReports=' -or $request.ContentType -notlike 'application/json*') { Refuse $context 'move' }
                    else {
                        [void] $shared.Moved.Add($id)
                        SendJson $context 201 @{ id = $id }
                    }
                }
                elseif ($path -match '/messages$') { Find-Page $context $query 'list' }
                else { Refuse $context 'the path' }
            }
            catch { [void] $shared.Violations.Add("stub: $_") }
        }
    }
}

# What Invoke-MgGraphRequest does with these parameters, for a session that is connected to the stub.
function New-StubSession($Graph) {
    $client = [System.Net.Http.HttpClient]::new()
    $token = $Graph.Token
    {
        param([string] $Method, [uri] $Uri, $Body, [System.Collections.IDictionary] $Headers, [string] $OutputType, [string] $ContentType,
            [switch] $SkipHttpErrorCheck, [System.Management.Automation.ActionPreference] $ErrorAction)
        if ($OutputType -ne 'HttpResponseMessage' -or -not $SkipHttpErrorCheck) { throw 'The test expects the response itself.' }
        $message = [System.Net.Http.HttpRequestMessage]::new([System.Net.Http.HttpMethod]::new($Method), $Uri)
        foreach ($name in $Headers.Keys) { [void] $message.Headers.TryAddWithoutValidation($name, $Headers[$name]) }
        $message.Headers.Authorization = [System.Net.Http.Headers.AuthenticationHeaderValue]::new('Bearer', $token)
        if ($Body) { $message.Content = [System.Net.Http.StringContent]::new($Body, [System.Text.Encoding]::UTF8, $ContentType) }
        $client.SendAsync($message).GetAwaiter().GetResult()
    }.GetNewClosure()
}
