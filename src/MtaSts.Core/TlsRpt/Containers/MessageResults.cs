using System.Collections.Generic;
using System.Globalization;
using MtaSts.Mime;
using MtaSts.Text;

namespace MtaSts.TlsRpt.Containers;

/// <summary>
/// The results of one message: its reports, or one error that identifies it. A message that says it is a TLS report always has
/// a result.
/// </summary>
/// <param name="headers">The message's header fields.</param>
/// <param name="context">Where the message is.</param>
/// <param name="form">The note about the message's form when it says that it is a TLS report but nothing was found; null for MIME.</param>
internal sealed class MessageResults(MailHeaders headers, ReadContext context, string? form = null)
{
    private const int MaxPartsNamed = 3;
    private const string NoReport = "The message contains no TLS report.";

    private readonly List<TlsReportError> _held = [];
    private readonly List<string> _parts = [];
    private int _heldCount;
    private int _partCount;
    private bool _hasResult;

    /// <summary>The mark by which the message says that it is a TLS report; null when it does not.</summary>
    public string? DeclaredBy { get; } = ReportMail.DeclaredBy(headers);

    /// <summary>Whether a result says that the message itself, and not one inside it, is other mail than a TLS report.</summary>
    public static bool IsOtherMail(TlsReportResult result, ReadContext message) => result.Error is { Reason: NoReport } error && error.Source == message.Source;

    /// <summary>Records a part, to report what the message contained when nothing is found in it.</summary>
    public void NotePart(string mediaType, string? fileName)
    {
        if (++_partCount <= MaxPartsNamed)
            _parts.Add(fileName is null ? SafeText.Excerpt(mediaType) : SafeText.Excerpt(mediaType) + " (" + SafeText.Excerpt(fileName) + ")");
    }

    /// <summary>Passes on the results of the parts. Errors of parts come last, so that they can be combined into one.</summary>
    public IEnumerable<TlsReportResult> Gather(IEnumerable<TlsReportResult> ofParts)
    {
        foreach (var result in ofParts)
        {
            // An attached message identifies itself.
            var isHeld = result.Error is { MailMessage: null, Fault: not TlsReportFault.DmarcReport };
            if (isHeld)
            {
                _heldCount++;
                if (_held.Count < context.Options.MaxErrors) _held.Add(result.Error!);
                continue;
            }

            _hasResult = true;
            yield return result;
        }

        var name = ReportMail.NameOf(headers);
        if (_hasResult)
        {
            foreach (var error in _held) yield return new TlsReportResult(error.In(name, string.Empty));
            if (_heldCount > _held.Count)
            {
                var rest = ErrorLimit.Rest(_heldCount - _held.Count, "in this message", context.Source, context.Options.MaxErrors);
                yield return new TlsReportResult(rest.In(name, string.Empty));
            }
        }
        else if (_held.Count > 0)
        {
            // Some errors stand for many others, which were not counted here.
            var more = _heldCount == 1 ? string.Empty : string.Format(
                CultureInfo.InvariantCulture, "The message has {0}{1:#,0} more {2}.",
                _heldCount > context.Options.MaxErrors ? "at least " : string.Empty, _heldCount - 1, _heldCount == 2 ? "error" : "errors");
            yield return new TlsReportResult(_held[0].In(name, more));
        }
        else if (DeclaredBy is not null || context.IsDeclared)
        {
            yield return new TlsReportResult(new TlsReportError(TlsReportFault.NotAReport, NothingFound(), context.Source, mailMessage: name));
        }
    }

    private string NothingFound()
    {
        var parts = string.Join(", ", _parts);
        if (_partCount > MaxPartsNamed) parts += " and " + (_partCount - MaxPartsNamed).ToString(CultureInfo.InvariantCulture) + " more";
        var held = _partCount == 0 ? " It has no parts." : " It contains " + parts + ".";
        return DeclaredBy is null
            ? NoReport
            : "The message says that it is a TLS report (" + DeclaredBy + "), but no report was found in it." + held
            + (form is null ? string.Empty : " " + form);
    }
}
