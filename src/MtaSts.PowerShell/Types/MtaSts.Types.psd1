# The type data alone, for MtaSts.Import.psm1, which loads it when it is not there yet.
@{
    ModuleVersion     = '1.0'
    TypesToProcess    = @('MtaSts.Types.ps1xml')
    FunctionsToExport = @()
    CmdletsToExport   = @()
    VariablesToExport = @()
    AliasesToExport   = @()
}
