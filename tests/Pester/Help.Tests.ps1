BeforeDiscovery {
    Import-Module $env:MTASTS_MODULE -Force
    $cmdlets = @(Get-Command -Module MtaSts | ForEach-Object Name)
    $examples = foreach ($name in $cmdlets) {
        foreach ($example in @((Get-Help $name -Full).examples.example)) {
            @{ Cmdlet = $name; Title = $example.title.Trim('- '); Code = $example.code }
        }
    }
    # Code is indented by eight columns; consecutive lines belong together.
    $blocks = foreach ($topic in 'about_MtaSts', 'about_MtaSts_Checks', 'about_MtaSts_Commands', 'about_TlsRpt') {
        foreach ($block in [regex]::Matches("$(Get-Help $topic)", '(?m)(?:^ {8}\S.*$\r?\n?)+')) {
            @{ Topic = $topic; Code = (($block.Value -split "`n").Trim() -ne '') -join "`n" }
        }
    }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/ExampleWorld.ps1"
}

Describe 'Get-Help' {
    It 'explains <_> in full' -ForEach $cmdlets {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Match '^[A-Z][^\r\n]+\.$' -Because 'a synopsis is a sentence; help that PowerShell makes up is the syntax'
        ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 100
        @($help.syntax.syntaxItem).Count | Should -Be @((Get-Command $_).ParameterSets).Count
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($part in 'inputTypes', 'returnValues', 'alertSet', 'relatedLinks') { ($help.$part | Out-String).Trim() | Should -Not -BeNullOrEmpty -Because $part }
        ($help | Out-String) | Should -Not -Match '\{summary\}|<!--'
    }

    It 'explains every parameter of <_>' -ForEach $cmdlets {
        $common = [System.Management.Automation.PSCmdlet]::CommonParameters
        $parameters = (Get-Command $_).Parameters.Values | Where-Object Name -NotIn $common
        foreach ($parameter in $parameters) {
            $help = Get-Help $_ -Parameter $parameter.Name
            ($help.description | Out-String).Trim().Length | Should -BeGreaterThan 5 -Because $parameter.Name
            $help.type.name | Should -Be ($parameter.ParameterType, [Nullable]::GetUnderlyingType($parameter.ParameterType))[[bool][Nullable]::GetUnderlyingType($parameter.ParameterType)].Name -Because $parameter.Name
            $attributes = @($parameter.Attributes | Where-Object { $_ -is [Parameter] })
            $help.required -eq 'true' | Should -Be (@($attributes | Where-Object Mandatory).Count -eq $attributes.Count) -Because $parameter.Name
            $help.pipelineInput -match 'ByValue' | Should -Be (@($attributes | Where-Object ValueFromPipeline).Count -gt 0) -Because $parameter.Name
            if ($parameter.Aliases) { $help.aliases | Should -Be ($parameter.Aliases -join ', ') -Because $parameter.Name }
        }
    }

    It 'shows the effective default of each parameter of <_>' -ForEach $cmdlets {
        # What the machine or the session decides is described.
        $described = @{
            'Read-TlsRptReport -ThrottleLimit' = 'the number of processors, at most 8'
            'Export-MtaStsReport -Culture'     = 'the culture of the session'
        }
        $instance = [Activator]::CreateInstance((Get-Command $_).ImplementingType)
        foreach ($property in $instance.GetType().GetProperties()) {
            $attributes = @($property.GetCustomAttributes([Parameter], $true))
            if ($attributes.Count -eq 0 -or @($attributes | Where-Object Mandatory).Count -eq $attributes.Count) { continue }
            $value = $instance.($property.Name)
            # A number of 0 or the first date stands for a parameter that is not given.
            if ($null -eq $value -or $value -is [switch] -or "$value" -eq '' -or $value -eq 0 -or $value -eq [datetime]::MinValue) { continue }
            $name = "$_ -$($property.Name)"
            $default = (Get-Help $_ -Parameter $property.Name).defaultValue
            if ($described.ContainsKey($name)) { $default | Should -Be $described[$name] -Because $name }
            else { ($default -split ', ')[0] | Should -Be "$value" -Because $name }
        }
    }

    It 'shows that <Cmdlet> -<Parameter> accepts wildcards' -ForEach @(
        @{ Cmdlet = 'Read-TlsRptReport'; Parameter = 'Path' }, @{ Cmdlet = 'ConvertFrom-MtaStsPolicy'; Parameter = 'Path' }, @{ Cmdlet = 'Get-TlsRptResultType'; Parameter = 'Name' }
    ) { (Get-Help $Cmdlet -Parameter $Parameter).globbing | Should -Be 'true' }

    It 'finds <_>' -ForEach 'about_MtaSts', 'about_MtaSts_Checks', 'about_MtaSts_Commands', 'about_TlsRpt' {
        $topic = Get-Help $_
        "$topic" | Should -Match "TOPIC\s+$_\s"
        (Get-Help "$_*" | Where-Object Name -eq $_).Synopsis | Should -Not -BeNullOrEmpty
    }

    It 'has a topic that contains every check of a result' {
        $topic = "$(Get-Help about_MtaSts_Checks)"
        foreach ($check in (Test-MtaSts healthy.test @Lab).Checks) { $topic | Should -Match "(?m)^  $([regex]::Escape($check.Id))\r?$" }
    }
}

Describe 'The help of Test-MtaSts' {
    It 'is right that a policy that is piped in is tested, not the published one' {
        $result = New-MtaStsPolicy contoso.com -Mode Enforce @Lab | Test-MtaSts @Lab
        $result.Mode | Should -Be 'Enforce'
        $result.DomainName | Should -Be 'contoso.com'
        $result.Checks.Id | Should -Contain 'Preflight.Change'
    }

    It 'is right that a policy is tested for the domain it was made for' {
        $policy = New-MtaStsPolicy contoso.com -Mode Enforce @Lab
        (Test-MtaSts -Policy $policy @Lab).DomainName | Should -Be 'contoso.com'
        ($policy | Test-MtaSts fabrikam.com @Lab).SenderAction | Should -Be 'Refuse'
        (Test-MtaSts fabrikam.com -Policy $policy.Text @Lab).SenderAction | Should -Be 'Refuse'
    }

    It 'is right that domains and policies can be mixed' {
        $results = @('fabrikam.com', (New-MtaStsPolicy contoso.com -Mode Enforce @Lab), 'contoso.com' | Test-MtaSts @Lab)
        $results.DomainName | Should -Be 'fabrikam.com', 'contoso.com', 'contoso.com'
        $results.Mode | Should -Be 'Enforce', 'Enforce', 'Testing'
    }
}

Describe 'Examples of the help' {
    BeforeAll {
        # A mailbox for examples that receive reports.
        . "$PSScriptRoot/GraphStub.ps1"
        $graph = Start-GraphStub -Count 3
        Set-Item function:global:Invoke-MgGraphRequest (New-StubSession $graph)
        Set-Item function:global:Connect-MgGraph { param([string[]] $Scopes, [switch] $Identity, [switch] $NoWelcome) }
        Set-Item function:global:Get-AzAccessToken {
            param($ResourceTypeName, [switch] $AsSecureString)
            [pscustomobject]@{ Token = ConvertTo-SecureString 'token-of-the-test' -AsPlainText -Force }
        }

        # These print nothing for healthy domains, or only write a file.
        $silent = @(
            'Show only the problems and their fixes', 'Write what is wrong to a CSV file', 'Find MX hosts that the policy does not cover', 'Use the test in a script', 'Write the file'
            'Write a site for Cloudflare Pages', 'Show what would be written', 'Roll back', 'Put the policy of the next stage in place'
            'Test all domains of a Microsoft 365 tenant', 'Write the stages of all domains to a file'
            'Receive what is new', 'Keep what is new in a mailbox', 'Write a table for a spreadsheet'
            'Show all domains of a tenant', 'Show the domains and a folder of TLS reports', 'Mail the file every Monday from a runbook', 'Add the next steps'
            'Test 50,000 domains so that the scan can be stopped', 'Test again what could not be seen', 'Divide the domains among jobs'
            'Find the domains with MTA-STS in a list of millions'
        )

        # Runs code in a separate folder with the files that an example expects.
        function Invoke-Example([string] $Code) {
            $folder = New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))
            Save-ExampleFile $folder.FullName
            $PSDefaultParameterValues = Get-LabDefault
            $PSDefaultParameterValues['Receive-TlsRptReport:GraphEndpoint'] = $graph.Root
            $messageId, $zoneId, $token = 'message-1', 'zone', 'secret'
            Push-Location $folder
            try {
                if ($Code -match 'Import-Clixml last\.xml' -and $Code -notmatch 'Export-Clixml') { Test-MtaSts contoso.com | Export-Clixml last.xml -Depth 4 }
                # The only change: the lab's server replaces a resolver on the Internet.
                $output = @(& ([scriptblock]::Create(($Code -replace '(?<=-Server )[\d., ]*\d', "'$($Lab.Server)'"))) 2>&1 3>&1)
            }
            finally {
                Pop-Location
            }
            [pscustomobject]@{
                Folder = $folder.FullName
                Output = $output
                Errors = ($output | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }) -join "`n"
                Used   = $messageId, $zoneId, $token
            }
        }
    }

    AfterAll {
        Stop-LoopbackStub $graph
        Remove-Item function:Invoke-MgGraphRequest, function:Connect-MgGraph, function:Get-AzAccessToken -ErrorAction SilentlyContinue
    }

    It '<Cmdlet>: <Title>' -ForEach $examples {
        $run = Invoke-Example $Code
        $run.Errors | Should -BeNullOrEmpty
        if ($Title -replace '^Example \d+: ' -notin $silent) { $run.Output.Count | Should -BeGreaterThan 0 }
        elseif ($Code -match '(?:Set-Content|Export-Csv) (\S+)|Export-MtaStsSite \w+ (\S+)|Export-MtaStsReport (\S+)' -and $Code -notmatch '-WhatIf') {
            Join-Path $run.Folder (-join (1..3 | ForEach-Object { $Matches[$_] })) | Should -Exist
        }
        Get-ChildItem $run.Folder -Recurse -Filter *.csv | ForEach-Object { Get-Content $_ -Raw | Should -Not -Match 'System\.|MtaSts\.' }
    }

    It '<Topic>: <Code>' -ForEach $blocks { (Invoke-Example $Code).Errors | Should -BeNullOrEmpty }
}
