using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MtaSts.PowerShell.Parameters;

/// <summary>Completes the names of result types.</summary>
public sealed class ResultTypeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        TlsResultTypes.All
            .Where(type => type.Name.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(type => new CompletionResult(type.Name, type.Name, CompletionResultType.ParameterValue, type.Meaning));
}
