# Runs before the cmdlets are loaded. .NET keeps an assembly until the session ends, whatever Remove-Module does, so a second
# version of the module would run the code of the first.

# A constrained session does not let a script ask .NET.
if ($ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
    $build = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'netstandard2.0' }
    $file = [System.IO.Path]::Combine($PSScriptRoot, "bin/$build/MtaSts.PowerShell.dll")

    # No pipeline: Select-Object would load another module first.
    $loaded = $null
    foreach ($assembly in [AppDomain]::CurrentDomain.GetAssemblies()) {
        if ($assembly.FullName.StartsWith('MtaSts.PowerShell,')) { $loaded = $assembly; break }
    }

    if ($loaded) {
        $old = $loaded.GetName().Version.ToString(3)
        $new = [System.Reflection.AssemblyName]::GetAssemblyName($file).Version.ToString(3)
        if ($old -ne $new) {
            $text = "MtaSts $old is loaded in this session, and a second version cannot be loaded beside it. " +
                "Start a new PowerShell session, and import MtaSts $new there. Loaded is '$($loaded.Location)'."
            $problem = New-Object System.InvalidOperationException $text
            throw (New-Object System.Management.Automation.ErrorRecord $problem, 'OtherVersionLoaded', 'ResourceExists', $file)
        }
    }
}

# Not in TypesToProcess of the manifest: that writes one error for each type that an earlier import has brought.
# The module of the command is named, because a search through all modules takes longer than the rest of the import.
Microsoft.PowerShell.Utility\Update-TypeData -AppendPath "$PSScriptRoot/MtaSts.Types.ps1xml" -ErrorAction Ignore
