# The manifest in the root of the repository names this file, and the one that is laid out does not.
$problem = New-Object System.InvalidOperationException ('The module is not built yet. Run ./build.ps1 in the root of the repository, and import ' +
    'the module with the command that it prints: Import-Module ./output/MtaSts/<version>/MtaSts.psd1.')
throw (New-Object System.Management.Automation.ErrorRecord $problem, 'ModuleNotBuilt', 'ResourceUnavailable', $PSScriptRoot)
