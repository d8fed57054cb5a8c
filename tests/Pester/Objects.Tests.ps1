# What the parameters for domains take besides text: objects that name a domain. Anything else is an error that names its type.
BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # As the types of Exchange: the property DomainName holds an object whose string form is the domain.
    Add-Type -TypeDefinition @'
public class SmtpDomainOfTest {
    private readonly string _domain;
    public SmtpDomainOfTest(string domain) { _domain = domain; }
    public override string ToString() { return _domain; }
}
public class AcceptedDomainOfTest {
    public string Name { get { return "Contoso"; } }
    public SmtpDomainOfTest DomainName { get { return new SmtpDomainOfTest("contoso.com"); } }
    public override string ToString() { return Name; }
}
'@
    $file = Join-Path $TestDrive 'fabrikam.json'
    Set-Content -LiteralPath $file -Value 'x'
    $others = @(
        @{ a = 1 }, (New-Object object), (Get-Item -LiteralPath $file), (Get-Item -LiteralPath $TestDrive), [datetime] '2026-01-01', 5, 1.5, $true, [guid]::Empty,
        [pscustomobject]@{ Owner = 'fabrikam.com' }, [pscustomobject]@{ DomainName = New-Object object }, @{ DomainName = @{ a = 1 } }
    )
}

Describe 'An object that names a domain' {
    It 'is used: <what>' -ForEach @(
        @{ what = 'a URI without a scheme'; make = { [uri] 'contoso.com' } }
        @{ what = 'an object whose string form is a domain'; make = { [SmtpDomainOfTest]::new('contoso.com') } }
        @{ what = 'a key in another case'; make = { @{ domainname = 'contoso.com' } } }
        @{ what = 'a dictionary'; make = { $d = [System.Collections.Generic.Dictionary[string, object]]::new(); $d.domain = 'contoso.com'; , $d } }
        @{ what = 'an empty key before another one'; make = { @{ DomainName = ''; Domain = 'contoso.com' } } }
        @{ what = 'an accepted domain'; make = { [AcceptedDomainOfTest]::new() } }
    ) {
        (& $make | New-MtaStsRecord).Fqdn | Should -Be '_mta-sts.contoso.com'
    }
}

Describe 'An object that names no domain' {
    It 'is one error that names its type, and the others are used: <cmdlet>' -ForEach @(
        @{ cmdlet = 'New-MtaStsRecord'; with = @{} }
        @{ cmdlet = 'New-TlsRptRecord'; with = @{ Rua = 'a@contoso.com' } }
    ) {
        $records = @(& { 'contoso.com'; $others; 'fabrikam.com' } | & $cmdlet @with -ErrorVariable problems -ErrorAction SilentlyContinue)
        $records.Fqdn -replace '^_mta-sts\.|^_smtp\._tls\.' | Should -Be 'contoso.com', 'fabrikam.com'
        @($problems).Count | Should -Be $others.Count
        @($problems.FullyQualifiedErrorId -notlike 'NotADomainName,*').Count | Should -Be 0
        "$($problems[0])" | Should -Be 'An object of type System.Collections.Hashtable does not name a domain.'
        "$($problems[2])" | Should -Be 'An object of type System.IO.FileInfo does not name a domain.'
        "$($problems[9])" | Should -BeLike '*PSCustomObject does not name a domain. Needed properties: one of DomainName, Domain, Name, Id. Found: Owner.'
        @($problems | Where-Object { $_.ErrorDetails.RecommendedAction -notlike 'Give the domain as text*' }).Count | Should -Be 0
    }

    It 'is an error when objects hold each other' {
        $circle = @{}
        $circle.Domain = $circle
        $first, $second = [pscustomobject]@{ Domain = $null }, [pscustomobject]@{ Domain = $null }
        $first.Domain, $second.Domain = $second, $first
        (& { $circle; $first; 'contoso.com' } | New-MtaStsRecord -ErrorVariable problems -ErrorAction SilentlyContinue).Fqdn | Should -Be '_mta-sts.contoso.com'
        @($problems).Count | Should -Be 2
    }

    It 'is not looked up: <_>' -ForEach 'Test-MtaSts', 'Get-MtaStsPolicy', 'Get-MtaStsRecord', 'Get-TlsRptRecord', 'Get-MtaStsMx', 'New-MtaStsPolicy', 'Get-MtaStsRolloutPlan' {
        @{ a = 1 }, (New-Object object) | & $_ -Server 127.0.0.1:1 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        @($problems.FullyQualifiedErrorId) -replace ',.*' | Should -Be 'NotADomainName', 'NotADomainName'
    }

    It 'is not stepped: a file whose name looks like a domain' {
        Get-Item -LiteralPath $file | Step-MtaStsPolicy -Server 127.0.0.1:1 -ErrorVariable problems -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$problems" | Should -BeLike '*System.IO.FileInfo cannot be used for a step.*'
    }

    It 'is an error as the argument of <what>' -ForEach @(
        @{ what = '-DomainName'; run = { New-MtaStsRecord @{ a = 1 } -ErrorAction Stop } }
        @{ what = '-ZoneName'; run = { New-MtaStsRecord contoso.com -ZoneName @{ a = 1 } } }
        @{ what = '-DomainName of Export-MtaStsSite'; run = { New-MtaStsPolicy -Mx a.test | Export-MtaStsSite Nginx (Join-Path $TestDrive 'site') -DomainName @{ a = 1 } -ErrorAction Stop } }
        @{ what = '-DomainName of Read-TlsRptReport'; run = { Read-TlsRptReport $file -DomainName @{ a = 1 } } }
        @{ what = '-DomainName of Receive-TlsRptReport'; run = { Receive-TlsRptReport -Path $TestDrive -StatePath (Join-Path $TestDrive 's.json') -DomainName @{ a = 1 } } }
        @{ what = '-DomainName of Compare-MtaSts'; run = { Compare-MtaSts (Join-Path $TestDrive 'b.json') -Accept -DomainName @{ a = 1 } } }
    ) {
        $run | Should -Throw -ErrorId 'NotADomainName,*' -ExpectedMessage '*System.Collections.Hashtable does not name a domain.'
    }
}

Describe 'An object that names a domain' {
    It 'is taken for it: <what>' -ForEach @(
        @{ what = 'an accepted domain'; from = { New-Object AcceptedDomainOfTest } }
        @{ what = 'a saved accepted domain'; from = { $saved = Join-Path $TestDrive 'a.xml'; New-Object AcceptedDomainOfTest | Export-Clixml $saved; Import-Clixml $saved } }
        @{ what = 'a domain of Microsoft Graph'; from = { [pscustomobject]@{ Id = 'contoso.com'; IsVerified = $true } } }
        @{ what = 'a row of a CSV file'; from = { 'DomainName,Name,Owner', ',contoso.com,x' | ConvertFrom-Csv } }
        @{ what = 'a table'; from = { @{ DomainName = 'contoso.com'; Other = 1 } } }
        @{ what = 'an ordered table'; from = { [ordered]@{ name = 'contoso.com' } } }
        @{ what = 'an object in a property'; from = { [pscustomobject]@{ DomainName = [pscustomobject]@{ Domain = 'contoso.com' } } } }
    ) {
        (& $from | New-MtaStsRecord -ErrorAction Stop).Fqdn | Should -Be '_mta-sts.contoso.com'
    }

    It 'is taken for the argument of a parameter that takes no pipeline input' {
        (New-MtaStsRecord mail.contoso.com -ZoneName (New-Object AcceptedDomainOfTest)).ZoneName | Should -Be 'contoso.com'
    }

    It 'is an empty name when its property is empty' {
        [pscustomobject]@{ DomainName = '' }, @{ DomainName = $null } | New-MtaStsRecord -ErrorVariable problems -ErrorAction SilentlyContinue
        @($problems.FullyQualifiedErrorId) -replace ',.*' | Should -Be 'InvalidDomainName', 'InvalidDomainName'
        "$($problems[0])" | Should -BeLike "'' is not a valid mail domain*"
    }
}
