using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace MtaSts.PowerShell.Parameters;

/// <summary>Completes the domains that this session has seen, the newest first. It does not use the network.</summary>
public sealed class DomainNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SeenDomains.OfProcess.StartingWith((wordToComplete ?? "").Trim('\'', '"'))
            .Select(domain => new CompletionResult(domain, domain, CompletionResultType.ParameterValue, $"{domain}, seen in this session"));
}
