using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;
using MtaSts.Providers;

namespace MtaSts.PowerShell.Parameters;

/// <summary>Completes the providers whose name is enough for a policy, from their ids and from other names that people type.</summary>
public sealed class ProviderCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        var word = (wordToComplete ?? "").Trim('\'', '"');
        return ProviderCatalogue.WithPatterns
            .Where(provider => provider.Aliases.Prepend(provider.Id!).Any(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase)))
            .Select(provider =>
                new CompletionResult(
                    provider.Id!, provider.Id!, CompletionResultType.ParameterValue, $"{provider.Name}: {string.Join(", ", provider.Patterns)}"));
    }
}
