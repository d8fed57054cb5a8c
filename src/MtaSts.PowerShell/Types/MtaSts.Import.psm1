# Runs before the cmdlets can be used. It should stay short: in a new process compiling a line takes PowerShell longer than running it.

# A constrained session does not let a script ask .NET. Types are asked for by name: a look at all assemblies takes much longer. The first
# import loads the core only after this script, so a session that has the core has imported the module before.
$isFree = $ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage'
$mode = if ($isFree) { 'MtaSts.PolicyMode' -as [type] }

# .NET keeps an assembly until the session ends, whatever Remove-Module does, so a second version of the module would run the code of the first.
$loaded = if ($mode) { 'MtaSts.PowerShell.Output.StatusColour' -as [type] }
if ($loaded) {
    $build = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
    $file = "$PSScriptRoot/bin/$build/MtaSts.PowerShell.dll"
    $old = $loaded.Assembly.GetName().Version.ToString(3)
    $new = [System.Reflection.AssemblyName]::GetAssemblyName($file).Version.ToString(3)
    if ($old -ne $new) {
        $text = "MtaSts $old is loaded in this session, and a second version cannot be loaded beside it. " +
            "Start a new PowerShell session, and import MtaSts $new there. Loaded is '$($loaded.Assembly.Location)'."
        $problem = [System.InvalidOperationException]::new($text)
        throw [System.Management.Automation.ErrorRecord]::new($problem, 'OtherVersionLoaded', 'ResourceExists', $file)
    }
}

# Not in TypesToProcess of the module's own manifest: that writes one error for each type that an earlier import has brought. Get-TypeData
# would load another module first, which takes half as long as the whole import, so a value is asked for what its type has.
$isKnown = if ($mode) { $null -ne $mode::None.PSStandardMembers } elseif (-not $isFree) { $null -ne (Get-TypeData -TypeName MtaSts.PolicyMode) }
if (-not $isKnown) { Import-Module "$PSScriptRoot/types/MtaSts.Types.psd1" }
