# Writes a site for each kind of host with Export-MtaStsSite, on Linux and under Wine; wine.sh compares the bytes.
param([string] $Module, [string] $Folder)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$policy = New-MtaStsPolicy -Mx mail.contoso.com, '*.contoso.com' -Mode Enforce -MaxAge 7776000 -WarningAction SilentlyContinue
foreach ($kind in [Enum]::GetNames([MtaSts.SiteKind])) {
    New-Item -ItemType Directory -Path (Join-Path $Folder $kind) -Force | Out-Null
    $policy | Export-MtaStsSite $kind (Join-Path (Join-Path $Folder $kind) 'site') -DomainName contoso.com -RecordId 20260301000000
}
