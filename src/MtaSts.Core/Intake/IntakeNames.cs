namespace MtaSts.Intake;

/// <summary>The member names of a state file.</summary>
internal static class IntakeNames
{
    public const string Format = "format";
    public const string Version = "version";
    public const string Source = "source";
    public const string Page = "page";
    public const string Updated = "updated";
    public const string Cursor = "cursor";
    public const string Pending = "pending";
    public const string Id = "id";
    public const string Subject = "subject";
    public const string Received = "received";
    public const string Messages = "messages";
    public const string Files = "files";
    public const string Reports = "reports";
    public const string Told = "told";

    public const string FormatName = "MtaSts intake state";
    public const int CurrentVersion = 1;
}
