using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MtaSts.Checks;

namespace MtaSts.PowerShell.Parameters;

/// <summary>Completes the ids of checks.</summary>
public sealed class CheckIdCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        CheckCatalogue.All
            .Where(check => check.Id.StartsWith(wordToComplete ?? "", StringComparison.OrdinalIgnoreCase))
            .Select(check => new CompletionResult(check.Id, check.Id, CompletionResultType.ParameterValue, check.Title));
}
